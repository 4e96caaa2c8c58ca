/** Says to a registry who asks, once it wants to know: by a user and a password, or by a token that another server gives for them. */
import { BareonError } from "../../base/errors.ts";
import { redact } from "../../base/command.ts";
import { type Challenge, parseChallenges } from "../../formats/challenge.ts";
import { type Credentials, findCredentials } from "../../formats/registry-credentials.ts";
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
): Promise<Credentials | undefined> {
  if (authFile === undefined) return undefined;
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
  credentials: Credentials | undefined,
): Promise<string> {
  const { caFile, address } = request;
  const what = `the token for ${address.registry}`;
  const url = tokenAddress(challenge, request);
  const headers = credentials === undefined ? [] : [basic(credentials)];
  const login = { headers: () => headers, answer: async () => false, hint: hintFor(request) };
  const { bytes } = await readStart(ctx, { what, url, caFile, isWhole: true, login }, longestText);
  const token = parseToken(bytes);
  if (token === undefined) throw new BareonError("failure", `${what}: the server's answer has none`);
  return token;
}

function hintFor({ authFile, address: { registry } }: LoginRequest): string {
  return authFile === undefined
    ? `The registry ${registry} may want credentials, and no file of them is named.`
    : `Do the credentials for ${registry} in ${authFile} allow to read this image, and is there one of that name?`;
}

/** What is said is kept for all requests of one image; a token that has expired is asked for anew. */
export function openLogin(request: LoginRequest): Login {
  let headers: readonly string[] = [];
  const answer = async (ctx: Context, { headers: answered, isRedirected }: AnswerHead): Promise<boolean> => {
    // Another server would say where the registry's credentials are sent to.
    if (isRedirected) return false;
    const challenges = parseChallenges(answered.get("www-authenticate") ?? "");
    const credentials = await readCredentials(ctx, request);
    const bearer = challenges.find(({ scheme }) => scheme === "bearer");
    if (bearer !== undefined) {
      headers = [`Authorization: Bearer ${await fetchToken(ctx, bearer, request, credentials)}`];
      return true;
    }
    const isBasic = challenges.some(({ scheme }) => scheme === "basic");
    if (!isBasic || credentials === undefined) return false;
    headers = [basic(credentials)];
    return true;
  };
  return { headers: () => headers, answer, hint: hintFor(request) };
}
