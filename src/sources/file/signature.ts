/** Detached signatures of images and of lists of checksums. gpgv and minisign judge them, and read from a pipe, because the file streams by. */
import { runtimeDirectory } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { Scope } from "../../host/scope.ts";
import { writeFifo } from "../../programs/dd.ts";
import { parseArmour, parseMinisignKey } from "../../formats/public-key.ts";
import { makeFifo } from "../../programs/coreutils.ts";
import { findSignatureFault, verifyByGpg } from "../../programs/gpgv.ts";
import { verifyByMinisign } from "../../programs/minisign.ts";
import { drain } from "./byte-streams.ts";

export interface Signature {
  /** The public key as the config has it. */
  readonly key: string;
  /** The content of the signature file. */
  readonly signature: Uint8Array;
}

/** Throws BareonError "failure" unless the key has signed the bytes, all of which are read. */
export async function verifySignature(
  ctx: Context,
  what: string,
  { key, signature }: Signature,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  await using scope = new Scope();
  const { host } = ctx;
  const place = `${runtimeDirectory}/signature-${crypto.randomUUID()}`;
  if (await host.makeDirectory(place, 0o700)) scope.defer(async () => await host.removeDirectory(place));
  const file = async (name: string, content: Uint8Array): Promise<string> => {
    scope.defer(async () => await host.removeFile(`${place}/${name}`));
    await host.writeFile(`${place}/${name}`, content, 0o600);
    return `${place}/${name}`;
  };
  const minisign = parseMinisignKey(key);
  const binary = parseArmour(key) ?? new Uint8Array();
  const signed = {
    key: minisign ?? (await file("key.gpg", binary)),
    signature: await file("signature", signature),
    file: `${place}/content`,
  };
  await host.run(makeFifo(signed.file));
  scope.defer(async () => await host.removeFile(signed.file));
  const failed = new AbortController();
  const written = drain(host.withSignal(failed.signal).stream(writeFifo(signed.file), bytes));
  written.catch(() => undefined);
  const command = minisign === undefined ? verifyByGpg(signed) : verifyByMinisign(signed);
  try {
    const { stdout } = await host.run(command);
    const fault = minisign === undefined ? findSignatureFault(stdout) : undefined;
    if (fault !== undefined) throw new BareonError("failure", fault);
  } catch (error) {
    // Nothing reads the pipe any more.
    failed.abort(error);
    await written.catch(() => undefined);
    ctx.signal.throwIfAborted();
    throw new BareonError(
      "failure",
      `the signature of ${what} is not good: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error, hint: "Check the public key and the signature's address; else do not use this file." },
    );
  }
  await written;
  await scope.close();
}
