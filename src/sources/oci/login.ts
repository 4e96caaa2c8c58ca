/** Says to a registry who asks, once it wants to know: by a user and a password, or by a token that another server gives for them. */
import { BareonError } from "../../base/errors.ts";
import { redact } from "../../base/command.ts";
import { type Challenge, parseChallenges } from "../../formats/challenge.ts";
import { type Credentials, findCredentials, type FoundCredentials } from "../../formats/registry-credentials.ts";
import type { Context } from "../../host/host.ts";
import type { AnswerHead } from "../../programs/curl.ts";
import type { Download, Login } from "../file/connection.ts";
import { readStart } from "../file/download.ts";
import type { RegistryAddress } from "./spec/address.ts";

/** Bytes of the longest file of credentials, and of the longest answer with a token. */
const longestText = 1024 * 1024;

/** What every request to a registry, or on its behalf, has in common. */
export type RegistryRequest = Pick<Download, "caFile" | "rate">;

export interface LoginRequest extends RegistryRequest {
  readonly address: RegistryAddress;
  /** The file with the credentials; undefined for none. */
  readonly authFile: string | undefined;
  readonly plainHttp: boolean;
}

async function readCredentials(
  { host }: Context,
  { authFile, address: { registry, repository } }: LoginRequest,
): Promise<FoundCredentials> {
  if (authFile === undefined) return { credentials: undefined, helper: undefined };
  const text = await host.readText(authFile, longestText);
  if (text === undefined)
    throw new BareonError("failure", `the file of credentials, ${authFile}, is not there`, {
      hint: "podman login, skopeo login and docker login write such a file.",
    });
  try {
    return findCredentials(text, registry, repository);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new BareonError("failure", `the file of credentials, ${authFile}, cannot be used: ${error.message}`);
  }
}

function basic({ user, password }: Credentials): string {
  return `Authorization: Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** The address at which a token is given. Throws BareonError "failure" for one without TLS that nobody allowed. */
function tokenAddress({ parameters }: Challenge, { address, plainHttp }: LoginRequest): string {
  const realm = parameters.get("realm") ?? "";
  if (
    !(plainHttp ? /^https?:\/\/[^\s/?#@]+(?:[/?][^\s#]*)?$/iu : /^https:\/\/[^\s/?#@]+(?:[/?][^\s#]*)?$/iu).test(realm)
  )
    throw new BareonError(
      "failure",
      `the registry ${address.registry} sends to ${JSON.stringify(redact(realm).slice(0, 300))} for a token, which is no address by https://`,
    );
  const service = parameters.get("service");
  const query = new URLSearchParams({
    ...(service === undefined ? {} : { service }),
    scope: parameters.get("scope") ?? `repository:${address.repository}:pull`,
  });
  return `${realm}${realm.includes("?") ? "&" : "?"}${query.toString()}`;
}

/** Distribution specification, token authentication: both names are in use. */
function parseToken(bytes: Uint8Array): string | undefined {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
  const { token, access_token: other } = (document ?? {}) as Readonly<Record<string, unknown>>;
  const found = token ?? other;
  // A line end in it would begin another header.
  return typeof found === "string" && /^[!-~]+$/u.test(found) ? found : undefined;
}

async function fetchToken(
  ctx: Context,
  challenge: Challenge,
  request: LoginRequest,
  { credentials, helper }: FoundCredentials,
): Promise<string> {
  const { caFile, address } = request;
  const what = `the token for ${address.registry}`;
  const url = tokenAddress(challenge, request);
  const headers = credentials === undefined ? [] : [basic(credentials)];
  const login = { headers: () => headers, answer: async () => false, hint: () => hintFor(request, helper) };
  const { bytes } = await readStart(ctx, { what, url, caFile, isWhole: true, login }, longestText);
  const token = parseToken(bytes);
  if (token === undefined) throw new BareonError("failure", `${what}: the server's answer has none`);
  return token;
}

/** `helper` is the program that keeps the credentials. It is not asked: a ramdisk has none, and such a file comes from elsewhere. */
function hintFor({ authFile, address: { registry } }: LoginRequest, helper?: string): string {
  if (authFile !== undefined && helper !== undefined)
    return `The credentials for ${registry} are not in ${authFile}, but kept by the program ${JSON.stringify(helper.slice(0, 100))}, which is not asked: write a file that has them, with podman login --authfile FILE.`;
  return authFile === undefined
    ? `The registry ${registry} may want credentials, and no file of them is named.`
    : `Do the credentials for ${registry} in ${authFile} allow to read this image, and is there one of that name?`;
}

/** What is said is kept for all requests of one image; a token that has expired is asked for anew. */
export function openLogin(request: LoginRequest): Login {
  let headers: readonly string[] = [];
  let hint = hintFor(request);
  const answer = async (ctx: Context, { headers: answered, isRedirected }: AnswerHead): Promise<boolean> => {
    // Another server would say where the registry's credentials are sent to.
    if (isRedirected) return false;
    const challenges = parseChallenges(answered.get("www-authenticate") ?? "");
    const found = await readCredentials(ctx, request);
    const { credentials, helper } = found;
    hint = hintFor(request, helper);
    const bearer = challenges.find(({ scheme }) => scheme === "bearer");
    if (bearer !== undefined) {
      headers = [`Authorization: Bearer ${await fetchToken(ctx, bearer, request, found)}`];
      return true;
    }
    const isBasic = challenges.some(({ scheme }) => scheme === "basic");
    if (!isBasic || credentials === undefined) return false;
    headers = [basic(credentials)];
    return true;
  };
  return { headers: () => headers, answer, hint: () => hint };
}
