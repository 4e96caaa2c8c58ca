/** clevis: a further key of a LUKS2 container that the machine's TPM has. Its programs are those of an image, and run in that. */
import type { Command } from "../base/command.ts";

/** The type of the token that it leaves in the header. */
export const clevisToken = "clevis";

/** The PCRs are those of the bank sha256; without any of them the TPM opens the container whatever was started. */
export function bindToTpm(device: string, pcrs: readonly number[]): Command {
  const policy = pcrs.length === 0 ? {} : { pcr_bank: "sha256", pcr_ids: pcrs.join(",") };
  return {
    program: "clevis",
    args: ["luks", "bind", "-y", "-k", "-", "-d", device, "tpm2", JSON.stringify(policy)],
  };
}

/** Prints a line for each binding; parseTpmBindings reads those to the TPM. */
export function listBindings(device: string): Command {
  return { program: "clevis", args: ["luks", "list", "-d", device] };
}

export interface TpmBinding {
  readonly slot: number;
  /** In ascending order. */
  readonly pcrs: readonly number[];
}

/** The policy of a line such as `1: tpm2 '{"key":"ecc","pcr_ids":"7,14"}'`; undefined for what is no such line. */
function parseBinding(line: string): TpmBinding | undefined {
  const { slot, policy = "" } = /^(?<slot>\d+): tpm2 '(?<policy>\{.*\})'$/u.exec(line)?.groups ?? {};
  if (slot === undefined) return undefined;
  const ids = /"pcr_ids":"(?<ids>[\d, ]*)"/u.exec(policy)?.groups?.["ids"] ?? "";
  const pcrs = ids.split(",").flatMap((id) => (/\d/u.test(id) ? [Number(id)] : []));
  return { slot: Number(slot), pcrs: pcrs.toSorted((one, other) => one - other) };
}

export function parseTpmBindings(text: string): TpmBinding[] {
  return text.split("\n").flatMap((line) => parseBinding(line) ?? []);
}
