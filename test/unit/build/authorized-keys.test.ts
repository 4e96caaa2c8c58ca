/** What may log in to a ramdisk: public keys alone, since anybody who loads the ramdisk can read it. */
import { expect, test } from "vitest";
import { problemOfKeys } from "../../../src/build/authorized-keys.ts";

const key = `ssh-ed25519 ${Buffer.concat([
  Buffer.from([0, 0, 0, 11]),
  Buffer.from("ssh-ed25519"),
  Buffer.from([0, 0, 0, 32]),
  Buffer.alloc(32, 7),
]).toString("base64")}`;

test.each([
  ["one", key],
  ["with a comment", `${key} somebody at home\n`],
  ["several, with blank lines and comments", `# first\r\n${key}\r\n\r\n  # second\r\n  ${key} two\r\n`],
  ["with options", `from="192.0.2.0/24,!192.0.2.9",command="echo a b" ${key} somebody\n`],
])("keys are taken: %s", (_, text) => {
  expect(problemOfKeys(text)).toBeUndefined();
});

test.each([
  ["-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n-----END OPENSSH PRIVATE KEY-----\n", "it is a private key"],
  ["-----BEGIN RSA PRIVATE KEY-----\n", "it is a private key"],
  ["---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n", "it is a private key"],
  ["", "it has no key"],
  ["# nothing\n\n", "it has no key"],
  [`${key}\nhello world\n`, "its line 2 is no public key of ssh: it does not begin with a type"],
  [`${key.slice(0, -4)}\n`, "its line 1 is no public key of ssh: what follows the type is no key"],
])("anything else is refused: %j", (text, why) => {
  expect(problemOfKeys(text)).toContain(why);
});
