/**
 * A deploy that goes on where a former one of the same config failed or was cut off:
 *
 *     had it ended? -> plan of what the former one left -> open -> for each image: its mark, its source -> plan without the images that are there
 *
 * An image is not brought again only if it is known that all of it is on its volumes. In any other case the reason is told, and it is
 * brought as if there had been no former deploy.
 */
import { BareonError } from "../base/errors.ts";
import type { DeployConfig } from "../config/deploy-config.ts";
import { volumesOf } from "../config/volumes.ts";
import { findDoubt, type Identify } from "../deploy/brought-mark.ts";
import { noKeys } from "../deploy/keys.ts";
import { whileOpen } from "../deploy/execute.ts";
import type { Context } from "../host/host.ts";
import { withManifests } from "../plan/manifests.ts";
import { imagesSharing, isWithinSpread } from "../plan/utilities.ts";
import type { DeployPhases, Plan, PlannedImage } from "../schema/plan.ts";
import { imageSources } from "../sources/sources.ts";
import type { ImageSources, MeasuredImage } from "../sources/source.ts";
import { refuseMenu, refuseStarted } from "./finished.ts";
import { type ConfigSource, planDocument, type PlanOptions, readConfig, sourceOf } from "./plan.ts";

/** What comes after the phase that a former deploy has to have done. */
const rest: DeployPhases = { from: "config-drive", until: "bootloader" };

export interface Resumed {
  readonly plan: Plan;
  /** The images that are not brought, by name. */
  readonly images: readonly string[];
}

/** The digest by which the config of a plan is known again: of its document, and of what was said about reading it. */
export async function digestOfConfig(plan: Plan): Promise<string> {
  const { dialect, document, driver, settings, menuTimeout } = sourceOf(plan);
  const text = JSON.stringify([dialect, document, driver ?? null, settings ?? null, menuTimeout ?? null]);
  return Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toString("hex");
}

/** So many differences are named in a warning. */
const mostRows = 3;

function tell({ report }: Context, message: string): void {
  report({ event: "warning", message });
}

/**
 * Undefined, with the reason told, if nothing of a former deploy counts; the deploy is then a whole one. Throws BareonError "mismatch" for
 * a node that was deployed to its end, and "usage" for a config that cannot be resumed.
 */
export async function planResumed(
  ctx: Context,
  source: ConfigSource,
  options: Omit<PlanOptions, "phases" | "only" | "resumed">,
  sources: ImageSources = imageSources,
): Promise<Resumed | undefined> {
  const { config: wanted } = readConfig(source);
  checkResumable(wanted);
  const starts = await refuseMenu(quietly(ctx), wanted);
  const former = await planFormer(ctx, source, options);
  if (former === undefined) return undefined;
  refuseStarted(starts);
  const config = await digestOfConfig(former);
  const brought = former.images.filter(({ keep }) => keep !== true);
  const measured = await whileOpen(
    ctx,
    former,
    noKeys,
    async () => await findBrought(ctx, { plan: former, config, images: brought, sources }),
  );
  if (measured.size === 0) {
    tell(ctx, "Nothing is resumed: the deploy begins from the start.");
    return undefined;
  }
  const images = [...measured.keys()];
  for (const name of images) tell(ctx, `Image ${name} is on its volumes already, and is not brought again.`);
  const plan = await planDocument(quietly(ctx), source, { ...options, phases: rest, resumed: images });
  return { plan: withManifests(plan, measured), images };
}

/** Throws BareonError "usage". */
function checkResumable(config: DeployConfig): void {
  if (volumesOf(config).some(({ encryption }) => encryption !== undefined))
    throw new BareonError("usage", "Encrypted volumes are made anew by each deploy: it cannot be resumed.", {
      hint: "Nothing was changed. Run it without --resume.",
    });
  if (config.policy === "extend")
    throw new BareonError("usage", 'With the policy "extend" a deploy goes on by itself, without --resume.', {
      hint: "Nothing was changed.",
    });
}

/** The warnings of a plan are told once. */
function quietly(ctx: Context): Context {
  return { ...ctx, report: (event) => (event.event === "warning" ? undefined : ctx.report(event)) };
}

