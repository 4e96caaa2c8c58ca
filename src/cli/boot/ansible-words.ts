/** Tasks of Ansible in the words of the command line: the modules do what the commands do, and no more. */
import { BareonError } from "../../base/errors.ts";
import type { UpdateWords } from "../../programs/bareon-provision.ts";
import type { BootInfoTask, BootTask, UpdateTask } from "../../schema/ansible.ts";
import { type BootRequest, parseRequest, userName } from "./request.ts";
import type { BootCommandName } from "./options.ts";

type State = BootTask["options"]["state"];
type Option = Exclude<keyof BootTask["options"], "state" | "wait">;

interface Words {
  readonly command: BootCommandName;
  /** The options that go with the state, and those that it needs. */
  readonly takes: readonly Option[];
  readonly needs?: readonly Option[];
}

const states: Readonly<Record<State, Words>> = {
  default: { command: "set-default", takes: ["entry", "expect_current", "force"], needs: ["entry"] },
  once: { command: "once", takes: ["entry", "force"], needs: ["entry"] },
  trial: { command: "trial", takes: ["entry", "tries", "reset", "force"], needs: ["entry"] },
  confirmed: { command: "confirm", takes: ["entry"] },
  rejected: { command: "reject", takes: [] },
  cancelled: { command: "cancel", takes: [] },
  rolled_back: { command: "rollback", takes: ["entry", "force"] },
};

type Values = readonly (readonly [name: string, value: string | true | undefined])[];

/** As if it stood on the command line; without a value an option has its default. */
function request(command: BootCommandName, operand: string, values: Values, wait: number | undefined): BootRequest {
  const all: Values = [["wait", String(wait ?? 10)], ...values];
  const given = all.flatMap(([name, value]): [string, string | true][] => (value === undefined ? [] : [[name, value]]));
  const asked = parseRequest({ kind: "run", command, operand, values: new Map(given), given: new Set() });
  return { ...asked, options: { ...asked.options, who: `${userName()} (ansible)` } };
}

const flag = (value: boolean | undefined): true | undefined => (value === true ? true : undefined);

/** Throws "usage" for an option that is missing, or that the state does not have. */
function checkOptions({ state, ...options }: BootTask["options"]): void {
  const { takes, needs = [] } = states[state];
  const missing = needs.find((name) => options[name] === undefined);
  if (missing !== undefined)
    throw new BareonError("usage", `bareon.node.boot: option ${missing} is missing, which state: ${state} needs.`);
  // A flag that is false asks for nothing, as where all tasks of a play have the same defaults.
  const names = Object.entries(options).flatMap(([name, value]) => (value === false ? [] : [name]));
  const extra = names.find((name): name is Option => name !== "wait" && !takes.includes(name as Option));
  if (extra === undefined) return;
  const others = Object.entries(states).flatMap(([name, words]) => (words.takes.includes(extra) ? [name] : []));
  throw new BareonError(
    "usage",
    `bareon.node.boot: option ${extra} does not go with state: ${state}, but with ${others.join(", ")}.`,
  );
}

/** Requires that the entry runs; throws "conflict" from the command itself. */
export function expectRunning(entry: string, wait: number | undefined): BootRequest {
  return request("current", "", [["expect", entry]], wait);
}

/** The commands in their order, of which the last one makes the state. Throws "usage". */
export function bootRequests({ options }: BootTask, isCheck: boolean): readonly BootRequest[] {
  checkOptions(options);
  const { state, entry, tries = 3, reset, expect_current: expected, force, wait } = options;
  const { command, takes } = states[state];
  const operand = command === "set-default" || command === "once" || command === "trial" ? (entry ?? "") : "";
  const values: Values = [
    ["dry-run", flag(isCheck)],
    ["expect-current", expected],
    ["force", flag(force)],
    ["tries", takes.includes("tries") ? String(tries) : undefined],
    ["reset", flag(reset)],
    ["if-trial", flag(command === "confirm" || command === "reject")],
    ["to", command === "rollback" ? entry : undefined],
  ];
  const change = request(command, operand, values, wait);
  return command === "confirm" && entry !== undefined ? [expectRunning(entry, wait), change] : [change];
}

/** What a look at the node asks. */
export function statusRequest(wait: number | undefined): BootRequest {
  return request("status", "", [], wait);
}

/** What is asked of the node for its facts. */
export function infoRequests({ options: { wait } }: BootInfoTask): {
  readonly status: BootRequest;
  readonly list: BootRequest;
} {
  return { status: statusRequest(wait), list: request("list", "", [], wait) };
}

/** What tells one version of an image from another. */
const versions = ["image_name", "image_uuid", "checksum"] as const satisfies readonly (keyof UpdateTask["options"])[];

/** The options of bareon-provision update. A version that is named is brought only if the system does not have it. */
export function updateWords({ options }: UpdateTask, isCheck: boolean): UpdateWords {
  const { entry: _entry, force = false, ...others } = options;
  const given = Object.entries(others).flatMap(([name, value]): [string, string | true][] =>
    value === false ? [] : [[name.replaceAll("_", "-"), value === true ? true : String(value)]],
  );
  const isNamed = versions.some((name) => options[name] !== undefined);
  return new Map<string, string | true>([
    ...given,
    ...(isNamed && !force ? [["if-needed", true] as const] : []),
    ...(isCheck ? [["plan", true] as const] : []),
  ]);
}
