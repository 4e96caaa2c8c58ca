/** What a tar archive may not hold: members that could be written outside of its tree. What no tree of files needs is left out: devices outside of /dev. */
import { BareonError } from "../../base/errors.ts";
import { isWithin, mostLinks, pathNames } from "../../base/paths.ts";
import { MiB } from "../../base/sizes.ts";
import { LinkedMountPoint, type Outside } from "../source.ts";
import { eraseMember, type Member, TarHeaders, tarBlock } from "../../formats/tar-headers.ts";

/** Bytes of a path with its end: no reader of files takes a longer one (PATH_MAX of Linux). */
const longestPath = 4096;
/**
 * Names that one path may consist of, with those of the links on its way. It bounds what one member can cost: forty links of 2000 names
 * each would be looked at for every member behind them.
 */
const mostNames = 1000;
/** Bytes of one name: no filesystem for systems takes a longer one (NAME_MAX of Linux). */
const longestName = 255;
/** Bytes of memory that links may take, and members that are left out; and each of them besides its names. */
const mostMemory = 64 * MiB;
const entryMemory = 80;

/** What leads elsewhere, by its path from the top. */
type Links = Pick<ReadonlyMap<string, string>, "get">;

/** What an archive is unpacked onto, if it is a layer of several. */
export interface LayerBelow {
  /** The links of this layer and of those below it. */
  readonly links: Links;
  /** Is told of each member that was judged; true for one that is no file but says something of the layers below. Throws an Error for one that cannot be. */
  readonly take: (member: Member) => boolean;
  /** Makes room for the members that were told since the last call: tar sees them only when it has returned. */
  readonly settle: () => Promise<void>;
}

/** Why a name cannot be in the archive; undefined where it can. `links` are the archive's own so far. */
function findEscape(name: string, links: Links): string | undefined {
  if (name.length >= longestPath)
    return `its name has ${name.length} bytes, and the longest path has ${longestPath - 1}`;
  if (name.startsWith("/")) return "its name is absolute";
  const open = pathNames(name);
  if (open.includes("..")) return 'its name climbs with ".."';
  const long = open.find((part) => part.length > longestName);
  if (long !== undefined)
    return `a part of its name has ${long.length} bytes, and the longest name of a file has ${longestName}`;
  open.pop();
  const done: string[] = [];
  for (let count = 0, looked = 0; open.length > 0; looked += 1) {
    if (looked > mostNames) return `it lies more than ${mostNames} folders deep`;
    const part = open.shift() ?? "";
    if (part === "..") {
      if (done.pop() === undefined) return "it lies behind a link that leads out of the tree";
      continue;
    }
    done.push(part);
    const target = links.get(done.join("/"));
    if (target === undefined) continue;
    count += 1;
    if (target.startsWith("/")) return `it lies behind the link "${done.join("/")}", which leads to "${target}"`;
    if (count > mostLinks) return "it lies behind a loop of links";
    done.pop();
    open.unshift(...pathNames(target));
  }
  return undefined;
}

interface Rules {
  /** The archive in messages, such as "image red". */
  readonly what: string;
  /** What helps if it is refused; absent for an archive that tar alone makes. */
  readonly hint?: string;
  /** Absent for an archive that is the whole tree. */
  readonly layer?: LayerBelow | undefined;
  /** Whether it is the tree of an operating system, which may have devices in /dev. */
  readonly isSystem: boolean;
  /** Places where no symlink can be made, because a volume is mounted there or below. */
  readonly mountPoints?: ReadonlySet<string> | undefined;
  /** Is told how many members other than folders lie below its paths. */
  readonly outside?: Outside | undefined;
}

function findProblem({ kind, names, targets }: Member, links: Links): string | undefined {
  for (const name of names) {
    const escape = findEscape(name, links);
    if (escape !== undefined) return escape;
  }
  if (kind === "hard link") {
    for (const target of targets) {
      const escape = findEscape(target, links);
      if (escape !== undefined) return `it is a hard link to "${target}"; of that, ${escape}`;
    }
  }
  // A longer one could not be made; and it would be looked through for all that lies behind the link.
  if (kind === "symlink" && targets.some((target) => target.length >= longestPath))
    return `it is a link to a path of more than ${longestPath - 1} bytes`;
  return undefined;
}

/** A path as a tree has it, whatever the form of the name. */
function placeOf(name: string): string {
  return pathNames(name).join("/");
}

/** Whether it is a device that does not belong into the tree: the mark of an overlay for a removed file, or a node of another root. */
function isStray({ kind, names, device }: Member, { isSystem }: Rules): boolean {
  if (kind !== "character device" && kind !== "block device") return false;
  return !isSystem || device === "0:0" || !names.every((name) => pathNames(name)[0] === "dev");
}

