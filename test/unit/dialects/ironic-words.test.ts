/** The words of the ironic dialect are known in its folder alone: another dialect's documents get the same messages. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wording } from "../../../src/dialects/ironic/wording.ts";
import { sourceSpecs } from "../../../src/sources/spec/specs.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { filesMentioning } from "../../support/mentions.ts";

const schemas = join(projectRoot, "schema");
const ownSchema = "provision.schema.json";

/** The words with "_" that a schema has as keys or values; a word without may be one of plain English. */
function wordsOf(schema: string): string[] {
  const text = readFileSync(join(schemas, schema), "utf8");
  return Array.from(text.matchAll(/"(?<word>[a-z\d]+(?:_[a-z\d]+)+)"/gu), ({ groups }) => groups?.["word"] ?? "");
}

const shared = new Set(
  readdirSync(schemas)
    // Another dialect's schema may have the same words.
    .filter((name) => name !== ownSchema && name !== "nailgun.schema.json")
    .flatMap(wordsOf),
);
const words = [
  ...new Set([
    ...wordsOf(ownSchema).filter((word) => !shared.has(word)),
    ...Object.values(wording.driver).filter((word) => !Object.hasOwn(sourceSpecs, word)),
  ]),
];

const allowed: Readonly<Record<string, string>> = {
  "boot/systems/rescue-files.ts": "authorized_keys is the name of sshd's file",
  "build/ramdisk-files.ts": "authorized_keys is the name of sshd's file",
  "build/ramdisk.ts": "authorized_keys is the name of sshd's file",
  "cli/provision/config-options.ts": "swift is a word of --deploy-driver, since the existing controller gives it there",
  "dialects/wording.ts": "what ironic and nailgun share stands there, for both",
  "first-boot/config-drive.ts": "meta_data.json is a file of a config drive",
  "first-boot/drive-content.ts": "meta_data.json and user_data are files of a config drive",
  "integrations/ironic/authorize.ts": "authorized_keys is the name of sshd's file",
  "recipes/config-text.ts": "user_data is a file of a config drive",
};

test("the words are those of the dialect", () => {
  expect(words).toEqual(expect.arrayContaining(["image_pull_url", "keep_data", "ca_file", "nailgun_legacy", "swift"]));
  expect(words).not.toContain("image_name");
});

test("no file outside the dialect's folder knows them", () => {
  expect(
    filesMentioning([new RegExp(`\\b(?:${words.join("|")})\\b`, "u")], ["dialects/ironic", "dialects/nailgun"]),
  ).toEqual(Object.keys(allowed));
});
