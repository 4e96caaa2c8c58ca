/** Parts of a deploy by the words of the command line: which phases are done, which systems alone, and what is said when one has ended. */
import { BareonError } from "../../base/errors.ts";
import { type DeployPhase, deployPhases, hasPhase, phasesBetween } from "../../plan/phases.ts";
import type { DeployPhases } from "../../schema/plan.ts";
import type { ParsedRun } from "../command-line.ts";

type Values = ParsedRun["values"];

/** A value that the table of options has limited to the phases. */
function phaseOf(values: Values, name: "from" | "until"): DeployPhase | undefined {
  return deployPhases.find((phase) => phase === values.get(name));
}

/** Undefined for a whole deploy. */
export function phasesOf(values: Values): DeployPhases | undefined {
  return phasesBetween(phaseOf(values, "from"), phaseOf(values, "until"));
}

/** The systems that alone are deployed; undefined for all. */
export function imagesOf(values: Values): readonly string[] | undefined {
  const names = values.get("image");
  return typeof names === "object" ? names : undefined;
}

function refuse(message: string, hint: string): never {
  throw new BareonError("usage", message, { hint });
}

/** Throws BareonError "usage" for bounds that hold no phase, for actions before the node is deployed, and for systems alone whose phases are not those of a system alone. */
export function checkParts(values: Values): void {
  const [from, until] = [phaseOf(values, "from"), phaseOf(values, "until")];
  const phases = phasesOf(values);
  if (phases !== undefined && deployPhases.indexOf(phases.from) > deployPhases.indexOf(phases.until))
    refuse(
      `--from ${phases.from} comes after --until ${phases.until}.`,
      `The phases in their order: ${deployPhases.join(", ")}.`,
    );
  if (values.has("actions") && !hasPhase({ phases }, "bootloader"))
    refuse(
      `--actions run once the node is deployed, and --until ${until ?? ""} ends before that.`,
      "Give them to the part with the phase bootloader.",
    );
  if (values.has("resume") && (phases !== undefined || imagesOf(values) !== undefined || values.has("plan")))
    refuse(
      "--resume goes on with a whole deploy of a config, and --from, --until, --image and --plan mean something else.",
      "Leave out one of the two.",
    );
  if (imagesOf(values) === undefined || (from === undefined && until === undefined)) return;
  const hint = "--image alone is enough: what a system needs of the boot menu is done with it.";
  if (!hasPhase({ phases }, "images"))
    refuse(`--image is for the phase images, which ${boundsOf(from, until)} leaves out.`, hint);
  if (from !== "images")
    refuse(`--image leaves all other systems alone, and the phase ${from ?? "storage"} does not.`, hint);
}

function boundsOf(from: DeployPhase | undefined, until: DeployPhase | undefined): string {
  return [...(from === undefined ? [] : [`--from ${from}`]), ...(until === undefined ? [] : [`--until ${until}`])].join(
    " ",
  );
}

/** What is said of a part that has ended before the boot loader is installed. */
export function renderPart({ from, until }: DeployPhases, leavesBoot: boolean): string {
  const done = deployPhases.slice(deployPhases.indexOf(from), deployPhases.indexOf(until) + 1);
  const next = deployPhases[deployPhases.indexOf(until) + 1] ?? "";
  return [
    `Done: ${done.join(", ")}. ${leavesBoot ? "What the node boots was left alone." : "The node boots nothing before the phase bootloader is done."}`,
    `The next phase: bareon-provision deploy --from ${next}`,
    "",
  ].join("\n");
}
