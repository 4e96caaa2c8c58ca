/** systemd-cryptenroll: a further key of a LUKS2 container that the machine's TPM has. It is the program of an image, and runs in that. */
import type { Command } from "../base/command.ts";
import { tokensOf } from "./cryptsetup.ts";

/** The type of the token that it leaves in the header. */
const tokenType = "systemd-tpm2";

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

interface TpmToken {
  readonly slot: number;
  /** In ascending order. */
  readonly pcrs: readonly number[];
}

/** The keys of TPMs that a LUKS2 header has, by its JSON as cryptsetup(8) prints it (systemd's src/shared/cryptsetup-tpm2.c). */
export function parseTpmTokens(header: string): TpmToken[] {
  return tokensOf(header).flatMap((token): TpmToken[] => {
    if (token["type"] !== tokenType) return [];
    const [slots, pcrs] = [token["keyslots"], token["tpm2-pcrs"]].map((list: unknown): unknown[] =>
      Array.isArray(list) ? list : [],
    );
    const registers = (pcrs ?? []).map(Number).toSorted((one, other) => one - other);
    return (slots ?? []).map((slot) => ({ slot: Number(slot), pcrs: registers }));
  });
}
