/** From a document with actions to the actions that run after a deploy; everything that is wrong with it is told at once. */
import type { Command } from "../base/command.ts";
import { BareonError, type Violation } from "../base/errors.ts";
import { splitWords } from "../base/shell-words.ts";
import { fileAddressPattern } from "../config/identity.ts";
import { at, inDocumentOrder } from "../config/json-pointer.ts";
import { renderValue, toViolations } from "../config/schema-check.ts";
import { runLine } from "../programs/shell.ts";
import type { Action as WrittenAction, ActionsDocument, Resource as WrittenResource } from "../schema/actions.ts";
import { validate } from "../schema/actions.validate.js";

export interface Resource {
  /** Its place in the document. */
  readonly pointer: string;
  readonly name: string;
  readonly url: string;
  /** The absolute path of the file that it becomes. */
  readonly target: string;
}

export interface Action {
  /** Letters, digits and _. */
  readonly name: string;
  readonly command: Command;
  /** Whether a failure of it is one of the deploy. */
  readonly isFatal: boolean;
  /** Seconds that the command may take. */
  readonly limit: number;
  readonly resources: readonly Resource[];
}

export interface ActionList {
  readonly actions: readonly Action[];
  /** What of the document means nothing here. */
  readonly warnings: readonly string[];
}

/** Seconds that a command may take that does not say it. */
const usualLimit = 600;

/** Words of the document for its list, of which it has one. */
const listKeys = ["actions", "action_list"] as const;

/** What may be wrong in any way: of what is not as it should be there, the schema tells. */
type Loose<T> = { readonly [K in keyof T]?: unknown };

function membersOf(value: unknown): readonly Loose<WrittenAction & WrittenResource>[] {
  return Array.isArray(value)
    ? value.map((item: unknown) => (typeof item === "object" && item !== null ? item : {}))
    : [];
}

/** A command that needs no shell. */
function isPath(cmd: string): boolean {
  return /^\/\S*$/u.test(cmd);
}

function findUnclosedQuotes({ cmd, args }: Loose<WrittenAction>, pointer: string): Violation[] {
  if (typeof cmd !== "string" || typeof args !== "string" || !isPath(cmd) || splitWords(args) !== undefined) return [];
  return [
    {
      pointer: at(pointer, "args"),
      problem: "this ends within a quote, or with a backslash",
      expected: "words as a shell has them, each quote closed",
    },
  ];
}

/** Modes and addresses that only the controller can serve. */
function findForeign({ mode, url }: Loose<WrittenResource>, pointer: string): Violation[] {
  const isPulled = typeof mode === "string" && /^pull(?:-|$)/u.test(mode);
  const isFetched = typeof url !== "string" || fileAddressPattern.test(url);
  return [
    ...(isPulled
      ? [
          {
            pointer: at(pointer, "mode"),
            problem: `${renderValue(mode)} needs the controller, which serves the file meanwhile`,
            expected: '"push"',
          },
        ]
      : []),
    ...(isFetched
      ? []
      : [
          {
            pointer: at(pointer, "url"),
            problem: `${renderValue(url)} is no address that this program can fetch`,
            expected: "an address that begins with http://, https:// or file:///",
          },
        ]),
  ];
}

function findViolations(document: unknown): Violation[] {
  if (typeof document !== "object" || document === null) return [];
  const loose: Loose<ActionsDocument> = document;
  const [first, ...others] = listKeys.filter((key) => loose[key] !== undefined);
  const list: Violation[] =
    first === undefined
      ? [{ pointer: "", problem: '"actions" is missing', expected: "a list of actions" }]
      : others.map((key) => ({
          pointer: at("", key),
          problem: `the document has both "${first}" and "${key}"`,
          expected: "one list",
        }));
  const items = listKeys.flatMap((key) =>
    membersOf(loose[key]).flatMap((action, index) => [
      ...findUnclosedQuotes(action, at("", key, index)),
      ...membersOf(action.resources).flatMap((resource, place) =>
        findForeign(resource, at("", key, index, "resources", place)),
      ),
    ]),
  );
  return [...list, ...items];
}

function toCommand({ cmd, args }: WrittenAction): Command {
  return isPath(cmd) ? { program: cmd, args: splitWords(args) ?? [], hidesArgs: true } : runLine(`${cmd} ${args}`);
}

/** The controller's names hold nothing else. */
function plainName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, "_");
}

/** `name` is that of the document in messages. Throws BareonError "invalid" with every violation. */
export function readActionList(name: string, document: unknown): ActionList {
  const misfits = validate(document) ? [] : toViolations(validate.errors ?? []);
  const violations = [...misfits, ...findViolations(document)];
  if (violations.length > 0 || !validate(document)) {
    const count = `${violations.length} error${violations.length === 1 ? "" : "s"}`;
    throw new BareonError("invalid", `the actions in ${name} have ${count}`, {
      violations: inDocumentOrder(document, violations),
      hint: 'bareon-provision(8) describes them under "ACTIONS".',
    });
  }
  const key = document.actions === undefined ? "action_list" : "actions";
  const foreign = (["action_user", "action_key"] as const).filter((word) => document[word] !== undefined);
  return {
    actions: (document[key] ?? []).map((action, index) => ({
      name: plainName(action.name),
      command: toCommand(action),
      isFatal: action.terminate_on_fail,
      limit: action.timeout ?? usualLimit,
      resources: action.resources.map(({ name: title, url, target }, place) => ({
        ...{ name: title, url, target },
        pointer: at("", key, index, "resources", place),
      })),
    })),
    warnings: foreign.map((word) => `${name}: /${word}: ignored: it is for actions that the controller runs later`),
  };
}
