/** What a command has decided of a trial, for those who are told: from its result. Telling them is src/recipes/boot-events.ts. */
import type { Context } from "../../host/host.ts";
import type { BootResult } from "../../schema/bareon-boot.ts";
import type { BootRequest } from "./request.ts";

export type Decision =
  | { readonly kind: "confirmed" }
  /** `why` is empty, or begins with a colon. */
  | { readonly kind: "rejected"; readonly entry: string | null; readonly why: string };

/** Undefined if nothing was written that decides a trial. */
export function decisionOf(result: BootResult): Decision | undefined {
  if (result.command === "health") {
    const { decision, changed, checks, entry = null } = result;
    if (!changed || decision === "none") return undefined;
    if (decision === "confirmed") return { kind: "confirmed" };
    const failed = checks.flatMap(({ check, required, passed }) => (required && !passed ? [check] : []));
    const why = failed.length === 0 ? ": nothing has decided its trial in time" : `: not healthy: ${failed.join(", ")}`;
    return { kind: "rejected", entry, why };
  }
  if ((result.command !== "confirm" && result.command !== "reject") || !result.changed || result.dry_run)
    return undefined;
  if (result.command === "confirm") return { kind: "confirmed" };
  return { kind: "rejected", entry: result.before.trial?.entry_id ?? null, why: "" };
}

/** The recipe is loaded only for that. */
export async function tellDecision(
  ctx: Context,
  { options }: Pick<BootRequest, "options">,
  decision: Decision,
): Promise<void> {
  const { tellConfirmed, tellRejected } = await import("../../recipes/boot-events.ts");
  if (decision.kind === "confirmed") await tellConfirmed(ctx, options);
  else await tellRejected(ctx, decision.entry, decision.why);
}
