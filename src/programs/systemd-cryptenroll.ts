/** systemd-cryptenroll: a further key of a LUKS2 container that the machine's TPM has. It is the program of an image, and runs in that. */
import type { Command } from "../base/command.ts";

/** The type of the token that it leaves in the header. */
export const systemdToken = "systemd-tpm2";

/**
 * The PCRs are those of the bank sha256; without any of them the TPM opens the container whatever was started. The key comes by standard
 * input: cat(1) makes a pipe of that, since the program opens /dev/stdin by its name, which a socket does not allow.
 */
export function enrollTpm(device: string, pcrs: readonly number[]): Command {
  const policy = pcrs.map((register) => `${register}:sha256`).join("+");
  const options = ["--unlock-key-file=/dev/stdin", "--tpm2-device=/dev/tpmrm0", `--tpm2-pcrs=${policy}`];
  return {
    label: "systemd-cryptenroll",
    program: "sh",
    args: ["-c", 'cat | systemd-cryptenroll "$@"', "sh", ...options, device],
  };
}
