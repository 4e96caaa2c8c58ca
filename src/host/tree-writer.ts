/**
 * Writes files into the mounted tree of a system, which is not trusted and not ours: links lead nowhere outside, what a file of the
 * system is apart from its content stays as it is, and what is new gets the label of its folder where SELinux labels the tree.
 */
import { dirname } from "node:path";
import { copyAttributes } from "../programs/attr.ts";
import type { Context } from "./host.ts";
import { placeInRoot, resolveInRoot } from "./path-in-root.ts";
import { openLabels } from "./tree-labels.ts";
import { type FileContent, type TreeFacts, openPlaces } from "./tree-places.ts";

export interface TreeWriter {
  readonly root: string;
  /** Writes a file of ours. What has its name is replaced, a symlink too, and nobody else who shares its content sees the new one. */
  put(path: string, content: FileContent, mode?: number): Promise<void>;
  /**
   * Writes the content of a file of the system: owner, mode, ACL, attributes and hard links stay. A symlink is replaced by a file that
   * is as the one that it led to; with `follow` it stays, and that file is written. Without a file there, as at a loop of links, it
   * is a new one.
   */
  rewrite(path: string, content: Uint8Array, follow?: "follow"): Promise<void>;
  /** Copies a file of the tree, through symlinks, with all that it is. */
  copy(from: string, to: string): Promise<void>;
  makeLink(path: string, target: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Removes a file or a symlink of this name. */
  remove(path: string): Promise<void>;
  /** To be called once at the end: if labels are missing that the system needs, it is told to make them. */
  finish(): Promise<void>;
}

/** Of a system whose files need labels that they do not have: its first boot makes them. */
async function orderLabels(
  { host, report }: Pick<Context, "host" | "report">,
  { root, what, labels }: TreeFacts,
): Promise<void> {
  if (!(await labels.areNeeded())) return;
  await host.writeFile(`${root}/.autorelabel`, "");
  report({
    event: "warning",
    message: `${what} has an SELinux policy, but not the labels that its files need: at its first boot it labels them and starts once more (/.autorelabel).`,
  });
}

/** `what` names the system in messages, such as "Image red". */
export function openTree(ctx: Pick<Context, "host" | "report">, root: string, what: string): TreeWriter {
  const { host } = ctx;
  const labels = openLabels(host, root);
  const { makePlace, placeOf, changeable, fill } = openPlaces(ctx, { root, what, labels });
  const writer: TreeWriter = {
    root,
    async put(path, content, mode = 0o644) {
      const place = await placeOf(path);
      const isFile = (await host.facts(place))?.kind === "file";
      const label = isFile ? await labels.of(place) : undefined;
      await fill(place, content, mode);
      await labels.give(place, label);
    },
    async rewrite(path, content, follow) {
      const led = await placeInRoot(host, root, path);
      if (led === undefined) return await writer.put(path, content);
      const place = follow === "follow" ? led : await placeOf(path);
      const [facts, source] = [await host.facts(place), await host.facts(led)];
      if (facts?.kind === "file") {
        if (facts.size === content.length && Buffer.compare(await host.readBytes(place, 0, facts.size), content) === 0)
          return;
        return await changeable([place], async () => await host.rewriteFile(place, content));
      }
      if (source?.kind !== "file")
        return await writer.put(follow === "follow" ? led.slice(root.length) : path, content);
      await fill(place, content, source.mode & 0o777);
      await host.run(copyAttributes(led, place));
    },
    async copy(from, to) {
      const source = await resolveInRoot(host, root, from);
      const place = await placeOf(to);
      await fill(place, { from: source }, ((await host.facts(source))?.mode ?? 0o600) & 0o777);
      await host.run(copyAttributes(source, place));
    },
    async makeLink(path, target) {
      const place = await placeOf(path);
      const kind = (await host.facts(place))?.kind;
      if (kind === "symlink" && (await host.readLink(place)) === target) return;
      const label = kind === undefined ? undefined : await labels.of(place);
      await changeable([dirname(place), ...(kind === undefined || kind === "symlink" ? [] : [place])], async () => {
        if ((await host.facts(place)) !== undefined) await host.removeFile(place);
        await host.makeSymlink(target, place);
      });
      await labels.give(place, label);
    },
    makeFolder: async (path) => await makePlace(await resolveInRoot(host, root, path)),
    async remove(path) {
      const place = await placeOf(path);
      if ((await host.facts(place)) === undefined) return;
      await changeable([dirname(place), place], async () => await host.removeFile(place));
    },
    finish: async () => await orderLabels(ctx, { root, what, labels }),
  };
  return writer;
}
