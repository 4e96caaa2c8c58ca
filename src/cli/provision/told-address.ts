/** The address of --event-url for a run: found before it begins, and told its stages by a reporter. */
import { randomUUID } from "node:crypto";
import manifest from "../../../package.json" with { type: "json" };
import type { Reporter } from "../../base/events.ts";
import { describeEndpoint, readTellingNode, sendDocument } from "../../hooks/endpoint.ts";
import type { Context, Endpoint } from "../../host/host.ts";
import { createLocalHost } from "../../host/local/host.ts";
import { createStages } from "../../report/stages.ts";
import { createWebhookReporter } from "../../report/webhook.ts";
import type { StageEvent } from "../../schema/stage.ts";
import { type EndpointWords, findEndpoint, readEndpoint, refuseIncomplete } from "../endpoint.ts";
import { textOf, type Values } from "./deploy-source.ts";
import { isWriting, type Request } from "./request.ts";

export function endpointWords(values: Values): EndpointWords {
  const [url, keyFile, caFile] = ["event-url", "event-key-file", "event-ca-file"].map((name) => textOf(values, name));
  return { url, keyFile, caFile };
}

type StagedCommand = StageEvent["command"];

function stagedCommand(request: Pick<Request, "command" | "values">): StagedCommand | undefined {
  const { command } = request;
  return (command === "deploy" || command === "update" || command === "remove") && isWriting(request)
    ? command
    : undefined;
}

/** A machine whose programs go on when the run is told to stop: its end is for the address, too. */
function ownContext(report: Context["report"]): Context {
  const { signal } = new AbortController();
  return { host: createLocalHost({ signal, report: () => undefined }), signal, report };
}

/**
 * Undefined for a command that is not told, and without an address. Throws BareonError "usage". The values of a deploy have what its
 * configuration files say; for the other commands what is wrong with the usual file is a warning.
 */
export async function openEndpoint(
  request: Pick<Request, "command" | "values">,
): Promise<{ readonly endpoint: Endpoint | undefined; readonly warnings: readonly string[] }> {
  const command = stagedCommand(request);
  const warnings: string[] = [];
  if (command === undefined) return { endpoint: undefined, warnings };
  const ctx = ownContext((event) => void (event.event === "warning" && warnings.push(event.message)));
  const words = endpointWords(request.values);
  refuseIncomplete(words);
  const endpoint = command === "deploy" ? await readEndpoint(ctx.host, words) : await findEndpoint(ctx, words);
  return { endpoint, warnings };
}

/** No reporter without an address. What is not taken is told by `warn`. */
export async function openWebhook(
  request: Pick<Request, "command" | "values">,
  endpoint: Endpoint | undefined,
  warn: (message: string) => void,
): Promise<Reporter[]> {
  const command = stagedCommand(request);
  if (endpoint === undefined || command === undefined) return [];
  const { host } = ownContext(() => undefined);
  const node = await readTellingNode(host);
  const reporter = createWebhookReporter({
    stageOf: createStages({ node, run: randomUUID(), command, release: manifest.version }),
    send: async (stage, signal) => await sendDocument({ host: host.withSignal(signal), signal }, endpoint, stage),
    onFailure: ({ event }, problem) =>
      warn(`--event-url: ${describeEndpoint(endpoint)} was not told of ${event}: ${problem}`),
  });
  return [reporter];
}
