/** The actions of --actions: read from their file, and told of after a deploy. */
import { actionResults } from "../../base/places.ts";
import type { Context } from "../../host/host.ts";
import { type Action, readActionList } from "../../hooks/action-list.ts";
import { failureOf } from "../../hooks/actions.ts";
import type { Deployed } from "../../recipes/deploy.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import { renderResults } from "../../view/actions.ts";
import { parseDocument, readSource } from "../input.ts";
import { print, printJson } from "../output.ts";
import type { ParsedRun } from "../command-line.ts";

type Values = ParsedRun["values"];

/** Undefined without the option; what of the file means nothing is a warning. Throws BareonError "invalid" with every violation. */
export async function readActions(ctx: Context, values: Values): Promise<readonly Action[] | undefined> {
  const path = values.get("actions");
  if (typeof path !== "string") return undefined;
  const source = await readSource(ctx, { path, option: "actions" });
  const { actions, warnings } = readActionList(source.name, await parseDocument(source));
  for (const message of warnings) ctx.report({ event: "warning", message });
  return actions;
}

/** A node that boots. */
type Shown = Pick<Deployed, "results"> & { readonly info: BootInfo };

/** Prints what was deployed, also if an action failed. Throws BareonError "action" for one that ends the deploy. */
export function showDeployed({ info, results }: Shown, asJson: boolean, bootInfo: string): void {
  const failure = results === undefined ? undefined : failureOf(results, actionResults);
  if (asJson) {
    const error =
      failure === undefined
        ? {}
        : {
            error: {
              ...{ code: failure.exit, exit_code: failure.exitCode, message: failure.message },
              hint: failure.hint ?? null,
            },
          };
    printJson({ ...info, ...(results === undefined ? {} : { actions: results }), ...error });
  } else print(bootInfo + (results === undefined ? "" : renderResults(results)));
  if (failure !== undefined) throw failure;
}
