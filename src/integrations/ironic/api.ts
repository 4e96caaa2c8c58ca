/** Calls of the Ironic API: with a limit for what an answer may have, and tried again if another try may do better. */
import { redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { retry, type Broken, type RetryLimits } from "../../host/wait.ts";
import { type ApiAnswer, callApi, explainFailure, parseCall } from "../../programs/curl.ts";

export interface Call {
  /** What messages call it. */
  readonly what: string;
  readonly url: string;
  /** Becomes JSON, and the call a POST. */
  readonly body?: unknown;
  readonly headers?: readonly string[];
  /** Whether any certificate is taken. */
  readonly insecure?: boolean;
  /** The kernel argument that names the API; `ironic_api_url=` if absent. */
  readonly argument?: string;
  /** What helps if the API refuses. */
  readonly hint?: string;
  /** Bytes of the longest answer, if it may be longer than usual. */
  readonly longest?: number | undefined;
}

/** Between the first and the last try three minutes pass: the conductor may hold the node's lock, or be started. */
export const callLimits: RetryLimits = { retries: 10, pauseSeconds: 1 };

/** Bytes of a usual answer. */
const longestAnswer = 256 * 1024;

/** 409: the node is locked by a conductor. */
const temporary = new Set([408, 409, 425, 429]);

/** The API answered, and another answer is not to be expected. */
export class Refused extends BareonError {}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array, void> {
  yield new TextEncoder().encode(text);
}

/** Ironic says why in a text that is JSON itself, or in an object; any other page is of no use. */
const reasons = [
  /"faultstring\\?"\s*:\s*\\?"(?<reason>[^"\\]{1,200})/u,
  /"error_message"\s*:\s*"(?<reason>[^"\\{][^"\\]{0,199})/u,
];

function reasonOf(body: string): string {
  const reason = reasons.flatMap((one) => one.exec(body)?.groups?.["reason"] ?? [])[0];
  return reason === undefined ? "" : ` (${redact(reason)})`;
}

const usualArgument = "ironic_api_url=";
const usualHint = "Check that ironic_api_url= names the API, and that deployment_id= is the node's UUID there.";

function judge({ what, hint = usualHint }: Call, answer: ApiAnswer): ApiAnswer | Broken {
  const { status, body } = answer;
  if (status >= 200 && status < 300) return answer;
  const message = `${what}: the Ironic API answered with HTTP status ${status}${reasonOf(body)}`;
  if (status >= 500 || temporary.has(status)) return { broken: message, next: "trying again" };
  throw new Refused("failure", message, { hint });
}

/** One try, of which Broken says that another may do better. Throws Refused, and BareonError "failure" for what does not get better. */
export async function tryIronic(ctx: Context, call: Call): Promise<ApiAnswer | Broken> {
  const { what, url, body, headers, insecure, argument = usualArgument, longest = longestAnswer } = call;
  const input = body === undefined ? undefined : bytesOf(JSON.stringify(body));
  const stream = ctx.host.stream(callApi({ url, posts: body !== undefined, headers, insecure }), input);
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (let next = await stream.next(); ; next = await stream.next()) {
      if (next.done === true) {
        const failure = explainFailure(next.value);
        const answer = failure === undefined ? parseCall(Buffer.concat(parts)) : undefined;
        if (answer !== undefined) return judge(call, answer);
        const reason = `${what}: ${failure?.reason ?? "the server's answer is none of HTTP"}`;
        if (failure?.hint === undefined) return { broken: reason, next: "trying again" };
        throw new BareonError("failure", reason, {
          hint: `Check ${argument}, the certificate of the server there, and the clock of this machine.`,
        });
      }
      parts.push(next.value);
      size += next.value.length;
      if (size > longest)
        throw new Refused("failure", `${what}: the answer has more than ${longest} bytes`, {
          hint: `Check that ${argument} names the API.`,
        });
    }
  } finally {
    await stream.return({ exitCode: 0, stdout: "", stderr: "" });
  }
}

/**
 * The answer, which is a success. Tries again after a connection that failed, a lock of the node and an error of the server. Throws
 * Refused, and BareonError "failure" for what did not get better.
 */
export async function callIronic(ctx: Context, call: Call, limits = callLimits): Promise<ApiAnswer> {
  return await retry<ApiAnswer>(ctx, limits, async () => await tryIronic(ctx, call));
}
