/** The state machine that GRUB runs at each boot, as lines of grub.cfg: which entry is booted, and why. boot/state/trial.ts has its rules. */

/** The variables of the environment block that GRUB loads, and no others. boot/state/environment.ts reads and writes the block. */
export const environmentNames = ["bareon_once", "bareon_trial", "bareon_left", "bareon_gen", "bareon_base"] as const;

/** A kernel that panics in an unconfirmed boot restarts the machine after these seconds. */
const panicArgument = "panic=30";

/** What an entry adds to the kernel command line, so that the running system knows what was booted and why; attempts count from 1. */
export function stateArguments(index: number, attempt: number): string {
  const later = attempt === 1 ? "" : `bareon.attempt=${attempt} `;
  return `${later}bareon.entry=${index} bareon.reason=$bareon_why bareon.left=$bareon_rest $bareon_panic`;
}

/** What an entry is told of how it was booted. */
export interface Booting {
  readonly reason: string;
  /** Tries that a trial has left. */
  readonly left: number;
  /** Whether a kernel that panics restarts the machine. */
  readonly isGuarded: boolean;
}

/** The words that GRUB makes of stateArguments, from one who boots the entry in its place. */
export function stateWords(index: number, attempt: number, { reason, left, isGuarded }: Booting): string[] {
  return stateArguments(index, attempt)
    .replace("$bareon_why", reason)
    .replace("$bareon_rest", String(left))
    .replace("$bareon_panic", isGuarded ? panicArgument : "")
    .trimEnd()
    .split(" ");
}

/** True for a word that stateArguments puts on an entry's command line. */
export function isStateArgument(word: string): boolean {
  return word.startsWith("bareon.") || word === "$bareon_panic";
}

/** `$bareon_found`: the number of the entry that a token of the environment names, or nothing. */
function renderFind(numbers: readonly string[]): string[] {
  const [short, long] = [
    numbers.filter((number) => number.length === 1),
    numbers.filter((number) => number.length === 2),
  ];
  const search = (of: readonly string[], token: string): string[] =>
    of.length === 0
      ? []
      : [`  for bareon_n in ${of.join(" ")}; do if [ "$1" = "${token}" ]; then bareon_found="$bareon_n"; fi; done`];
  return [
    "function bareon_find {",
    "  bareon_found=",
    ...search(short, "${bareon_n}."),
    ...search(long, "$bareon_n"),
    "}",
  ];
}

const start = [
  "bareon_default=",
  'for bareon_n in NUMBERS; do if [ "$default" = "$bareon_n" ]; then bareon_default="$bareon_n"; fi; done',
  'if [ -z "$bareon_default" ]; then bareon_default=FIRST; fi',
  "bareon_once=--",
  "bareon_trial=--",
  "bareon_left=0",
  "bareon_gen=",
  "bareon_base=--",
  // A list of names, since a block could set any variable, such as the place of GRUB's modules.
  `if [ -s "$prefix/grubenv" ]; then load_env --skip-sig ${environmentNames.join(" ")}; fi`,
  'bareon_pick="$bareon_default"',
  "bareon_reason=default",
  "bareon_tries=0",
  "bareon_guard=",
];

/** A write is believed only after it was read again: a disk may drop it, and what cannot be written cannot be counted. */
const decide = [
  'if [ "$bareon_gen" = "$bareon_menu" ]; then',
  '  bareon_find "$bareon_once"',
  '  bareon_one="$bareon_found"',
  '  bareon_find "$bareon_trial"',
  '  if [ -n "$bareon_one" ]; then',
  "    bareon_once=--",
  "    save_env bareon_once",
  "    bareon_once=unknown",
  "    load_env --skip-sig bareon_once",
  '    if [ "$bareon_once" = -- ]; then',
  '      bareon_pick="$bareon_one"',
  "      bareon_reason=once",
  `      bareon_guard=${panicArgument}`,
  "    else",
  "      bareon_reason=envfail",
  "    fi",
  '  elif [ -n "$bareon_found" ]; then',
  '    bareon_try="$bareon_found"',
  '    bareon_find "$bareon_base"',
  "    bareon_next=",
  "    bareon_lower=0",
  "    for bareon_n in 1 2 3 4 5 6 7 8 9; do",
  '      if [ "$bareon_left" = "$bareon_n" ]; then bareon_next="$bareon_lower"; fi',
  '      bareon_lower="$bareon_n"',
  "    done",
  '    if [ "$bareon_try" = "$bareon_default" ]; then',
  "      bareon_reason=confirmed",
  '    elif [ "$bareon_found" != "$bareon_default" ]; then',
  "      bareon_reason=superseded",
  '    elif [ -z "$bareon_next" ]; then',
  "      bareon_reason=fallback",
  "    else",
  '      bareon_left="$bareon_next"',
  "      save_env bareon_left",
  "      bareon_left=unknown",
  "      load_env --skip-sig bareon_left",
  '      if [ "$bareon_left" = "$bareon_next" ]; then',
  '        bareon_pick="$bareon_try"',
  "        bareon_reason=trial",
  '        bareon_tries="$bareon_next"',
  `        bareon_guard=${panicArgument}`,
  "      else",
  "        bareon_reason=envfail",
  "      fi",
  "    fi",
  "  fi",
  "fi",
  // This menu is read a second time in one boot if the picked entry could not be loaded.
  'if [ "$bareon_unloaded" = yes -a "$bareon_reason" = default ]; then bareon_reason=fallback; fi',
];

/** The groups of several entries; `$bareon_kin` is the place of the default's among them. */
function severalOf(groups: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return groups.filter((group) => group.length > 1);
}

