/** The cache of what takes minutes to build: what is whole stays, and what a process that has ended left half built goes. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cached } from "../../../src/build/cache.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bareon-test-"));
  vi.stubEnv("BAREON_CACHE", folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const make = async (path: string): Promise<void> => await Promise.resolve(writeFileSync(path, "made"));
/** More than Linux has. */
const nobody = 2 ** 22 + 1;

test("what is there is not made again, and what fails leaves nothing", async () => {
  const path = await cached("thing", { version: 1 }, make);
  const again = vi.fn<typeof make>(make);
  expect(await cached("thing", { version: 1 }, again)).toBe(path);
  expect(again).not.toHaveBeenCalled();
  const fails = async (partial: string): Promise<void> => {
    await make(partial);
    throw new Error("no");
  };
  await expect(cached("thing", { version: 2 }, fails)).rejects.toThrow("no");
  expect(readdirSync(folder)).toHaveLength(1);
});

test("what ended processes left half built goes, also of another recipe, and nothing else", async () => {
  const of = (pid: number, end = ""): string => `.thing-0123456789abcdef.${pid}.89abcdef${end}`;
  const gone = [of(nobody), of(nobody, ".former"), `.other-layer-0123456789abcdef.${nobody}.89abcdef`];
  const kept = [of(process.pid), "thing-0123456789abcdef", ".notes", `.thing.${nobody}`];
  for (const name of [...gone, ...kept]) mkdirSync(join(folder, name, "tree"), { recursive: true });
  const path = await cached("thing", { version: 1 }, make);
  expect(existsSync(path)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual([...kept, path.slice(folder.length + 1)].sort());
});
