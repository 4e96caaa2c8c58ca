/** Which texts are public keys of ssh, and what authorized_keys is with more of them. */
import { expect, test } from "vitest";
import { parseSshKey, type SshKey, withKeys } from "../../../src/formats/ssh-key.ts";
import { ed25519Key, rsaKey, sshKey } from "../../support/systems/ssh-keys.ts";

const point = Buffer.alloc(65, 4);

function keyOf(text: string): SshKey {
  const key = parseSshKey(text);
  if ("problem" in key) throw new Error(key.problem);
  return key;
}

test.for([
  ["Ed25519", ed25519Key(1)],
  ["RSA of 1024 bits", rsaKey(1024)],
  ["RSA of 2048 bits", rsaKey(2048)],
  ["RSA of 16384 bits", rsaKey(16384)],
  ["DSA", sshKey("ssh-dss", ["p", "q", "g", "y"])],
  ["ECDSA", sshKey("ecdsa-sha2-nistp256", ["nistp256", point])],
  ["ECDSA with 521 bits", sshKey("ecdsa-sha2-nistp521", ["nistp521", Buffer.alloc(133, 4)])],
  ["Ed25519 on a token", sshKey("sk-ssh-ed25519@openssh.com", [Buffer.alloc(32), "ssh:"])],
  ["ECDSA on a token", sshKey("sk-ecdsa-sha2-nistp256@openssh.com", ["nistp256", point, "ssh:"])],
] as const)("a key of %s", ([, text]) => {
  expect(keyOf(text).line).toBe(text);
  expect(keyOf(`${text}\n`).line).toBe(text);
});

test.for([
  ["", "does not begin with a type"],
  ["hello", "does not begin with a type"],
  [`command="reboot" ${ed25519Key(1)}`, "does not begin with a type"],
  [`from="*" ${ed25519Key(1)}`, "does not begin with a type"],
  ["ssh-ed25519", "is not base64"],
  ["ssh-ed25519 AAAA*", "is not base64"],
  ["ssh-ed25519 AAA", "is not base64"],
  ["ssh-ed25519 AAAA", "no key of the type ssh-ed25519"],
  [ed25519Key(1).replace("ssh-ed25519", "ssh-rsa"), "no key of the type ssh-rsa"],
  [sshKey("ssh-ed25519", [Buffer.alloc(31)]), "no key of the type"],
  [sshKey("ssh-ed25519", [Buffer.alloc(32), "more"]), "no key of the type"],
  [sshKey("ecdsa-sha2-nistp256", ["nistp384", point]), "no key of the type"],
  [sshKey("ssh-rsa", [Buffer.from([3])]), "no key of the type"],
  [rsaKey(768), "it has 768 bits"],
  [`${ed25519Key(1)}\n${ed25519Key(2)}`, "control character"],
  [`${ed25519Key(1)}\r${ed25519Key(2)}`, "control character"],
  [`${ed25519Key(1)}\0`, "control character"],
  [`${ed25519Key(1)}\u2028${ed25519Key(2)}`, "control character"],
  [`${ed25519Key(1)} ${"x".repeat(8192)}`, "more than 8192 characters"],
  ["-----BEGIN OPENSSH PRIVATE KEY-----", "does not begin with a type"],
] as const)("%j is none", ([text, problem]) => {
  expect(parseSshKey(text)).toEqual({ problem: expect.stringContaining(problem) as string });
});

test("lines stay, and a key that is there under another comment or with options is not added", () => {
  const before = `# mine\nno-pty ${ed25519Key(1, "a")}\n\n${ed25519Key(2, "b")}`;
  const keys = [ed25519Key(1), ed25519Key(2), ed25519Key(3), ed25519Key(3, "again")].map(keyOf);
  expect(withKeys(before, keys)).toBe(`${before}\n${ed25519Key(3)}\n`);
  expect(withKeys(before, keys.slice(0, 2))).toBe(before);
  expect(withKeys("", keys.slice(2, 3))).toBe(`${ed25519Key(3)}\n`);
  expect(withKeys(`#${ed25519Key(1)}\n`, keys.slice(0, 1))).toBe(`#${ed25519Key(1)}\n${ed25519Key(1)}\n`);
});
