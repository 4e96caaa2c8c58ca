/** The checkpointed replace of files on the multiboot partition: bareon-design(7), "Write protocols". src/boot/store/write.ts says what is written so. */
import type { Context, Host } from "../../host/host.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import { joinAll } from "../../host/wait.ts";
import { type BootStore, enterStore } from "./store.ts";

/** The name beside a file that the text has which comes in its place. */
export function newName(path: string): string {
  return `${path}.new`;
}

/** And that of the text that it takes the place of. */
export function oldName(path: string): string {
  return `${path}.old`;
}

export async function removeIfThere(host: Host, path: string): Promise<void> {
  if ((await host.facts(path)) !== undefined) await host.removeFile(path);
}

interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly mode?: number;
}

/**
 * Replaces files so that GRUB, which replays no journal, sees the old or the new ones after a power cut at any moment. Each
 * umount is a checkpoint: afterwards the disk itself is as the journal has it. An old file keeps a second name until the
 * new one has its place for good, since a file that is removed in the same step is seen emptied under its old name. `prepare` comes
 * before the first step, in the same mount, and returns the directory to go on in.
 */
export async function replaceFiles(
  { host }: Context,
  store: BootStore,
  files: readonly NewFile[],
  prepare: (directory: string) => Promise<string> = async (directory) => directory,
): Promise<void> {
  const { mounts } = store;
  const steps: readonly ((place: string, file: NewFile) => Promise<void>)[] = [
    async (place) => {
      await removeIfThere(host, newName(place));
      await removeIfThere(host, oldName(place));
    },
    async (place, { text, mode }) => {
      await host.writeFile(newName(place), text, mode);
      if ((await host.facts(place)) !== undefined) await host.linkFile(place, oldName(place));
    },
    async (place) => await host.rename(newName(place), place),
    async (place) => await removeIfThere(host, oldName(place)),
  ];
  for (const step of steps) {
    await mounts.unmountAll();
    const entered = await enterStore(store, "write");
    const directory = step === steps[0] ? await prepare(entered) : entered;
    const places = await joinAll(files.map(async ({ path }) => await resolveInRoot(host, directory, path)));
    for (const [index, file] of files.entries()) await step(places[index] ?? "", file);
  }
  await mounts.unmountAll();
}
