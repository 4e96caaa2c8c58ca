/** What a tar archive may not hold: members that could be written outside of its tree, and devices outside of /dev. */
import { BareonError } from "../../base/errors.ts";
import { mostLinks, pathNames } from "../../base/paths.ts";
import { LinkedMountPoint } from "../source.ts";
import { type Member, TarHeaders } from "../../formats/tar-headers.ts";

/** Why a name cannot be in the archive; undefined where it can. `links` are the archive's own so far. */
function findEscape(name: string, links: ReadonlyMap<string, string>): string | undefined {
  if (name.startsWith("/")) return "its name is absolute";
  const open = pathNames(name);
  if (open.includes("..")) return 'its name climbs with ".."';
  open.pop();
  const done: string[] = [];
  for (let count = 0; open.length > 0;) {
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
  /** Whether it is the tree of an operating system, which may have devices in /dev. */
  readonly isSystem: boolean;
  /** Places where no symlink can be made, because a volume is mounted there or below. */
  readonly mountPoints?: ReadonlySet<string>;
}

function findProblem(
  { kind, names, targets }: Member,
  { isSystem }: Rules,
  links: ReadonlyMap<string, string>,
): string | undefined {
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
  const isDevice = kind === "character device" || kind === "block device";
  if (isDevice && !(isSystem && names.every((name) => pathNames(name)[0] === "dev")))
    return `it is a ${kind}, which belongs into /dev of an operating system only`;
  return undefined;
}

/** Passes an archive on, and judges each header before tar can see it whole. Throws BareonError "failure", also for an archive that ends early. */
export async function* checkedArchive(
  archive: AsyncIterable<Uint8Array>,
  rules: Rules,
): AsyncGenerator<Uint8Array, void> {
  const links = new Map<string, string>();
  const refuse = (message: string): never => {
    throw new BareonError("failure", `The archive of ${rules.what} is refused: ${message}.`, {
      hint: "Make the archive of the system's tree, from its top, with tar --create --directory=TREE .",
    });
  };
  const headers = new TarHeaders((member) => {
    const problem = findProblem(member, rules, links);
    if (problem !== undefined) refuse(`of the member "${member.names[0] ?? ""}", ${problem}`);
    for (const name of member.names) {
      const place = pathNames(name).join("/");
      if (member.kind === "symlink" && rules.mountPoints?.has(place) === true)
        throw new LinkedMountPoint(place, member.targets.at(-1) ?? "");
      if (member.kind === "symlink") links.set(place, member.targets[0] ?? "");
      else links.delete(place);
    }
  });
  for await (const chunk of archive) {
    try {
      headers.push(chunk);
    } catch (error) {
      if (error instanceof BareonError || error instanceof LinkedMountPoint || !(error instanceof Error)) throw error;
      refuse(error.message);
    }
    yield chunk;
  }
  if (!headers.ended) refuse("it ends before its end mark, so that something of it is missing");
}
