/** Which OpenPGP signatures count: gpgv itself judges them. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { verifySignature } from "../../../src/sources/file/signature.ts";
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

test("a good signature of a key that is valid", async () => {
  expect(await refusal({})).toBeUndefined();
});

test("none of SHA-1, for which two contents with one sum can be made", async () => {
  expect(await refusal({ sign: ["--digest-algo", "SHA1"] })).toMatch(/signature of image x is not good/u);
});

test("none of a key that has expired", async () => {
  expect(await refusal({ key: ["20210101T000000"], time: "20200101T000000!" })).toMatch(/the key has expired/u);
});
