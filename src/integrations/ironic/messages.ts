/** The texts of the callback's protocol: what the API asks for, which is not trusted, and what it is told. */
import { BareonError } from "../../base/errors.ts";
import { parseSshKey, type SshKey } from "../../formats/ssh-key.ts";

/** One thing that the controller wants to have done before the deploy. */
export interface DeployStep {
  readonly name: string;
  readonly payload: unknown;
}

/** How a step ended, as the API is told. */
export type StepResult =
  | { readonly name: string; readonly status: true }
  | { readonly name: string | null; readonly status: false; readonly "status-details": string };

/** More than any node has; an answer with more is refused. */
const mostAccounts = 32;
const mostKeys = 256;

function refuse(problem: string): never {
  throw new BareonError("failure", `The answer of the Ironic API cannot be understood: ${problem}.`, {
    hint: "Check that ironic_api_url= names the API, and which release of bareon's driver it has.",
  });
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("it is no JSON");
  }
  return isObject(value) ? value : refuse("it is no object");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function parseStep(text: string): DeployStep {
  const value = readObject(text);
  const { name } = value;
  if (typeof name !== "string" || !("payload" in value)) return refuse("a step has a name and a payload");
  return { name, payload: value["payload"] };
}

/**
 * The address of the next step, undefined after the last one; `url` may be relative to the base. Throws BareonError "failure" also for an
 * address that is not of the API.
 */
export function parseNext(text: string, base: string): string | undefined {
  if (text.trim() === "") return undefined;
  const { url } = readObject(text);
  if (url === null || url === undefined) return undefined;
  if (typeof url !== "string" || !URL.canParse(url, base)) return refuse("the address of the next step is none");
  const next = new URL(url, base);
  if (next.origin !== new URL(base).origin || next.username + next.password !== "")
    return refuse("the next step is on another server");
  return next.href;
}

/** The keys by account, of `inject-ssh-keys`. Throws BareonError "failure" if one of them is no key. */
export function parseKeys(payload: unknown): ReadonlyMap<string, readonly SshKey[]> {
  const accounts = isObject(payload) ? payload["ssh-keys"] : undefined;
  if (!isObject(accounts)) return refuse("the keys are no object with lists");
  const named = Object.entries(accounts);
  if (named.length === 0) return refuse("there is no key in it");
  if (named.length > mostAccounts) return refuse(`it has keys for more than ${mostAccounts} accounts`);
  return new Map(named.map(([account, texts]) => [account, readKeys(account, texts)]));
}

function readKeys(account: string, texts: unknown): readonly SshKey[] {
  if (!Array.isArray(texts) || texts.length > mostKeys)
    return refuse(`the keys of ${account} are no list of at most ${mostKeys}`);
  return texts.map((text: unknown, index) => {
    const key = typeof text === "string" ? parseSshKey(text) : { problem: "it is no text" };
    if (!("problem" in key)) return key;
    throw new BareonError("failure", `Key ${index + 1} for ${account} is no public key of ssh: ${key.problem}.`, {
      hint: "Check the key that the controller is configured with.",
    });
  });
}
