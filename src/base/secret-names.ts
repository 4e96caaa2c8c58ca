/** Which names of settings, kernel arguments, options and JSON members stand for a secret, and which for a document that may hold any. */

/** Wherever they stand in a name, also without a mark between words. */
const strong = /passw|passphrase|secret|credential|token|apikey|accesskey|privatekey|sshkey|masterkey|rootpw|cookie/u;
/** Words of a name. */
const words = new Set([
  "pass",
  "pwd",
  "pw",
  "pin",
  "psk",
  "key",
  "keys",
  "auth",
  "authorization",
  "bearer",
  "otp",
  "seed",
]);
/** With these the value is where something is, or what everybody may know. */
const harmless = new Set([
  ...["public", "pub", "authorized", "file", "files", "path", "paths", "dir", "url", "uri", "fingerprint", "type"],
  ...["count", "length", "size"],
]);
/** What a system is told at its first boot holds whatever somebody put into it. */
const documents = new Set([
  ...["userdata", "vendordata", "metadata", "networkconfig", "configdrive", "cloudinit", "ignition"],
  ...["kickstart", "preseed"],
]);

/** Addresses that are told something: some services have the secret in the path. */
const hooks = /webhook|eventurl/u;

function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/gu, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/u)
    .filter((word) => word !== "");
}

/** Letters of the longest name that is looked at; no setting has one. */
export const longestName = 256;

/** Whether what stands behind such a name is not to be shown. */
export function isSecretName(name: string): boolean {
  if (name.length > longestName) return true;
  const parts = wordsOf(name);
  const joined = parts.join("");
  if (documents.has(joined) || hooks.test(joined)) return true;
  if (parts.some((part) => harmless.has(part))) return false;
  return strong.test(joined) || parts.some((part) => words.has(part));
}
