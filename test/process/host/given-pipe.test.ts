/** A pipe that the command line names is waited for, but no longer than until the program is told to stop. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { readGivenPipe } from "../../../src/host/local/given-pipe.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

const never = new AbortController().signal;

async function makeFifo(folder: string): Promise<string> {
  const path = join(folder, "fifo");
  await execa("mkfifo", [path]);
  return path;
}

test("what is written into a FIFO later is read to its end", async () => {
  await using folder = await scratchFolder();
  const path = await makeFifo(folder.path);
  const reading = readGivenPipe(path, never);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await writeFile(path, "x".repeat(200_000));
  expect((await reading)?.length).toBe(200_000);
});

test("a device is read, a regular file and what is missing are not", async () => {
  expect(await readGivenPipe("/dev/null", never)).toEqual(Buffer.alloc(0));
  expect(await readGivenPipe(import.meta.filename, never)).toBeUndefined();
  expect(await readGivenPipe("/dev/fd/999999", never)).toBeUndefined();
});

test.each(["a FIFO", "standard input"])("SIGTERM ends a program that waits for %s", async (what) => {
  await using folder = await scratchFolder();
  const path = what === "a FIFO" ? await makeFifo(folder.path) : "-";
  const words = ["validate", "--progress-fd", "3", "--input-data-file", path];
  const child = spawn(process.execPath, [join(projectRoot, "bin/bareon-provision"), ...words], {
    stdio: ["pipe", "ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stderr = "";
  child.stderr?.on("data", (data: Buffer) => (stderr += data.toString()));
  const closed = once(child, "close");
  // The first event says that signals are heard; the reading begins at once after it.
  await once(child.stdio[3] as Readable, "data");
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill("SIGTERM");
  expect(await closed).toEqual([143, null]);
  expect(stderr).toContain("bareon-provision: stopped by SIGTERM\n");
});
