/** Places in a tree that is not ours: found inside it, with their folders made, and filled although something was made unchangeable. */
import { basename, dirname } from "node:path";
import { BareonError } from "../base/errors.ts";
import { clearFlags } from "../programs/attr.ts";
import type { Context } from "./host.ts";
import { resolveInRoot } from "./path-in-root.ts";
import type { Labels } from "./tree-labels.ts";

/** What a file is filled with: bytes, or a file of this machine. */
export type FileContent = Uint8Array | { readonly from: string };

export interface TreePlaces {
  /** Makes a folder with those on the way; `place` has no links in it. */
  readonly makePlace: (place: string) => Promise<void>;
  /** The place of a path whose last name is not followed, its folder made. */
  readonly placeOf: (path: string) => Promise<string>;
  /** A file that chattr(1) made unchangeable is made changeable, once, for what a deploy has to write. */
  readonly changeable: (places: readonly string[], action: () => Promise<void>) => Promise<void>;
  /** Writes a file that replaces what is there. */
  readonly fill: (place: string, content: FileContent, mode: number) => Promise<void>;
}

export interface TreeFacts {
  readonly root: string;
  /** The system in messages, such as "Image red". */
  readonly what: string;
  readonly labels: Labels;
}

export function openPlaces(
  { host, report }: Pick<Context, "host" | "report">,
  { root, what, labels }: TreeFacts,
): TreePlaces {
  async function makePlace(place: string): Promise<void> {
    const kind = (await host.facts(place))?.kind;
    if (kind === "directory") return;
    // Of a file that is in the way, the attempt below tells.
    if (kind === undefined) await makePlace(dirname(place));
    await changeable([dirname(place)], async () => void (await host.makeDirectory(place)));
    await labels.give(place, undefined);
  }

  async function placeOf(path: string): Promise<string> {
    const folder = await resolveInRoot(host, root, dirname(path));
    await makePlace(folder);
    return `${folder}/${basename(path)}`;
  }

  async function changeable(paths: readonly string[], action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof BareonError) || !error.message.includes("(EPERM)")) throw error;
      await host.run({ ...clearFlags(paths), okCodes: [0, 1] });
      await action();
      const names = paths.map((path) => path.slice(root.length)).join(" or ");
      report({ event: "warning", message: `${what}: ${names} could not be changed (chattr +i); it can be now.` });
    }
  }

  const fill = async (place: string, content: FileContent, mode: number): Promise<void> => {
    const present = (await host.facts(place)) === undefined ? [] : [place];
    await changeable([dirname(place), ...present], async () =>
      content instanceof Uint8Array
        ? await host.writeFile(place, content, mode)
        : await host.copyFile(content.from, place, mode),
    );
  };
  return { makePlace, placeOf, changeable, fill };
}
