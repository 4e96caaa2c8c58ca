/** Files that stay in the memory have to fit there together, beside the programs. */
import { expect, test } from "vitest";
import { checkKeptFiles } from "../../../src/deploy/memory-fit.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

const MiB = 1024 ** 2;
const ctx = createTestContext(
  createRecordingHost({ files: { "/proc/meminfo": `MemTotal: 9999999 kB\nMemAvailable: ${1024 * 1024} kB\n` } }),
);

async function refusal(...sizes: (number | undefined)[]): Promise<string> {
  const measured = new Map(sizes.map((memory, index) => [`i${index}`, { memory }]));
  return await checkKeptFiles(ctx, measured).then(
    () => "",
    (error: unknown) => (error as Error).message,
  );
}

test("all of them count, with 256 MiB for programs", async () => {
  expect(await refusal(undefined, 0)).toBe("");
  expect(await refusal(768 * MiB)).toBe("");
  expect(await refusal(512 * MiB, undefined, 256 * MiB)).toBe("");
  expect(await refusal(512 * MiB, undefined, 257 * MiB)).toMatch(
    /stay in the memory .* takes image i0 512 MiB, image i2 257 MiB, and 768 MiB are free/u,
  );
});
