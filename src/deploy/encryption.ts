/** Encrypted volumes while a plan is made and carried out: opened for a look, made, opened, and given a recovery key. */
import type { Command } from "../base/command.ts";
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import type { Scope } from "../host/scope.ts";
import { addKey, allowWrongKey, isOpened, openContainer, tryKey } from "../programs/cryptsetup.ts";
import { removeMapping } from "../programs/dmsetup.ts";
import type { Plan, PlannedLayer } from "../schema/plan.ts";
import { type Container, containersOf } from "../storage/encrypted.ts";
import { allKeys, keyFor, type Keys } from "./keys.ts";

/** A recovery key, for whoever keeps it: it is told once, and is nowhere else. */
export interface RecoveryKey {
  /** The UUID of the container. */
  readonly uuid: string;
  readonly key: string;
}

export type OnRecoveryKey = (recovery: RecoveryKey) => void;

/** Closes what is there by that name; a process that was killed may have left it. */
export async function closeMapping({ host }: Context, mapping: string): Promise<void> {
  if ((await host.facts(mapping)) !== undefined) await host.run(removeMapping(mapping), { unabortable: true });
}

/** The key by which the container was opened; to try each before would take as long again. */
async function findOpening(ctx: Context, opening: Command, keys: Keys): Promise<string | undefined> {
  for (const key of allKeys(keys)) {
    const output = await ctx.host.run({ ...allowWrongKey(opening), input: key });
    if (isOpened(output)) return key;
  }
  return undefined;
}

export interface LookOptions {
  /** Whether what is in them is only read. */
  readonly access: "read" | "write";
  /** The path below /dev/mapper for the container at that place of the list. */
  readonly mappingOf: (container: Container, index: number) => string;
}

/** Opens those that a key opens for as long as the scope is open; returns the keys with what each opened. */
export async function openContainers(
  ctx: Context,
  scope: Scope,
  { containers, keys }: { readonly containers: readonly Container[]; readonly keys: Keys },
  { access, mappingOf }: LookOptions,
): Promise<Keys> {
  const opened = new Map(keys.opened);
  for (const [index, container] of containers.entries()) {
    const mapping = mappingOf(container, index);
    await closeMapping(ctx, mapping);
    const opening = openContainer(container.path, mapping, access);
    // Before it is opened: a header of somebody else can ask for hours, and one that is ended may or may not have opened it.
    scope.defer(async () => await closeMapping(ctx, mapping));
    const key = await findOpening(ctx, opening, keys);
    if (key === undefined) continue;
    opened.set(container.uuid, key);
  }
  return { ...keys, opened };
}

const lookName = "bareon-look-";

/** The name of a container while it is only looked into: what is planned from that has it, so that it is always the same. */
export function lookMapping(_: Container, index: number): string {
  return `/dev/mapper/${lookName}${index}`;
}

/** Closes what a run that was killed has left open to look into it: the kernel has its key. */
export async function closeLooks(ctx: Context): Promise<void> {
  for (const name of await ctx.host.list("/dev/mapper"))
    if (name.startsWith(lookName)) await closeMapping(ctx, `/dev/mapper/${name}`);
}

/**
 * Before the first write: every container that is kept is opened by its key. Throws BareonError "usage" if a key is missing, and
 * "mismatch" if one does not fit.
 */
export async function checkKeys(ctx: Context, { layers }: Pick<Plan, "layers">, keys: Keys): Promise<void> {
  for (const layer of containersOf(layers)) {
    const key = keyFor(keys, layer);
    if (layer.keep !== true || keys.opened.has(layer.uuid)) continue;
    const [device = ""] = layer.below;
    if (!isOpened(await ctx.host.run({ ...tryKey(device), input: key })))
      throw new BareonError("mismatch", `The key for ${device} does not open the encrypted volume that is there.`, {
        hint: "Nothing was changed. Give the key that it has.",
      });
  }
}

/** Letters that nobody takes for one another; as many as a byte's lower five bits tell. */
const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** 60 random letters of five bits each, in groups of six. */
export function newRecoveryKey(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  const text = Array.from(random(new Uint8Array(60)), (byte) => letters[byte % letters.length]).join("");
  return (text.match(/.{6}/gu) ?? []).join("-");
}

type EncryptionStep = Extract<Plan["steps"][number], { kind: "encryption" }>;

/** Runs its programs, each with the key; a container that is made gets a recovery key if somebody takes that. */
export async function runEncryption(
  ctx: Context,
  { layers }: Pick<Plan, "layers">,
  step: EncryptionStep,
  { keys, onRecoveryKey }: { readonly keys: Keys; readonly onRecoveryKey?: OnRecoveryKey | undefined },
): Promise<void> {
  const layer = containersOf(layers).find(({ uuid }) => uuid === step.uuid);
  if (layer === undefined) throw new BareonError("invalid", `the plan has no encrypted volume ${step.uuid}`);
  const key = keyFor(keys, layer);
  for (const command of step.commands) await ctx.host.run({ ...command, input: key }, { unabortable: true });
  if (layer.keep !== true && onRecoveryKey !== undefined) await addRecoveryKey(ctx, layer, key, onRecoveryKey);
}

async function addRecoveryKey(
  { host }: Context,
  { uuid, below: [device = ""] }: PlannedLayer,
  key: string,
  onRecoveryKey: OnRecoveryKey,
): Promise<void> {
  const recovery = newRecoveryKey();
  await host.run(addKey(device, key, recovery));
  onRecoveryKey({ uuid, key: recovery });
}