/** The plan of a deploy that has everything still to bring, on disks that a former one has laid out. */
async function planFormer(
  ctx: Context,
  source: ConfigSource,
  options: Omit<PlanOptions, "phases" | "only" | "resumed">,
): Promise<Plan | undefined> {
  try {
    return await planDocument(quietly(ctx), source, { ...options, phases: rest, resumed: [] });
  } catch (error) {
    if (!(error instanceof BareonError) || error.exit !== "mismatch") throw error;
    const rows = error.differences.map(
      ({ where, what, expected, found }) => `${where}: ${what} is ${found}, not ${expected}`,
    );
    tell(
      ctx,
      `Nothing is resumed, and the deploy begins from the start: ${[error.message, ...rows.slice(0, mostRows)].join("; ")}.`,
    );
    return undefined;
  }
}

interface BroughtRequest {
  readonly plan: Plan;
  readonly config: string;
  readonly images: readonly PlannedImage[];
  readonly sources: ImageSources;
}

/** Those that are whole on their volumes, with what their sources say of them; of all others it is told why not. */
async function findBrought(
  ctx: Context,
  { plan, config, images, sources }: BroughtRequest,
): Promise<ReadonlyMap<string, MeasuredImage>> {
  const found = new Map<string, MeasuredImage>();
  const measure = measurer(ctx, plan, sources);
  const identify: Identify = async (name) => (await measure(name))?.identity;
  for (const image of images) {
    const { name } = image;
    const measured = await measure(name);
    if (measured === undefined) throw new Error(`there is no image ${name}`);
    const brought = { config, image: measured.identity, identify };
    const doubt =
      findLoss(plan, image) ??
      findFormer(plan, image, images, found) ??
      (await findMarkDoubt(ctx, plan, image, brought));
    if (doubt === undefined) found.set(name, measured);
    else tell(ctx, `Image ${name} is brought again: ${doubt}.`);
  }
  return found;
}

/** Each source is asked once; a utility image only if files of it are on a system. */
function measurer(
  ctx: Context,
  { images, utilities }: Plan,
  sources: ImageSources,
): (name: string) => Promise<MeasuredImage | undefined> {
  const known = new Map<string, MeasuredImage>();
  return async (name) => {
    const image = [...images, ...utilities].find((one) => one.name === name);
    if (image === undefined || known.has(name)) return known.get(name);
    const measured = await sources[image.driver].measure(ctx, image);
    known.set(name, measured);
    return measured;
  };
}

/** An image that comes before it, and is brought again, would replace what it has on a volume of both. */
function findFormer(
  plan: Plan,
  { name }: PlannedImage,
  images: readonly PlannedImage[],
  found: ReadonlyMap<string, MeasuredImage>,
): string | undefined {
  const before = images.slice(
    0,
    images.findIndex((image) => image.name === name),
  );
  const sharing = new Set(imagesSharing(plan, name).map((image) => image.name));
  const former = before.find((image) => sharing.has(image.name) && !found.has(image.name));
  return former === undefined ? undefined : `image ${former.name} is, and comes before it on a volume of both`;
}

/** Utility images are brought again in any case: those that a system's own folders then go onto take the place of these. */
function findLoss({ utilities }: Plan, image: PlannedImage): string | undefined {
  const under = utilities.filter((utility) => utility.keep !== true && isWithinSpread([image], utility));
  if (under.length === 0) return undefined;
  return `parts of it lie on what ${under.map(({ name }) => name).join(" and ")} brings`;
}

/** A volume without a filesystem that can be mounted has no mark. */
async function findMarkDoubt(
  ctx: Context,
  plan: Plan,
  image: PlannedImage,
  {
    config,
    image: identity,
    identify,
  }: { readonly config: string; readonly image: string | undefined; readonly identify: Identify },
): Promise<string | undefined> {
  if (identity === undefined) return "its source has nothing by which the same image is known again";
  try {
    return await findDoubt(ctx, plan, image, { config, image: identity }, identify);
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return `its root cannot be mounted (${error.message.split("\n")[0] ?? ""})`;
  }
}
