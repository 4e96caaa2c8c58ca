/** A source is known in its own folder, in the tables, and in dialects, which have words for it; a file elsewhere that knows one needs a reason. */
import { expect, test } from "vitest";
import { sourceSpecs } from "../../../src/sources/spec/specs.ts";
import { imageSources } from "../../../src/sources/sources.ts";
import { filesMentioning } from "../../support/mentions.ts";

const names = Object.keys(sourceSpecs);

/** "file" is a word for many things, so that only a driver of that name counts, and what comes from the source's folder. */
const patterns = [
  /\b(?:rsync|swift)/iu,
  new RegExp(`\\bdriver\\w*\\b[^;\\n]*"(?:${names.join("|")})"`, "u"),
  new RegExp(`sources/(?:${names.join("|")})/`, "u"),
];

const allowed: Readonly<Record<string, string>> = {
  "build/packages/about.ts": "the names of packages",
  "build/ramdisk-base.ts": "the names of Debian packages",
  "cli/provision/config-options.ts": "the words of --deploy-driver",
  "config/deploy-config.ts": "the fields for one source that a config has: options for rsync, facts of image files",
  "config/wording.ts": "the fields that a dialect has words for",
  "deploy/carry.ts": "the program of that name, which copies on this machine",
  "deploy/plain-volume.ts": "the program of that name, which copies on this machine",
  "deploy/spread.ts": "the program of that name, which copies on this machine",
  "deploy/update-preflight.ts": "the programs that each source starts",
  "plan/assumed-record.ts":
    "a node without a record says nothing of its sources, and a tree is what is asked for by default",
  "plan/existing-node.ts": "the config that is written for a system that is there",
  "plan/source-wish.ts": "options of an update that one source has alone",
  "plan/update-source.ts": "a new address may be of another source than the recorded one, with the options of that",
  "plan/update.ts": "which methods of an update each source has",
  "programs/packages.ts": "the names of programs and packages",
  "programs/rsync.ts": "the program of that name",
  "sources/sources.ts": "the table",
  "sources/spec/specs.ts": "the table",
};

test("both tables have the same sources", () => {
  expect(Object.keys(imageSources)).toEqual(names);
});

test("no other file knows a source by name", () => {
  expect(filesMentioning(patterns, ["dialects", ...names.map((name) => `sources/${name}`)])).toEqual(
    Object.keys(allowed),
  );
});
