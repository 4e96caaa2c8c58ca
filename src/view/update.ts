/** An update as a person reads it: what will be done, or what was. */
import { redact } from "../base/command.ts";
import type { Plan } from "../schema/plan.ts";
import type { Update } from "../schema/update.ts";
import { printable } from "./style.ts";

type Step = Plan["steps"][number];

function renderVersion({ imageName, imageUuid }: Update["from"]): string {
  return [imageName, imageUuid]
    .filter((word) => word !== "")
    .map(printable)
    .join(" ");
}

const methods: Readonly<Record<Update["method"], string>> = {
  mirror: "the image and nothing else",
  fresh: "new filesystems",
  overlay: "the image's files, and all others that are there",
};

const ends: Readonly<Record<Update["arm"], string>> = {
  trial: "it is on trial from the next boot on, and the running system comes back if it fails",
  once: "it is booted once, at the next boot",
  "set-default": "it is the default from now on",
  nothing: "nothing is armed; to try it: bareon-boot trial",
};

const seeds: Readonly<Record<NonNullable<Update["seed"]>, string>> = {
  carried: "its own, as it is",
  new: "a new one in place of its own",
};

/** What becomes of an update that was begun and not ended. */
function renderBegun({ begun }: Update, source: string): string[] {
  if (begun === undefined) return [];
  const since = printable(begun.since);
  return begun.goesOn
    ? [`  goes on with the update begun at ${since}, ${source}`]
    : [`  another update, begun at ${since}, has not ended: this one takes its place`];
}

export function renderUpdate(update: Update): string {
  const { image, method, from, to, images, volumes, leftOut, carry, carryFrom, seed, steps, arm, done, seconds } =
    update;
  if (done === true)
    return `${printable(image)} is ${renderVersion(to)} now, after ${(seconds ?? 0).toFixed(1)} s: ${ends[arm]}.\n`;
  const source = images.map((one) => `${one.driver} from ${printable(redact(one.source))}`).join("");
  const lines = [
    `Update of ${printable(image)} from ${renderVersion(from)} to ${renderVersion(to)}: ${source}`,
    ...renderBegun(update, source),
    `  ${method}: ${methods[method]}`,
    ...volumes.map(
      ({ mount, device, type, keep }) =>
        `  ${printable(mount ?? "")}  ${device}  ${type}${keep === true ? "" : ", made anew"}`,
    ),
    ...(leftOut.length === 0
      ? []
      : [`  not written, since they are not for this image alone: ${leftOut.map(printable).join(", ")}`]),
    ...(carryFrom === "none"
      ? []
      : [`  carried: ${carry.map(printable).join(", ")}, and the lists in /etc/bareon/carry.d`]),
    ...(seed === undefined ? [] : [`  seed for cloud-init: ${seeds[seed]}`]),
    "Steps:",
    ...steps.map(({ title }) => `  ${printable(title)}`),
    `At the end: ${ends[arm]}.`,
    "If it is cut off, the same command goes on; --abandon offers the system again only before the first write to it, or once it is whole.",
  ];
  return `${lines.join("\n")}\n`;
}

/** What lies on the disks is switched on first, if there is anything to be switched on. */
function renderOpening(steps: readonly Pick<Step, "kind" | "title">[]): string[] {
  const opening = steps.filter(({ kind }) => kind === "commands" || kind === "tear-down");
  return steps.some(({ kind }) => kind === "check-stacks")
    ? ["Opened before, and closed after it:", ...opening.map(({ title }) => `  ${printable(title)}`), ""]
    : [];
}

/** Systems that alone are deployed: what is opened for that, and what is done to each. */
export function renderAlone(opening: readonly Step[], updates: readonly Update[]): string {
  return [...renderOpening(opening).map((line) => `${line}\n`), updates.map(renderUpdate).join("\n")].join("");
}