/** How much of an archive is kept in mind: an archive is as large as its author wants. */
class Memory {
  #bytes = 0;

  /** Throws an Error if that is too much. */
  take(place: string, target = ""): void {
    this.#bytes += place.length + target.length + entryMemory;
    if (this.#bytes > mostMemory) throw new Error("it has more links and devices than can be kept in mind");
  }
}

/** Members that are left out, and how many of them there were. */
class Strays {
  readonly #memory = new Memory();
  readonly #places = new Set<string>();
  #first = "";
  #count = 0;

  /** Whether the member is one, or a further name of one. */
  take(member: Member, rules: Rules): boolean {
    const places = member.names.map(placeOf);
    const isOne =
      isStray(member, rules) ||
      (member.kind === "hard link" && member.targets.some((target) => this.#places.has(placeOf(target))));
    for (const place of places) {
      if (isOne) this.#memory.take(place);
      if (isOne) this.#places.add(place);
      else this.#places.delete(place);
    }
    if (!isOne) return false;
    this.#count += 1;
    if (this.#count === 1) this.#first = member.names[0] ?? "";
    return true;
  }

  describe(what: string): string | undefined {
    if (this.#count === 0) return undefined;
    const more = this.#count === 1 ? "" : ` and ${this.#count - 1} more`;
    return `Of the archive of ${what}, ${JSON.stringify(this.#first)}${more} were left out: devices outside of /dev of an operating system, such as the marks of an overlay for removed files.`;
  }
}

const usualHint = "Make the archive of the system's tree, from its top, with tar --create --directory=TREE .";

/** Passes chunks on that are whole blocks, and copies, so that a header in one can be changed. */
async function* inWholeBlocks(archive: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of archive) {
    const all = Buffer.concat([rest, chunk]);
    const whole = all.length - (all.length % tarBlock);
    if (whole > 0) yield all.subarray(0, whole);
    rest = all.subarray(whole);
  }
  if (rest.length > 0) yield rest;
}

/**
 * Passes an archive on, and judges each header before tar can see it. Throws BareonError "failure", also for an archive that ends early.
 * Devices that do not belong into the tree are left out, and `warn` is told at the end.
 */
export async function* checkedArchive(
  archive: AsyncIterable<Uint8Array>,
  rules: Rules,
  warn: (message: string) => void = () => undefined,
): AsyncGenerator<Uint8Array, void> {
  const { layer, hint = usualHint } = rules;
  const own = new Map<string, string>();
  const memory = new Memory();
  const links = layer?.links ?? own;
  const strays = new Strays();
  const { paths = [], count } = rules.outside ?? {};
  let outside = 0;
  let block: Uint8Array = new Uint8Array();
  const refuse = (message: string): never => {
    throw new BareonError("failure", `The archive of ${rules.what} is refused: ${message}.`, { hint });
  };
  const headers = new TarHeaders((member, headerAt) => {
    const problem = findProblem(member, links);
    if (problem !== undefined) refuse(`of the member "${(member.names[0] ?? "").slice(0, 300)}", ${problem}`);
    const isLeftOut = strays.take(member, rules) || layer?.take(member) === true;
    const liesOutside = (name: string): boolean => paths.some((path) => isWithin(path, `/${placeOf(name)}`));
    const isOutside = member.names.some(liesOutside);
    const [linked] = member.kind === "hard link" && !isOutside ? member.targets.filter(liesOutside) : [];
    if (linked !== undefined)
      refuse(
        `of the member "${member.names[0] ?? ""}", it is a hard link to "${linked}" on a volume that other images have too`,
      );
    if (isOutside && !isLeftOut && member.kind !== "directory") outside += 1;
    if (isLeftOut) eraseMember(block.subarray(headerAt, headerAt + tarBlock));
    for (const name of member.names) {
      const place = placeOf(name);
      if (member.kind === "symlink" && rules.mountPoints?.has(place) === true)
        throw new LinkedMountPoint(place, member.targets.at(-1) ?? "");
      if (layer !== undefined) continue;
      if (member.kind === "symlink") {
        memory.take(place, member.targets[0]);
        own.set(place, member.targets[0] ?? "");
      } else if (!isLeftOut) own.delete(place);
    }
  });
  for await (const chunk of inWholeBlocks(archive)) {
    block = chunk;
    try {
      headers.push(chunk);
    } catch (error) {
      if (error instanceof BareonError || error instanceof LinkedMountPoint || !(error instanceof Error)) throw error;
      refuse(error.message);
    }
    await layer?.settle();
    yield chunk;
  }
  if (!headers.ended) refuse("it ends before its end mark, so that something of it is missing");
  count?.(outside);
  const warning = strays.describe(rules.what);
  if (warning !== undefined) warn(warning);
}
