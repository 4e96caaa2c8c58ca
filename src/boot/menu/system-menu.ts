/** Reads a system's own grub.cfg, whoever wrote it: its entries, and which of them it boots. Line by line, since it is not trusted. */
import { joinArguments, splitWords } from "./grub-script.ts";

/** An entry, a submenu, or what stands in neither. */
interface Node {
  /** Its number among its neighbours, its id and its title: what the default may call it. */
  readonly names: readonly string[];
  readonly children: Node[];
  kernel: string | null;
  initrd: string | null;
  options: string;
}

/** A kernel that the menu loads; paths as it has them. */
export interface SystemEntry {
  readonly kernel: string;
  readonly initrd: string | null;
  /** Its arguments, variables as they stand. */
  readonly options: string;
}

export interface SystemMenu {
  /** What the default is set to, variables as they stand; null if it is set to nothing. */
  readonly default: string | null;
  /** The value of kernelopts that a menu of RHEL has for a system whose environment block has none. */
  readonly kernelOptions: string | null;
  /** In the order of the menu. */
  readonly entries: readonly SystemEntry[];
  /** The entry that such a default means; "first" for the first one, which is no choice; undefined if there is none. */
  readonly find: (wanted: string) => SystemEntry | "first" | undefined;
}

function createNode(names: readonly string[] = []): Node {
  return { names, children: [], kernel: null, initrd: null, options: "" };
}

/** Nobody nests submenus deeper. */
const deepest = 8;

const idOptions = new Set(["--id", "$menuentry_id_option", "${menuentry_id_option}"]);

function namesOf(words: readonly string[], index: number): string[] {
  const option = words.findIndex((word) => idOptions.has(word));
  const id = option < 0 ? undefined : words[option + 1];
  return [String(index), words[1] ?? "", ...(id === undefined ? [] : [id])];
}

/** The device before a path may be a variable: the file is looked for wherever the system's files are. */
function isPath(word: string | undefined): word is string {
  return word !== undefined && !/["'$]/u.test(word.replace(/^\([^)]*\)/u, ""));
}

/** What a line of an entry loads; the last one of each kind counts, and an initrd goes with the kernel before it. */
function readLoad(node: Node, [command = "", ...words]: readonly string[]): void {
  if (/^linux(?:16|efi)?$/u.test(command)) {
    const [kernel, ...options] = words;
    node.options = joinArguments(options);
    node.kernel = isPath(kernel) ? kernel : null;
    node.initrd = null;
  } else if (/^initrd(?:16|efi)?$/u.test(command)) node.initrd = words.findLast(isPath) ?? null;
}

/** The value of an assignment by `set` or without it; undefined for another line, and for what GRUB boots once only. */
function readAssignment(words: readonly string[], name: string): string | undefined {
  const text = words[0] === "set" ? words[1] : words[0];
  if (text?.startsWith(`${name}=`) !== true || text.includes("next_entry")) return undefined;
  return text.slice(name.length + 1);
}

/** The node's own and those below it: each is the same object whenever it is asked for. */
function entriesOf(node: Node): SystemEntry[] {
  return [...(isEntry(node) ? [node] : []), ...node.children.flatMap(entriesOf)];
}

function isEntry(node: Node): node is Node & SystemEntry {
  return node.kernel !== null;
}

/** A default such as `1>2`, `Advanced options>id` or a title; a submenu without more is its first entry. */
function findNode(root: Node, wanted: string): Node | undefined {
  let node: Node | undefined = root;
  for (const part of wanted.split(/(?<!>)>(?!>)/u).map((text) => text.replaceAll(">>", ">"))) {
    node = node?.children.find(({ names }) => names.includes(part));
  }
  return node;
}

export function parseSystemMenu(text: string): SystemMenu {
  const root = createNode();
  /** The open blocks, the innermost last; a function has no node of its own. */
  const open: Node[] = [root];
  const settings = new Map<string, string>();
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const words = splitWords(trimmed) ?? [];
    const here = open.at(-1) ?? root;
    if (trimmed.endsWith("{")) {
      const isNamed = open.length <= deepest && (words[0] === "menuentry" || words[0] === "submenu");
      const node = isNamed ? createNode(namesOf(words, here.children.length)) : here;
      if (isNamed) here.children.push(node);
      open.push(node);
    } else if (trimmed === "}") {
      if (open.length > 1) open.pop();
    } else {
      readLoad(here, words);
      for (const name of ["default", "kernelopts"]) {
        const value = readAssignment(words, name);
        if (value !== undefined && open.length === 1) settings.set(name, value);
      }
    }
  }
  return {
    default: settings.get("default") ?? null,
    kernelOptions: settings.get("kernelopts") ?? null,
    entries: entriesOf(root),
    find: (wanted) => {
      const node = findNode(root, wanted);
      if (node === undefined) return undefined;
      return node === root.children[0] ? "first" : entriesOf(node)[0];
    },
  };
}
