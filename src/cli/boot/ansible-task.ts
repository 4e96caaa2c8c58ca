/** What a task of Ansible asks, from the name of the module and the file of its arguments that Ansible brings onto a node. Nothing is done here. */
import { BareonError } from "../../base/errors.ts";
import { toViolations } from "../../config/schema-check.ts";
import type { AnsibleTask } from "../../schema/ansible.ts";
import { validate } from "../../schema/ansible.validate.js";
import { suggest } from "../suggest.ts";

/** The modules of the collection that this program does. */
export const moduleNames = ["boot", "boot_info", "update"] as const satisfies readonly AnsibleTask["module"][];

/** Options whose values are no texts. */
export const wholeNumbers: readonly string[] = ["tries", "wait"];
export const flags: readonly string[] = ["reset", "force", "full_speed", "require_verified", "plain_http"];

/** The words that Ansible takes for true and false. */
const trueWords = new Set(["y", "yes", "on", "1", "true", "t"]);
const falseWords = new Set(["n", "no", "off", "0", "false", "f"]);

export interface AskedTask {
  readonly task: AnsibleTask;
  /** Nothing may be changed. */
  readonly isCheck: boolean;
  /** Before and after are asked for. */
  readonly hasDiff: boolean;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The module of that name. Throws "usage" for another word, such as that of a later collection. */
export function readModuleName(word: string): AnsibleTask["module"] {
  const name = moduleNames.find((known) => known === word);
  if (name !== undefined) return name;
  throw new BareonError("usage", `This version of bareon-boot does not know the module bareon.node.${word}.`, {
    hint: "The collection is newer than the program on this node.",
  });
}

/** A template of Ansible makes a text of whatever it fills in. */
function coerce(name: string, value: unknown): unknown {
  const word = typeof value === "string" ? value.trim().toLowerCase() : String(value);
  if (wholeNumbers.includes(name)) return typeof value === "string" && /^\d{1,9}$/u.test(word) ? Number(word) : value;
  if (!flags.includes(name)) return typeof value === "number" ? String(value) : value;
  if (typeof value !== "string" && typeof value !== "number") return value;
  return trueWords.has(word) ? true : falseWords.has(word) ? false : value;
}

/** The options alone: an option without a value is one that is not there. */
function readOptions(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([name, value]) => !name.startsWith("_ansible_") && value !== null)
      .map(([name, value]) => [name, coerce(name, value)]),
  );
}

/** The violation as Ansible shows it, in which pointers are no use: options are not nested. */
function refuseOptions(module: AnsibleTask["module"], options: Readonly<Record<string, unknown>>): BareonError {
  const found = toViolations(validate({ module, options }) ? [] : (validate.errors ?? []));
  const known = found.flatMap(({ expected }) => (expected.startsWith("one of ") ? expected.slice(7).split(", ") : []));
  const lines = found.map(({ pointer, problem, expected }) => {
    const name = pointer.replace(/^\/options\/?/u, "");
    if (name === "") return `${problem} (expected ${expected})`;
    const nearest = problem.startsWith("unknown key") ? suggest(name, known) : undefined;
    return problem.startsWith("unknown key")
      ? `there is no option ${name}${nearest === undefined ? ` (expected ${expected})` : `: did you mean ${nearest}?`}`
      : `option ${name}: ${problem} (expected ${expected})`;
  });
  return new BareonError("usage", `bareon.node.${module}: ${lines.join("; ")}`);
}

/** Throws "usage", which names each option that is wrong, and how. */
export function parseTask(module: AnsibleTask["module"], document: unknown): AskedTask {
  if (!isObject(document)) throw new BareonError("usage", "The arguments of the module are no object.");
  const options = readOptions(document);
  const task: unknown = { module, options };
  if (!validate(task)) throw refuseOptions(module, options);
  return { task, isCheck: document["_ansible_check_mode"] === true, hasDiff: document["_ansible_diff"] === true };
}
