/** Which OpenPGP signatures count: gpgv itself judges them. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { checkSigner, verifySignature } from "../../../src/sources/file/signature.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

const content = Buffer.from("content\n");

/** Why a signature of a new key is refused, undefined if it is accepted; the options are those of gpg. */
async function refusal(options: {
  readonly key?: readonly string[];
  readonly sign?: readonly string[];
  readonly time?: string;
}): Promise<string | undefined> {
  await using folder = await scratchFolder();
  await execa("chmod", ["700", folder.path]);
  const clock = options.time === undefined ? [] : ["--faked-system-time", options.time];
  const gpg = async (...args: readonly string[]): Promise<string> =>
    (await execa("gpg", ["--batch", "--quiet", "--homedir", folder.path, ...clock, ...args])).stdout;
  await gpg("--passphrase", "", "--quick-generate-key", "lab", "rsa2048", "sign", ...(options.key ?? ["never"]));
  const [file, signature] = [join(folder.path, "file"), join(folder.path, "file.sig")];
  await writeFile(file, content);
  await gpg(...(options.sign ?? []), "--output", signature, "--detach-sign", file);
  const key = await gpg("--armor", "--export", "lab");
  async function* bytes(): AsyncGenerator<Uint8Array, void> {
    yield content;
  }
  const signed = { key, signature: await readFile(signature) };
  return await verifySignature(localContext(), "image x", signed, bytes()).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
}

/** The fault of a signature that shows without the content, undefined for none. */
async function early(key: string, signature: Uint8Array): Promise<string | undefined> {
  return await checkSigner(localContext(), "image x", { key, signature }).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
}

test("what is no signature, or one of another key, is refused without the content", async () => {
  await using folder = await scratchFolder();
  await execa("chmod", ["700", folder.path]);
  const gpg = async (...args: readonly string[]): Promise<string> =>
    (await execa("gpg", ["--batch", "--quiet", "--homedir", folder.path, ...args])).stdout;
  for (const name of ["one", "two"])
    await gpg("--passphrase", "", "--quick-generate-key", name, "ed25519", "sign", "never");
  const file = join(folder.path, "file");
  await writeFile(file, content);
  await gpg("--local-user", "one", "--output", `${file}.sig`, "--detach-sign", file);
  await gpg("--local-user", "one", "--output", `${file}.inline`, "--sign", file);
  const [one, two] = [await gpg("--armor", "--export", "one"), await gpg("--armor", "--export", "two")];
  const [signature, inline] = [await readFile(`${file}.sig`), await readFile(`${file}.inline`)];
  expect(await early(one, signature)).toBeUndefined();
  expect(await early(two, signature)).toMatch(/the signature of image x cannot be good: .*No public key/su);
  expect(await early(one, inline)).toMatch(/not a detached signature/u);
  expect(await early(one, signature.subarray(0, 20))).toMatch(/cannot be good/u);
  expect(await early(one, Buffer.from("<html>404</html>"))).toMatch(/no valid OpenPGP data/u);
  expect(await early(one, Buffer.from(one))).toMatch(/cannot be good/u);
});

test("the same of minisign, and of one that is not prehashed", async () => {
  await using folder = await scratchFolder();
  const path = (name: string): string => join(folder.path, name);
  await writeFile(path("file"), content);
  const minisign = async (...args: readonly string[]): Promise<unknown> =>
    await execa("minisign", [...args], { input: "\n\n" });
  for (const name of ["one", "two"]) await minisign("-G", "-W", "-p", path(`${name}.pub`), "-s", path(`${name}.sec`));
  await minisign("-S", "-s", path("one.sec"), "-m", path("file"), "-x", path("sig"));
  await minisign("-S", "-l", "-s", path("one.sec"), "-m", path("file"), "-x", path("plain"));
  const [one, two] = [await readFile(path("one.pub"), "utf8"), await readFile(path("two.pub"), "utf8")];
  expect(await early(one, await readFile(path("sig")))).toBeUndefined();
  expect(await early(two, await readFile(path("sig")))).toMatch(/cannot be good: .*key id/su);
  expect(await early(one, await readFile(path("plain")))).toMatch(/not prehashed/u);
  expect(await early(one, content)).toMatch(/cannot be good/u);
});

test("a good signature of a key that is valid", async () => {
  expect(await refusal({})).toBeUndefined();
});

test("none of SHA-1, for which two contents with one sum can be made", async () => {
  expect(await refusal({ sign: ["--digest-algo", "SHA1"] })).toMatch(/signature of image x is not good/u);
});

test("none of a key that has expired", async () => {
  expect(await refusal({ key: ["20210101T000000"], time: "20200101T000000!" })).toMatch(/the key has expired/u);
});
