/** Detached signatures of images and of lists of checksums. gpgv and minisign judge them, and read from a pipe, because the file streams by. */
import { runtimeDirectory } from "../../base/places.ts";
import { redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { Scope } from "../../host/scope.ts";
import { writeFifo } from "../../programs/dd.ts";
import { parseArmour, parseMinisignKey } from "../../formats/public-key.ts";
import { makeFifo } from "../../programs/coreutils.ts";
import { findForeignGpg, findSignatureFault, type GpgSignedFile, verifyByGpg } from "../../programs/gpgv.ts";
import { findForeignMinisign, verifyByMinisign } from "../../programs/minisign.ts";
import { drain } from "./byte-streams.ts";

export interface Signature {
  /** The public key as the config has it. */
  readonly key: string;
  /** The content of the signature file. */
  readonly signature: Uint8Array;
}

const signatureHint = "Check the public key and the signature's address; else do not use this file.";

interface Prepared {
  /** The folder of the files, for as long as the scope is open. */
  readonly place: string;
  readonly isMinisign: boolean;
  /** The programs' arguments except the file that was signed. */
  readonly signed: Pick<GpgSignedFile, "key" | "signature">;
}

/** Writes key and signature into files. */
async function prepare({ host }: Context, scope: Scope, { key, signature }: Signature): Promise<Prepared> {
  const place = `${runtimeDirectory}/signature-${crypto.randomUUID()}`;
  if (await host.makeDirectory(place, 0o700)) scope.defer(async () => await host.removeDirectory(place));
  const file = async (name: string, content: Uint8Array): Promise<string> => {
    scope.defer(async () => await host.removeFile(`${place}/${name}`));
    await host.writeFile(`${place}/${name}`, content, 0o600);
    return `${place}/${name}`;
  };
  const minisign = parseMinisignKey(key);
  const signed = {
    key: minisign ?? (await file("key.gpg", parseArmour(key) ?? new Uint8Array())),
    signature: await file("signature", signature),
  };
  return { place, isMinisign: minisign !== undefined, signed };
}

/**
 * Throws BareonError "failure" for what is no signature, or one of another key: that shows before the first write, without the content
 * that was signed.
 */
export async function checkSigner(ctx: Context, what: string, signature: Signature): Promise<void> {
  await using scope = new Scope();
  const { isMinisign, signed } = await prepare(ctx, scope, signature);
  const nothing = { ...signed, file: "/dev/null" };
  const command = isMinisign ? verifyByMinisign(nothing) : verifyByGpg(nothing);
  const output = await ctx.host.run({ ...command, okCodes: [0, 1, 2] });
  const fault = isMinisign ? findForeignMinisign(output, signature.signature) : findForeignGpg(output);
  await scope.close();
  if (fault === undefined) return;
  throw new BareonError("failure", `the signature of ${what} cannot be good: ${redact(fault)}`, {
    hint: signatureHint,
  });
}

/** Throws BareonError "failure" unless the key has signed the bytes, all of which are read. */
export async function verifySignature(
  ctx: Context,
  what: string,
  signature: Signature,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  await using scope = new Scope();
  const { host } = ctx;
  const { place, isMinisign, signed: files } = await prepare(ctx, scope, signature);
  const signed = { ...files, file: `${place}/content` };
  await host.run(makeFifo(signed.file));
  scope.defer(async () => await host.removeFile(signed.file));
  const failed = new AbortController();
  const written = drain(host.withSignal(failed.signal).stream(writeFifo(signed.file), bytes));
  written.catch(() => undefined);
  const command = isMinisign ? verifyByMinisign(signed) : verifyByGpg(signed);
  try {
    const { stdout } = await host.run(command);
    const fault = isMinisign ? undefined : findSignatureFault(stdout);
    if (fault !== undefined) throw new BareonError("failure", fault);
  } catch (error) {
    // Nothing reads the pipe any more.
    failed.abort(error);
    await written.catch(() => undefined);
    ctx.signal.throwIfAborted();
    throw new BareonError(
      "failure",
      `the signature of ${what} is not good: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error, hint: signatureHint },
    );
  }
  await written;
  await scope.close();
}
