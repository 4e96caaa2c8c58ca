/** The key of an encrypted volume in the document itself, which only wants the name of its file: refused, and not shown to whoever reads the message. */
import { expect, test } from "vitest";
import { changed } from "../../support/files/example.ts";
import { type Case, check, refusalOf } from "./refusal.ts";

const secret = "correct horse";
/** A volume below /srv, so that nothing else is wrong with it. */
const volume = "/partitions/1/volumes/0";
const encryption = `${volume}/encryption`;

const cases: readonly Case[] = [
  { set: { [encryption]: secret }, finds: [[encryption, "this is not an object", "key_file"]] },
  { set: { [encryption]: { key: secret } }, finds: [[`${encryption}/key`, "unknown key", "key_file"]] },
  { set: { [encryption]: { phrase: secret } }, finds: [[`${encryption}/phrase`, "unknown key", "key_file"]] },
  { set: { [encryption]: { key_file: secret } }, finds: [[`${encryption}/key_file`, "this does not have", "a file"]] },
  { set: { [`${volume}/passphrase`]: secret }, finds: [[`${volume}/passphrase`, "unknown key"]] },
  { set: { "/partitions/0/luks_key": secret }, finds: [["/partitions/0/luks_key", "unknown key"]] },
];

test.each(cases)("refused: $set", (one) => {
  check(one);
  expect(JSON.stringify(refusalOf(changed("two-systems", one.set)).violations)).not.toContain(secret);
});
