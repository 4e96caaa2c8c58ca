/** A caller that does not read to the end (`| head`) is no reason for a trace. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

test.each(["bareon-provision", "bareon-boot"])("%s --help with nobody to read it", async (program) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../../bin", program), "--help"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect([stderr, code]).toEqual(["", 0]);
});
