/** bareon-provision, where bareon-boot has something done that is not its own work: argv, and how its JSON is read. */
import type { Command } from "../base/command.ts";
import { BareonError, type ExitName, exitCodes } from "../base/errors.ts";
import { readJsonOutput } from "./json-output.ts";

/** By the names of its options without the dashes; true is a flag. */
export type UpdateWords = ReadonlyMap<string, string | true>;

/** Options of an update whose values may hold a secret. Every user of the machine sees arguments, and no other one what --addresses reads. */
export const addressNames = [
  ...["source", "checksum-url", "signature-url", "torrent-url"],
  ...["seed-meta-data", "seed-user-data", "seed-network-config"],
] as const;

/** An update of an idle system, or with the flag `plan` only its plan; null for the only one that is idle. Any exit code is accepted. */
export function updateSystem(image: string | null, words: UpdateWords): Command {
  const isAddress = (name: string): boolean => addressNames.some((one) => one === name);
  const shown = Array.from(words).filter(([name]) => !isAddress(name));
  const options = shown.map(([name, value]) => (value === true ? `--${name}` : `--${name}=${value}`));
  const addresses = Array.from(words).filter(([name]) => isAddress(name));
  const document = Object.fromEntries(addresses.map(([name, value]) => [name.replaceAll("-", "_"), value]));
  return {
    program: "bareon-provision",
    args: [
      ...["update", "--json", ...options],
      ...(addresses.length === 0 ? [] : ["--addresses=-"]),
      ...(image === null ? [] : ["--", image]),
    ],
    ...(addresses.length === 0 ? {} : { input: JSON.stringify(document) }),
    hidesArgs: true,
    okCodes: Array.from({ length: 256 }, (_, code) => code),
  };
}

/** What an update says of a version of an image. */
interface Version {
  readonly imageName: string;
  readonly imageUuid: string;
}

export interface UpdateAnswer {
  /** The image's name in the deploy config, which names its entry too. */
  readonly image: string;
  readonly from: Version;
  readonly to: Version;
  /** False if the system has that version already. */
  readonly needed: boolean;
  readonly method?: string;
  readonly arm?: string;
  readonly seconds?: number;
  readonly warnings: readonly string[];
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

function isExit(code: string): code is ExitName {
  return Object.hasOwn(exitCodes, code);
}

/** Throws the BareonError that bareon-provision ended with, and "failure" if it said nothing that can be read. */
export function readUpdate({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): UpdateAnswer {
  if (stdout.trim() === "")
    throw new BareonError("failure", `bareon-provision update said nothing on its standard output. ${stderr.trim()}`);
  return readJsonOutput("bareon-provision update", stdout, (value) => {
    const answer = value as Omit<UpdateAnswer, "needed" | "warnings"> & {
      readonly error?: Failure;
      readonly needed?: boolean;
      readonly warnings?: readonly string[];
    };
    if (answer.error !== undefined) {
      const { code, message, hint } = answer.error;
      throw new BareonError(isExit(code) ? code : "failure", message, hint === null ? {} : { hint });
    }
    const { needed = true, warnings = [] } = answer;
    return { ...answer, needed, warnings };
  });
}
