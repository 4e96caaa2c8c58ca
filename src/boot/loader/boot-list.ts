/** The firmware's list of what it boots: read from its variables, and our one entry kept in it. */
import { BareonError } from "../../base/errors.ts";
import { loaderName, startFile } from "./efi-files.ts";
import { type LoaderPlace, type Nvram, findDeadEntries, findEntry, planOrder } from "./nvram.ts";
import { bootNumber, parseEntry, parseIds, parseSecureBoot, variableName } from "../../formats/efi-variables.ts";
import type { BootOrder } from "../../config/deploy-config.ts";
import type { Context, Host } from "../../host/host.ts";
import type { PlannedEsp } from "../../schema/plan.ts";
import { listPartuuids, parsePartuuids } from "../../programs/blkid.ts";
import { createEntry, deleteEntry, setOrder } from "../../programs/efibootmgr.ts";
import type { EfiPlatform } from "../../programs/grub-platforms.ts";

const variables = "/sys/firmware/efi/efivars";

async function readVariable(host: Host, name: string): Promise<Uint8Array | undefined> {
  return await host.readFile(`${variables}/${variableName(name)}`);
}

/** True where the machine was started by UEFI. */
export async function isStartedByUefi(host: Host): Promise<boolean> {
  return (await host.facts("/sys/firmware/efi")) !== undefined;
}

export async function isSecureBootOn(host: Host): Promise<boolean> {
  return parseSecureBoot(await readVariable(host, "SecureBoot"));
}

/** Undefined where the variables cannot be read: the machine was started by BIOS, or efivarfs is not mounted. */
export async function readNvram(host: Host): Promise<Nvram | undefined> {
  const names = await host.list(variables);
  if (names.length === 0) return undefined;
  const entries: Nvram["entries"][number][] = [];
  for (const name of names) {
    const id = bootNumber(name);
    const bytes = id === undefined ? undefined : await host.readFile(`${variables}/${name}`);
    if (id !== undefined && bytes !== undefined) entries.push(parseEntry(id, bytes));
  }
  const [order, current] = [await readVariable(host, "BootOrder"), await readVariable(host, "BootCurrent")];
  return { entries, order: parseIds(order), current: parseIds(current)[0] ?? null };
}

/** What our entry starts. */
export interface LoaderChoice {
  readonly platform: EfiPlatform;
  readonly signed: boolean;
  readonly order: BootOrder;
}

/** The path of a loader as device paths have it. */
export function firmwarePath(platform: EfiPlatform, signed: boolean): string {
  return `\\${startFile(platform, signed).replaceAll("/", "\\")}`;
}

async function findPartuuids(host: Host): Promise<string[]> {
  return parsePartuuids((await host.run(listPartuuids())).stdout);
}

function unlisted(problem: string): BareonError {
  return new BareonError("bootloader", problem);
}

/** The partition that our entry names. */
type Named = Pick<PlannedEsp, "disk" | "number" | "partuuid">;

async function bringInOrder({ host }: Context, esp: Named, place: LoaderPlace, order: BootOrder): Promise<void> {
  const before = await readNvram(host);
  if (before === undefined) throw unlisted(`${variables} is empty`);
  const dead = findDeadEntries(before, place, await findPartuuids(host));
  if (findEntry(before, place) === undefined)
    await host.run(createEntry({ disk: esp.disk, number: esp.number, label: loaderName, file: place.file }));
  for (const { id } of dead) await host.run(deleteEntry(id));
  const now = await readNvram(host);
  const entry = now === undefined ? undefined : findEntry(now, place);
  if (entry === undefined) throw unlisted("the entry that was made is not there");
  const wanted = planOrder(
    before,
    entry.id,
    dead.map(({ id }) => id),
    order,
  );
  if (now?.order.join(",") !== wanted.join(",")) await host.run(setOrder(wanted));
}

/**
 * Makes sure that the firmware's list has one entry for the loader on this partition, in its place. A firmware that does not take it
 * is a warning: it finds the loader by its fallback path, too.
 */
export async function listOurEntry(ctx: Context, esp: Named, { platform, signed, order }: LoaderChoice): Promise<void> {
  try {
    await bringInOrder(ctx, esp, { partuuid: esp.partuuid, file: firmwarePath(platform, signed) }, order);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    ctx.report({
      event: "warning",
      message: `The firmware's boot list was not changed as planned: ${error.message} It can boot ${esp.disk} as any disk, by EFI/BOOT/${platform.fallback}.`,
    });
  }
}
