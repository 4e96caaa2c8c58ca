/** The phases of a deploy: which of them a plan has, and which steps belong to which. */
import { BareonError } from "../base/errors.ts";
import { type DeployConfig, isBootable } from "../config/deploy-config.ts";
import { keepsPartitions } from "../config/volumes.ts";
import type { DeployPhases, Plan, PlannedVolume } from "../schema/plan.ts";

export type DeployPhase = DeployPhases["from"];

/** In their order. A node boots only after the last one. */
export const deployPhases = [
  "storage",
  "config-drive",
  "images",
  "bootloader",
] as const satisfies readonly DeployPhase[];

/** A plan, or what one is made from. */
interface Phased {
  readonly phases?: DeployPhases | undefined;
}

type Step = Plan["steps"][number];

/** The phases from one until another; undefined for all of them. */
export function phasesBetween(
  from: DeployPhase = "storage",
  until: DeployPhase = "bootloader",
): DeployPhases | undefined {
  return from === "storage" && until === "bootloader" ? undefined : { from, until };
}

/** Whether a phase is one of those that are carried out. */
export function hasPhase({ phases }: Phased, phase: DeployPhase): boolean {
  if (phases === undefined) return true;
  const place = deployPhases.indexOf(phase);
  return deployPhases.indexOf(phases.from) <= place && place <= deployPhases.indexOf(phases.until);
}

/** Whether an earlier deploy has done the phase `storage`, so that all that is on the disks is kept. */
export function isContinued({ phases }: Phased): boolean {
  return !hasPhase({ phases }, "storage");
}

/** The phase of a step of a deploy, or of what else has such steps. */
export function phaseOf({ kind, phase }: { readonly kind?: string; readonly phase: Step["phase"] }): DeployPhase {
  if (kind === "write-config-drive") return "config-drive";
  return phase === "transfer" ? "images" : phase;
}

/**
 * The steps of these phases. Those of `storage` are there in any case: if all is kept they make the disks boot nothing, and open what
 * lies on them.
 */
export function stepsOf(steps: readonly Step[], phased: Phased): Step[] {
  return steps.filter((step) => phaseOf(step) === "storage" || hasPhase(phased, phaseOf(step)));
}

/** Whether a part of a deploy leaves alone what the node boots, so that it boots as before, at every moment and afterwards. */
export function leavesBoot({ steps }: Pick<Plan, "steps">): boolean {
  const isMark = ({ kind, id }: Step): boolean =>
    kind === "install-boot" || kind === "extend-boot" || id.startsWith("invalidate-");
  return !steps.some(isMark);
}

/** The steps that switch on what lies on the disks, and change nothing of it. */
export function openingSteps({ steps }: Pick<Plan, "steps">): Step[] {
  const isMark = ({ kind }: Step): boolean =>
    kind.startsWith("invalidate-") || kind === "make-filesystem" || kind === "check-filesystems";
  return steps.filter((step) => phaseOf(step) === "storage" && !isMark(step));
}

/** Throws BareonError "usage" for a part of a deploy that adds to what a node has: that is one thing from its first step to its last. */
export function checkPhases({ policy }: Pick<DeployConfig, "policy">, phases: DeployPhases | undefined): void {
  if (phases === undefined || policy !== "extend") return;
  throw new BareonError("usage", 'With the policy "extend" a deploy has no parts.', {
    hint: "Leave out --from, --until and --image. A new version of a system that is there: bareon-provision update IMAGE.",
  });
}

/**
 * Throws BareonError "usage" for a part of a deploy that ends with new volumes for an image: from then on they keep what is on them, which
 * would be nothing.
 */
export function checkNewPlaces(
  { images, policy }: Pick<DeployConfig, "images" | "policy">,
  volumes: readonly PlannedVolume[],
  phased: Phased,
): void {
  if (policy !== "grow" || hasPhase(phased, "images")) return;
  const waiting = images.filter(({ name, target }) =>
    volumes.some((volume) => volume.added === true && volume.mount === target && volume.images.includes(name)),
  );
  if (waiting.length === 0) return;
  throw new BareonError(
    "usage",
    `A part of a deploy that ends before its images makes no new volume for one: ${waiting.map(({ name }) => name).join(", ")}.`,
    { hint: "Nothing was changed. Deploy as a whole, without --from and --until." },
  );
}

/** Throws BareonError "usage" for names that no image of the config has. */
export function checkImages({ images }: Pick<DeployConfig, "images">, names: readonly string[]): void {
  const systems = images.filter(isBootable).map(({ name }) => name);
  const unknown = names.filter((name) => !systems.includes(name));
  if (unknown.length === 0) return;
  const utilities = unknown.filter((name) => images.some((image) => image.name === name));
  throw new BareonError(
    "usage",
    utilities.length > 0
      ? `--image ${utilities.join(", ")}: this is no operating system, and comes with those whose trees it goes into.`
      : `--image ${unknown.join(", ")}: no image of the config has this name.`,
    { hint: `Its operating systems are ${systems.join(", ")}.` },
  );
}

/** The volumes, with a mark on those that are kept only because an earlier phase has made them: a whole deploy of the config would make them anew. */
export function markGivenUp(config: DeployConfig, volumes: readonly PlannedVolume[]): PlannedVolume[] {
  const keeps = keepsPartitions(config);
  return volumes.map((volume) => (keeps && volume.keepData !== false ? volume : { ...volume, givenUp: true }));
}

/** Whether what is on a volume stays, so that the image of a filesystem cannot take its place. */
export function keepsData({ keep, givenUp }: Pick<PlannedVolume, "keep" | "givenUp">): boolean {
  return keep === true && givenUp !== true;
}
