/** Reads the boot menu back from grub.cfg. */
import { damagedMenu, findDefault } from "./default-field.ts";
import { findCopyUuids } from "./copies.ts";
import { partitionModule, typeOfDriver } from "./filesystem-modules.ts";
import { joinArguments, splitWords } from "./grub-script.ts";
import { isStateArgument, updatingFunction } from "./grub-state.ts";
import { type Attempt, type Menu, type MenuEntry, type ParsedMenu, rescueClass, rootArgument } from "./menu.ts";
import type { SerialLine } from "./serial-line.ts";

interface ParsedAttempt extends Attempt {
  /** Null for a kernel that is told of no root. */
  readonly rootUuid: string | null;
}

function parseAttempt(
  place: Pick<Attempt, "bootUuid" | "bootType">,
  [kernel, ...words]: readonly string[],
  index: number,
): ParsedAttempt {
  const root = words.find((word) => word.startsWith(rootArgument));
  if (kernel === undefined) throw damagedMenu(`entry ${index} has no kernel or no root`);
  const others = root === undefined ? words : words.toSpliced(words.indexOf(root), 1);
  const parameters = joinArguments(others.filter((word) => !isStateArgument(word)));
  return { ...place, kernel, initrd: null, parameters, rootUuid: root?.slice(rootArgument.length) ?? null };
}

/** Each attempt looks for its filesystem, loads a kernel, and then perhaps an initrd; a menu of an earlier form has one. */
function parseAttempts(commands: readonly (readonly string[])[], index: number): ParsedAttempt[] {
  const attempts: ParsedAttempt[] = [];
  let driver: string | undefined;
  let place: Pick<Attempt, "bootUuid" | "bootType"> | undefined;
  for (const [name, ...words] of commands) {
    if (name === "insmod") driver = words[0];
    else if (name === "search") {
      place = { bootUuid: words.at(-1) ?? "", bootType: typeOfDriver(driver) };
      driver = undefined;
    } else if (name === "linux" && place !== undefined) attempts.push(parseAttempt(place, words, index));
    else if (name === "initrd") {
      const last = attempts.pop();
      if (last !== undefined) attempts.push({ ...last, initrd: words[0] ?? null });
    }
  }
  return attempts;
}

function parseEntry(head: readonly string[], body: readonly (readonly string[])[], index: number): MenuEntry {
  const [, title, option, id] = head;
  if (title === undefined || option !== "--id" || id === undefined) throw damagedMenu(`entry ${index} has no --id`);
  const commands = body
    .map((words) => words.slice(words[0] === "then" ? 1 : 0))
    .map((words) => words.slice(words[0] === "if" ? 1 : 0));
  const find = (name: string): readonly string[] | undefined => commands.find((words) => words[0] === name)?.slice(1);
  const update = find(updatingFunction);
  if (update !== undefined) {
    const [rootUuid, since, what] = update;
    if (rootUuid === undefined || since === undefined || what === undefined)
      throw damagedMenu(`entry ${index} does not say what is being updated`);
    return { kind: "updating", id, title, rootUuid, since, what };
  }
  const bootUuid = find("search")?.at(-1);
  if (bootUuid === undefined) throw damagedMenu(`entry ${index} does not say on which filesystem it is`);
  if (find("chainloader") !== undefined)
    return { kind: "chain", id, title, bootUuid, bootType: typeOfDriver(find("insmod")?.[0]) };
  const [first, ...others] = parseAttempts(commands, index);
  const isRescue = head[4] === "--class" && head[5] === rescueClass;
  const rootUuid = isRescue ? first?.bootUuid : first?.rootUuid;
  if (first === undefined || rootUuid === undefined || rootUuid === null)
    throw damagedMenu(`entry ${index} has no kernel or no root`);
  if (others.some((other) => other.rootUuid !== first.rootUuid)) throw damagedMenu(`entry ${index} has several roots`);
  const fallbacks = others.map(({ rootUuid: _root, ...attempt }): Attempt => attempt);
  const mark = isRescue ? ({ isRescue: true } as const) : {};
  return { kind: "linux", ...mark, id, title, ...first, rootUuid, ...(fallbacks.length === 0 ? {} : { fallbacks }) };
}

/** What stands before the entries, apart from the default. */
function parsePrologue(
  lines: readonly string[],
): Pick<Menu, "timeout" | "serial" | "modules"> & { generation: string } {
  const find = (pattern: RegExp): RegExpExecArray["groups"] =>
    lines.map((line) => pattern.exec(line)?.groups).find((groups) => groups !== undefined);
  const timeout = find(/^timeout=(?<seconds>\d+)$/u)?.["seconds"];
  if (timeout === undefined) throw damagedMenu("it has no timeout");
  const generation = find(/^bareon_menu=(?<mark>[0-9a-f]{8})$/u)?.["mark"];
  if (generation === undefined) throw damagedMenu("it does not say which menu it is (bareon_menu=)");
  const serial = find(
    /^if serial --unit=(?<unit>\d) --speed=(?<speed>\d+) --word=(?<word>\d) --parity=(?<parity>no|even|odd); then$/u,
  );
  const modules = lines.flatMap((line) => /^insmod (?<name>\w+)$/u.exec(line)?.groups?.["name"] ?? []);
  return {
    timeout: Number(timeout),
    generation,
    serial: serial === undefined ? null : toSerialLine(serial),
    modules: modules.filter((name) => name !== partitionModule),
  };
}

function toSerialLine(groups: Readonly<Record<string, string>>): SerialLine {
  const { unit, speed, word, parity } = groups;
  const known = parity === "even" || parity === "odd" ? parity : "no";
  return { unit: Number(unit), speed: Number(speed), word: Number(word), parity: known };
}

/**
 * Reads a menu that renderMenu wrote, also after the number of its default was edited in place by another tool.
 * Throws BareonError "unverified" for anything else.
 */
export function parseMenu(text: string): ParsedMenu {
  const { index: defaultIndex } = findDefault(text);
  const lines = text.split("\n");
  const prologue = parsePrologue(lines);
  const entries: MenuEntry[] = [];
  let open: { head: readonly string[]; body: string[][] } | undefined;
  for (const [number, line] of lines.entries()) {
    if (line.startsWith("#")) continue;
    const words = splitWords(line);
    if (words === undefined) throw damagedMenu(`line ${number + 1} has an open quote`);
    const inside = open !== undefined;
    if (words[0] === "menuentry") {
      if (inside || words.at(-1) !== "{") throw damagedMenu(`line ${number + 1} begins an entry in an unknown way`);
      open = { head: words, body: [] };
    } else if (open !== undefined && words[0] === "}") {
      entries.push(parseEntry(open.head, open.body, entries.length));
      open = undefined;
    } else open?.body.push(words);
  }
  if (open !== undefined) throw damagedMenu("its last entry is not closed");
  if (entries.length === 0) throw damagedMenu("it has no entries");
  const copies = findCopyUuids(text);
  return { defaultIndex, ...prologue, ...(copies.length === 0 ? {} : { copies }), entries };
}