/** The place of an entry's group among those of several; null if it is in none of them. */
export function kinOf(groups: readonly (readonly number[])[], index: number): number | null {
  const place = severalOf(groups).findIndex((group) => group.includes(index));
  return place < 0 ? null : place;
}

/**
 * If the picked entry cannot be loaded, GRUB tries these by itself: the default, then the other kernels of its root, then
 * other systems, which are better than none.
 */
function renderFallback(groups: readonly (readonly number[])[]): string[] {
  const linux = groups.flat().toSorted((one, other) => one - other);
  const add = (numbers: readonly number[]): string =>
    `  for bareon_n in ${numbers.join(" ")}; do if [ "$bareon_n" != "$bareon_default" ]; then fallback="$fallback$bareon_n "; fi; done`;
  const choices = severalOf(groups).flatMap((group, index) => [
    `for bareon_n in ${group.join(" ")}; do if [ "$bareon_n" = "$bareon_default" ]; then bareon_kin=${index}; fi; done`,
    `if [ "$bareon_kin" = ${index} ]; then`,
    add([...group, ...linux.filter((number) => !group.includes(number))]),
    "fi",
  ]);
  return [
    "fallback=",
    "bareon_kin=",
    ...choices,
    ...(linux.length === 0 ? [] : ['if [ -z "$bareon_kin" ]; then', add(linux), "fi"]),
    'if [ "$bareon_pick" != "$bareon_default" ]; then fallback="$bareon_default $fallback"; fi',
    'default="$bareon_pick"',
  ];
}

/** `bareon_enter NUMBER` begins an entry, `bareon_leave` ends it. An entry other than the picked one was chosen by hand, or is a fallback. */
const functions = [
  "function bareon_enter {",
  "  bareon_loaded=no",
  "  bareon_rest=0",
  "  bareon_panic=",
  '  if [ "$1" = "$bareon_pick" ]; then',
  '    bareon_why="$bareon_reason"',
  '    bareon_rest="$bareon_tries"',
  '    bareon_panic="$bareon_guard"',
  '  elif [ "$bareon_unloaded" = yes ]; then',
  "    bareon_why=fallback",
  "  else",
  "    bareon_why=menu",
  "  fi",
  "}",
  "function bareon_leave {",
  "  bareon_again=no",
  '  if [ "$bareon_loaded" = no ]; then',
  '    echo "bareon: this entry cannot be loaded."',
  "    bareon_unloaded=yes",
  "    export bareon_unloaded",
  '    if [ "$bareon_why" = once ]; then bareon_again=yes; fi',
  '    if [ "$bareon_why" = trial ]; then',
  "      bareon_left=0",
  "      save_env bareon_left",
  "      bareon_again=yes",
  "    fi",
  "  fi",
  "}",
];

/**
 * What goes between the start of the menu and its entries. `offered` are the indexes of the entries that may be booted: another
 * one is no entry, whatever names it. `groups` are the indexes of those that load a Linux, by their roots.
 */
export function renderState(
  generation: string,
  offered: readonly number[],
  groups: readonly (readonly number[])[],
): string[] {
  const numbers = offered.map(String);
  const fill = (line: string): string =>
    line.replace(/\bNUMBERS\b/u, numbers.join(" ")).replace(/\bFIRST\b/u, numbers[0] ?? "0");
  return [
    `bareon_menu=${generation}`,
    ...renderFind(numbers),
    ...[...start, ...decide, ...renderFallback(groups), ...functions].map(fill),
  ];
}

/** `bareon_updating ROOT SINCE WHAT` is all that the entry of a system does that is being updated. */
export const updatingFunction = "bareon_updating";

/** Seconds that its message stays. */
const messageSeconds = 10;

/**
 * Says that the system cannot be booted, and starts the machine again. Back in its menu GRUB 2.06 would not count down once more, whatever
 * `timeout` is then, and stay there if nobody is at the keyboard any longer.
 */
export function renderUpdating(): string[] {
  return [
    `function ${updatingFunction} {`,
    '  echo "bareon: this system is being updated since $2, and cannot be booted."',
    '  echo "Update: $3"',
    `  echo "Nothing is booted. The machine starts again in ${messageSeconds} seconds, or with Esc."`,
    `  sleep --interruptible ${messageSeconds}`,
    "  reboot",
    "}",
  ];
}

/** The lines that load one attempt: those that may fail, and those that all have to succeed. */
export interface LoadLines {
  readonly prepare: readonly string[];
  readonly load: readonly string[];
}

function renderAttempt({ prepare, load }: LoadLines, conditions: readonly string[]): string[] {
  const [first = "", ...rest] = [...conditions, ...load];
  return [
    ...prepare.map((line) => `  ${line}`),
    `  if ${first}`,
    ...rest.map((line) => `  then if ${line}`),
    "  then bareon_loaded=yes",
    `  ${[first, ...rest].map(() => "fi").join("; ")}`,
  ];
}

/**
 * An entry that makes these attempts, one after the other until one is loaded. `kin` is the place of its root's entries among
 * those of roots with several: on trial against another kernel of its own root, its first attempt is what is tried. If none is
 * loaded and the entry was picked for this boot only, the menu is read again: in the entry and not in a function, since GRUB
 * does not redefine a function that runs.
 */
export function renderEntryBody(index: number, attempts: readonly LoadLines[], kin: number | null): string[] {
  const later = [
    '[ "$bareon_loaded" = no ]',
    ...(kin === null ? [] : [`[ "$bareon_why" != trial -o "$bareon_kin" != ${kin} ]`]),
  ];
  return [
    `  bareon_enter ${index}`,
    ...attempts.flatMap((attempt, place) => renderAttempt(attempt, place === 0 ? [] : later)),
    "  bareon_leave",
    '  if [ "$bareon_again" = yes ]; then configfile "$prefix/grub.cfg"; fi',
  ];
}
