/** What bareon-boot is asked, with every option as a value of its own type; the words are options.ts. */
import { BareonError } from "../../base/errors.ts";
import type { Power, TrialOptions } from "../../recipes/boot-change.ts";
import type { ChangeOptions } from "../../recipes/change.ts";
import type { ParsedRun } from "../command-line.ts";
import type { EndpointWords } from "../endpoint.ts";
import { type BootCommandName, isBootCommand } from "./options.ts";

/** An option that its command lacks is false, null or its default. */
export interface BootRequest {
  readonly command: BootCommandName;
  /** The word after the command, empty if there is none. */
  readonly operand: string;
  readonly options: ChangeOptions;
  /** True for a partition that was named on the command line. */
  readonly isNamed: boolean;
  readonly shown: { readonly json: boolean; readonly quiet: boolean; readonly debug: boolean };
  readonly onlyValid: boolean;
  /** The entry that has to be the default. */
  readonly expected: string | null;
  /** The entry that has to run. */
  readonly expectedCurrent: string | null;
  /** Whether the status is shown as metrics. */
  readonly asMetrics: boolean;
  readonly clear: boolean;
  readonly trial: TrialOptions;
  readonly ifTrial: boolean;
  readonly power: Power;
  /** What the command line says of an address that is told. */
  readonly endpoint: EndpointWords;
  readonly to: string | null;
  readonly repair: boolean;
  readonly report: { readonly output: string | null; readonly list: boolean; readonly anonymous: boolean };
  readonly health: {
    readonly decides: boolean;
    readonly giveUp: boolean;
    /** Seconds. */
    readonly limit: number;
    readonly deadline: number;
  };
}

type Values = ParsedRun["values"];

function textOf(values: Values, name: string): string | null {
  const value = values.get(name);
  return typeof value === "string" ? value : null;
}

/** The least number for an option that the command lacks. Throws "usage" for anything but a whole number in the range. */
function numberOf(values: Values, name: string, [least, most]: readonly [number, number]): number {
  if (!values.has(name)) return least;
  const text = textOf(values, name) ?? "";
  const number = Number(text);
  if (/^\d{1,6}$/u.test(text) && number >= least && number <= most) return number;
  throw new BareonError("usage", `--${name} takes a number from ${least} to ${most}, not ${JSON.stringify(text)}.`);
}

/** The login name, and the user who became root by sudo; for the history. */
export function userName(): string {
  const { SUDO_USER: sudo, LOGNAME: login, USER: user } = process.env;
  const name = login ?? user ?? "root";
  return sudo === undefined || sudo === name ? name : `${name} (sudo: ${sudo})`;
}

/** Throws "usage" for options that contradict each other. */
function checkTogether({ operand, values }: ParsedRun, places: readonly string[]): void {
  if (places.length > 1) throw new BareonError("usage", `--${places.join(" and --")} exclude each other.`);
  if (values.has("clear") && operand !== "")
    throw new BareonError("usage", "once takes an entry, or --clear.", { hint: "Try: bareon-boot once --help" });
  if (values.has("prometheus") && values.has("json"))
    throw new BareonError("usage", "--prometheus and --json exclude each other.");
  if (values.has("give-up") && !values.has("trial"))
    throw new BareonError("usage", "--give-up goes with --trial.", { hint: "Try: bareon-boot health --help" });
}

/** Throws "usage" for a value that cannot be. */
export function parseRequest(parsed: ParsedRun): BootRequest {
  const { command, operand, values } = parsed;
  if (!isBootCommand(command)) throw new Error(`the command ${command} is in no table`);
  const places = ["uuid", "device", "image"].filter((name) => values.has(name));
  checkTogether(parsed, places);
  return {
    command,
    operand,
    options: {
      uuid: textOf(values, "uuid"),
      device: textOf(values, "device"),
      image: textOf(values, "image"),
      wait: numberOf(values, "wait", [0, 86_400]),
      dryRun: values.has("dry-run"),
      who: userName(),
      force: values.has("force"),
    },
    isNamed: places.length > 0,
    shown: { json: values.has("json"), quiet: values.has("quiet"), debug: values.has("debug") },
    onlyValid: values.has("valid"),
    expected: textOf(values, "expect-current"),
    expectedCurrent: textOf(values, "expect"),
    asMetrics: values.has("prometheus"),
    clear: values.has("clear"),
    trial: { tries: numberOf(values, "tries", [1, 9]), reset: values.has("reset") },
    ifTrial: values.has("if-trial"),
    power: { reboot: values.has("reboot") || values.has("kexec"), kexec: values.has("kexec") },
    endpoint: {
      url: textOf(values, "event-url") ?? undefined,
      keyFile: textOf(values, "event-key-file") ?? undefined,
      caFile: textOf(values, "event-ca-file") ?? undefined,
    },
    to: textOf(values, "to"),
    repair: values.has("repair"),
    report: {
      output: textOf(values, "output"),
      list: values.has("list"),
      anonymous: values.has("anonymous"),
    },
    health: {
      decides: values.has("trial"),
      giveUp: values.has("give-up"),
      limit: numberOf(values, "limit", [1, 86_400]),
      deadline: numberOf(values, "deadline", [0, 86_400]),
    },
  };
}
