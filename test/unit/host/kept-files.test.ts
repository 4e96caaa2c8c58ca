/** Files that are kept until a deploy has ended: brought once, also by several at a time, and taken back at the end or when bringing them fails. */
import { expect, test } from "vitest";
import { KeptFiles } from "../../../src/host/kept-files.ts";

test("a file is brought once and taken back at the end", async () => {
  const log: string[] = [];
  const kept = new KeptFiles();
  const bring = async (name: string): Promise<string> =>
    await kept.once(name, async (scope) => {
      log.push(`bring ${name}`);
      scope.defer(async () => void log.push(`drop ${name}`));
      return `/${name}`;
    });
  expect(await Promise.all([bring("a"), bring("a"), bring("b")])).toEqual(["/a", "/a", "/b"]);
  expect(await bring("a")).toBe("/a");
  expect(log).toEqual(["bring a", "bring b"]);
  await kept.close();
  expect(log.slice(2)).toEqual(["drop b", "drop a"]);
});

test("one that fails is taken back at once, all who wait hear of it, and it can be tried again", async () => {
  const log: string[] = [];
  await using kept = new KeptFiles();
  const fail = async (): Promise<string> =>
    await kept.once("a", async (scope) => {
      scope.defer(async () => void log.push("drop"));
      throw new Error("broken");
    });
  const ended = await Promise.allSettled([fail(), fail()]);
  expect(ended.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(log).toEqual(["drop"]);
  expect(await kept.once("a", async () => "/a")).toBe("/a");
});
