/** Chromium without a window: what it makes of a page, as data, as a picture and on paper. */
import { join } from "node:path";
import { execa } from "execa";

/** Each run has a profile of its own, in the folder; nothing of it reaches a network. */
async function run(folder: string, words: readonly string[]): Promise<string> {
  const quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"];
  const alone = [`--user-data-dir=${join(folder, "profile")}`, "--host-resolver-rules=MAP * ~NOTFOUND"];
  const { stdout } = await execa("chromium", [...quiet, ...alone, "--virtual-time-budget=20000", ...words]).catch(
    (error: unknown) => {
      const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
      throw isMissing ? new Error("chromium is not installed: apt-get install chromium") : error;
    },
  );
  return stdout;
}

/** What the scripts of a page have left of it. */
export async function dumpPage(folder: string, path: string): Promise<string> {
  return await run(folder, ["--dump-dom", `file://${path}`]);
}

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
}

export async function takePicture(folder: string, path: string, picture: string, look: Look): Promise<void> {
  const { width, height, scheme } = look;
  const size = [
    `--window-size=${width},${height}`,
    `--blink-settings=preferredColorScheme=${scheme === "dark" ? 0 : 1}`,
  ];
  await run(folder, [...size, `--screenshot=${picture}`, `file://${path}`]);
}

export async function print(folder: string, path: string, document: string): Promise<void> {
  await run(folder, ["--no-pdf-header-footer", `--print-to-pdf=${document}`, `file://${path}`]);
}
