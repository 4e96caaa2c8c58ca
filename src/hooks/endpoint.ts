/** The address that is told what happens, by --event-url: one document is sent and signed, and tried again within a limit. When something is told is decided elsewhere. */
import { BareonError } from "../base/errors.ts";
import type { Context, Endpoint, Host } from "../host/host.ts";
import { backOff, pause } from "../host/wait.ts";
import { explainFailure, postDocument } from "../programs/curl.ts";
import type { BootEvent, TellingNode } from "../schema/event.ts";
import type { StageEvent } from "../schema/stage.ts";

export interface SendLimits {
  /** That all tries together may take, in seconds. */
  readonly seconds: number;
  /** Tries after the first. */
  readonly retries: number;
  /** Seconds before the first of them; twice as many before each further one, all of them more or less by chance. */
  readonly pauseSeconds: number;
}

/** Nothing that is done waits longer than this for one document. */
export const usualLimits: SendLimits = { seconds: 20, retries: 3, pauseSeconds: 1 };

/** The same with as many tries as the seconds have room for. */
export function limitsWithin(seconds: number): SendLimits {
  return { seconds, retries: Number.POSITIVE_INFINITY, pauseSeconds: 1 };
}

/** Seconds for each try. */
const tryLimits = { connecting: 5, whole: 10 };
/** Seconds of the longest pause. */
const longestPause = 15;
/** Letters of a text in a document: whoever takes it has limits, too. */
const longestText = 4096;

/** Statuses of answers that another try may better; so may those from 500 on. */
const temporary = new Set([408, 425, 429]);

/** The address as it may be shown: some services have a secret in the path. */
export function describeEndpoint({ url }: Pick<Endpoint, "url">): string {
  const { scheme, host } = /^(?<scheme>https?):\/\/(?:[^/?#]*@)?(?<host>[^/?#@]*)/iu.exec(url)?.groups ?? {};
  return scheme === undefined ? "the address" : `${scheme}://${host ?? ""}/`;
}

/** Who tells it: one machine has one UUID in the ramdisk and in each of its systems. */
export async function readTellingNode(host: Pick<Host, "readText">): Promise<TellingNode> {
  const read = async (path: string): Promise<string> =>
    ((await host.readText(path, longestText).catch(() => undefined)) ?? "").trim();
  const name = await read("/proc/sys/kernel/hostname");
  const uuid = (await read("/sys/class/dmi/id/product_uuid")).toLowerCase();
  return { name, uuid: /^[0-9a-f-]{36}$/u.test(uuid) ? uuid : null };
}

function cutTexts(value: unknown): unknown {
  if (typeof value === "string") return value.slice(0, longestText);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cutTexts(item)]));
}

/** The header's value: HMAC-SHA256 of the bytes of the body. */
async function sign(key: Uint8Array, body: string): Promise<string> {
  const secret = await crypto.subtle.importKey("raw", new Uint8Array(key), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  const sum = await crypto.subtle.sign("HMAC", secret, new TextEncoder().encode(body));
  return `sha256=${Buffer.from(sum).toString("hex")}`;
}

/** Why a try failed; `isFinal` if another one does not do better. */
interface Failed {
  readonly reason: string;
  readonly isFinal: boolean;
}

type Post = ReturnType<typeof postDocument>;

/** Undefined if it was taken. */
async function tryOnce(host: Host, command: Post): Promise<Failed | undefined> {
  const output = await host.run(command);
  const failure = explainFailure(output);
  if (failure !== undefined) return { reason: failure.reason, isFinal: failure.hint !== undefined };
  const status = Number(output.stdout.trim());
  if (status >= 200 && status < 300) return undefined;
  return { reason: `it answered with HTTP status ${status}`, isFinal: status < 500 && !temporary.has(status) };
}

interface Delivery {
  readonly command: Post;
  readonly limits: SendLimits;
  /** Between 0 and 1, by chance. */
  readonly random: () => number;
}

async function deliver(
  { host, signal }: Pick<Context, "host" | "signal">,
  { command, limits, random }: Delivery,
  onFailure: (reason: string) => void,
): Promise<string | undefined> {
  for (let tries = 0; ; tries += 1) {
    const failed = await tryOnce(host, command);
    if (failed === undefined) return undefined;
    if (failed.isFinal || tries >= limits.retries) return failed.reason;
    onFailure(failed.reason);
    const seconds = backOff(tries, { first: limits.pauseSeconds, longest: longestPause }, random());
    await pause(signal, seconds * 1000);
  }
}

/** Every try of one is the same bytes with the same id. */
async function toCommand({ url, key, caFile }: Endpoint, document: BootEvent | StageEvent): Promise<Post> {
  const body = JSON.stringify(cutTexts(document));
  const headers = [
    ...["Content-Type: application/json", "User-Agent: bareon"],
    // curl would wait for leave to send a longer one.
    "Expect:",
    ...[`Bareon-Event: ${document.event}`, `Bareon-Delivery: ${crypto.randomUUID()}`],
    ...(key === undefined ? [] : [`Bareon-Signature: ${await sign(key, body)}`]),
  ];
  return postDocument({ url, caFile, headers, body, seconds: tryLimits });
}

/**
 * Undefined once the address has taken the document, else why it has not, without a full stop. That is never an error: throws only the
 * reason of an abort.
 */
export async function sendDocument(
  { host, signal }: Pick<Context, "host" | "signal">,
  endpoint: Endpoint,
  document: BootEvent | StageEvent,
  limits: SendLimits = usualLimits,
  random: () => number = Math.random,
): Promise<string | undefined> {
  const command = await toCommand(endpoint, document);
  const ended = AbortSignal.timeout(limits.seconds * 1000);
  const both = AbortSignal.any([signal, ended]);
  let last = "";
  try {
    const bounded = { host: host.withSignal(ended), signal: both };
    return await deliver(bounded, { command, limits, random }, (reason) => (last = `: ${reason}`));
  } catch (error) {
    signal.throwIfAborted();
    if (ended.aborted) return `it was not taken within ${limits.seconds} s${last}`;
    if (!(error instanceof BareonError)) throw error;
    return error.message.split("\n")[0]?.replace(/[.:]$/u, "") ?? "";
  }
}
