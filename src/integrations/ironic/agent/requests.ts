/** What a request to the agent's server asks for, judged before anything of its body is read; nothing of it is trusted. */
import { timingSafeEqual } from "node:crypto";
import { type Answer, refusal } from "./answers.ts";

export type Asked =
  | { readonly kind: "list" }
  | { readonly kind: "one"; readonly id: string }
  | { readonly kind: "status" }
  | { readonly kind: "run"; readonly wait: boolean }
  | { readonly kind: "refused"; readonly answer: Answer };

/** Who may ask. */
export interface Access {
  /** The secret that Ironic gave; undefined if it gave none. */
  readonly token: string | undefined;
  /** Whether a GET without it is answered. */
  readonly isOpen: boolean;
}

function refused(status: number, type: string, details: string): Asked {
  return { kind: "refused", answer: refusal(status, type, details) };
}

/** Compared in a time that tells nothing. */
function isToken(given: string | null, token: string | undefined): boolean {
  if (given === null || token === undefined) return false;
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function judgeGet(path: string): Asked {
  if (path === "/v1/status") return { kind: "status" };
  const { id } = /^\/v1\/commands(?:\/(?<id>[\da-f-]{0,36}))?$/u.exec(path)?.groups ?? {};
  if (path === "/v1/commands" || id === "") return { kind: "list" };
  return id === undefined ? refused(404, "NotFound", "There is nothing at this address.") : { kind: "one", id };
}

/** `hasToken` says whether the request showed the secret. */
export function readRequest(
  method: string | undefined,
  target: string | undefined,
  { token, isOpen }: Access,
): { readonly asked: Asked; readonly hasToken: boolean } {
  const base = "https://agent.invalid";
  if (target === undefined || !target.startsWith("/") || !URL.canParse(base + target))
    return { asked: refused(400, "InvalidContent", "The address is none."), hasToken: false };
  const { pathname, searchParams } = new URL(base + target);
  const given = searchParams.get("agent_token");
  const hasToken = isToken(given, token);
  const stranger = refused(401, "Unauthorized", "Token invalid: agent_token is missing or not that of this node.");
  if (method === "GET" || method === "HEAD") {
    const isWelcome = hasToken || (given === null && isOpen);
    return { asked: isWelcome ? judgeGet(pathname) : stranger, hasToken };
  }
  const isCommand = /^\/v1\/commands\/?$/u.test(pathname);
  if (method !== "POST" || !isCommand)
    return {
      asked: refused(isCommand ? 405 : 404, "NotFound", "There is nothing that can be done at this address."),
      hasToken,
    };
  const wait = searchParams.get("wait")?.toLowerCase() === "true";
  return { asked: hasToken ? { kind: "run", wait } : stranger, hasToken };
}

export interface Wanted {
  /** Such as `deploy.execute_deploy_step`. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The command that a body asks for, or what is wrong with it. */
export function readWanted(text: string): Wanted | Answer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refusal(400, "InvalidContent", "The body is no JSON.");
  }
  const { name, params } = isObject(value) ? value : {};
  if (typeof name !== "string" || !isObject(params))
    return refusal(400, "InvalidContent", "A command has a name and the object params.");
  return { name, parameters: params };
}
