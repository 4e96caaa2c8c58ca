/** A filesystem is known in its row alone; a file elsewhere that knows one needs a reason. */
import { expect, test } from "vitest";
import { filesystems } from "../../../src/storage/filesystem/filesystems.ts";
import { filesMentioning } from "../../support/mentions.ts";

/** "swap" is a word for much that has no row, so that it counts only where it is imported. */
const names = Object.keys(filesystems).filter((name) => name !== "swap");

const patterns = [new RegExp(`\\b(?:${names.join("|")})\\b`, "u"), /filesystem\/(?:ext|swap)\.ts/u];

const allowed: Readonly<Record<string, string>> = {
  "base/places.ts": "which filesystems the service partitions have",
  "build/ramdisk-base.ts": "the names of Debian packages",
  "dialects/ironic/document.ts": "the filesystem of a volume for which a document of the dialect names none",
  "plan/steps.ts": "makes the filesystems of the service partitions, each of its own form",
  "programs/packages.ts": "the names of programs and packages",
};

test("no other file knows a filesystem by name", () => {
  expect(filesMentioning(patterns, ["storage/filesystem"])).toEqual(Object.keys(allowed));
});
