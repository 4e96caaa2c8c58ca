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
