/** Makes a filesystem that came as an image the one that was planned for its volume. */
import type { Command } from "../../base/command.ts";
import { runtimeDirectory } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { mountFilesystem } from "../../host/mounts.ts";
import { Scope } from "../../host/scope.ts";
import type { PlannedVolume } from "../../schema/plan.ts";
import { parseSignature, probe } from "../../programs/blkid.ts";
import type { CheckCommand, FoundSuperblock } from "../../storage/filesystem/filesystem.ts";
import { type Filesystems, filesystemNamed, filesystems } from "../../storage/filesystem/filesystems.ts";

/** Runs a command of the adoption; what a check mended is told, and a filesystem that lost files is refused. Throws BareonError "failure". */
async function runJudged({ host, report }: Context, command: Command | CheckCommand, what: string): Promise<void> {
  const output = await host.run(command);
  if (!("findDamage" in command)) return;
  const { repaired, isLost } = command.findDamage(output);
  const words = repaired.join(" ");
  if (isLost)
    throw new BareonError("failure", `the filesystem of ${what} is damaged, and files of it may be lost: ${words}`, {
      hint: "Make the image anew from a filesystem that is unmounted, and check it with e2fsck -f.",
    });
  if (repaired.length === 0) return;
  report({
    event: "warning",
    message: `The filesystem of ${what} was damaged, and ${command.program} mended it: ${words}`,
  });
}

/** Checks it, gives it the volume's UUID and label, and lets it take the whole volume. Throws BareonError. */
export async function adoptFilesystem(
  ctx: Context,
  volume: PlannedVolume,
  { type, what }: Pick<FoundSuperblock, "type"> & { readonly what: string },
  table: Filesystems = filesystems,
): Promise<void> {
  const { host } = ctx;
  const { device, uuid, label, size } = volume;
  const image = filesystemNamed(type, table)?.image;
  if (image === undefined) throw new Error(`there are no images of ${type}`);
  const { identify, replay, grow, leastToGrow } = image.adoption;
  const target = `${runtimeDirectory}/adopt-${uuid}`;
  const mounted = async (options: readonly string[], work: () => Promise<void>): Promise<void> => {
    await using scope = new Scope();
    await mountFilesystem(ctx, scope, { source: device, target, type, options });
    await work();
    await scope.close();
  };
  if (replay !== undefined) await mounted(replay, async () => undefined);
  for (const command of identify({ device, uuid, label })) await runJudged(ctx, command, what);
  const found = parseSignature((await host.run(probe(device))).stdout);
  if (found?.type !== type || found.uuid !== uuid) {
    throw new BareonError(
      "failure",
      `${device} holds ${found?.type ?? "nothing"} with the UUID ${found?.uuid ?? "none"} after the image was written, not the ${type} ${uuid}`,
    );
  }
  if (grow !== undefined && size >= leastToGrow) await mounted([], async () => void (await host.run(grow(target))));
}
