/** A filesystem is known in its row alone, and in dialects, which say what a volume gets whose filesystem they leave out; a file elsewhere that knows one needs a reason. */
import { expect, test } from "vitest";
import { filesystems } from "../../../src/storage/filesystem/filesystems.ts";
import { filesMentioning } from "../../support/mentions.ts";

/** "swap" is a word for much that has no row, so that it counts only where it is imported. */
const names = Object.keys(filesystems).filter((name) => name !== "swap");

const patterns = [new RegExp(`\\b(?:${names.join("|")})\\b`, "u"), /filesystem\/(?:ext|swap)\.ts/u];

const allowed: Readonly<Record<string, string>> = {
  "base/places.ts": "which filesystems the service partitions have",
  "build/ramdisk-base.ts": "the names of Debian packages",
  "deploy/filesystem-image.ts": "a hint names the program that mends such an image",
  "first-boot/config-drive.ts": "what config drives are made with, of which a config asks for some only",
  "programs/mke2fs.ts": "makes what a config drive is made with",
  "programs/packages.ts": "the names of programs and packages",
  "storage/esp/layer.ts": "makes EFI system partitions, which have a form of their own",
};

test("no other file knows a filesystem by name", () => {
  expect(filesMentioning(patterns, ["storage/filesystem", "dialects"])).toEqual(Object.keys(allowed));
});
