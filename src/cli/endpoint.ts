/** The address that is told what happens: from the words of the command line and of the configuration file, and from the files that they name. */
import { withoutSecrets } from "../base/command.ts";
import { BareonError } from "../base/errors.ts";
import { settingsFile } from "../base/places.ts";
import type { Context, Endpoint, Host } from "../host/host.ts";
import { refuseOthersFile } from "../host/local/unnamed-file.ts";
import { readIniSettings } from "./ini-settings.ts";

/** The values of the options; undefined where nothing is said. */
export interface EndpointWords {
  readonly url: string | undefined;
  readonly keyFile: string | undefined;
  readonly caFile: string | undefined;
}

const option = "--event-url";

/** Bytes of the file with the address, and letters of an address. */
const longestAddress = 4096;
/** Bytes of a key: fewer are guessed, and more are no key. */
const [shortestKey, longestKey] = [16, 4096];

function refuse(message: string, hint?: string): BareonError {
  return new BareonError("usage", message, hint === undefined ? {} : { hint });
}

/** Throws BareonError "usage" for an address on the command line that shows a secret: every user of the machine sees it in the list of processes. */
export function refuseShownSecret(url: string | undefined): void {
  if (url === undefined || withoutSecrets(url).leftOut.length === 0) return;
  throw refuse(
    `${option}: the address has a password or a query, which every user of this machine could read in the list of processes.`,
    `Write the address into a file that root alone can read, and name that: ${option} /etc/bareon/event-url`,
  );
}

/** Throws BareonError "usage" for other options of it without an address. */
export function refuseIncomplete({ url, keyFile, caFile }: EndpointWords): void {
  const word = keyFile === undefined ? (caFile === undefined ? undefined : "ca") : "key";
  if (url === undefined && word !== undefined) throw refuse(`--event-${word}-file goes with ${option}.`);
}

type Files = Pick<Host, "facts" | "readFile" | "readText">;

/** The address itself, or the first line of the file. */
async function readAddress(host: Files, place: string): Promise<string> {
  const isFile = place.startsWith("/");
  const text = isFile ? await host.readText(place, longestAddress) : place;
  if (text === undefined) throw refuse(`${option}: there is no file ${place}.`);
  const address = (isFile ? text.split("\n")[0] : text)?.trim() ?? "";
  if (address.length <= longestAddress && /^https?:\/\/[^\s\p{Cc}/?#][^\s\p{Cc}]*$/iu.test(address)) return address;
  const what = isFile ? `The first line of ${place}` : "What is named";
  throw refuse(
    `${option}: ${what} is no address that begins with http:// or https://.`,
    isFile ? undefined : "Name such an address, or the absolute path of a file with it.",
  );
}

/** The bytes of the file without the newline at its end. */
async function readKey(host: Files, file: string): Promise<Uint8Array> {
  const bytes = await host.readFile(file, longestKey);
  if (bytes === undefined) throw refuse(`--event-key-file: there is no file ${file}.`);
  const facts = await host.facts(file);
  if (facts?.kind === "file" && (facts.mode & 0o077) !== 0)
    throw refuse(`--event-key-file: others than its owner can read or write ${file}.`, `chmod 600 ${file}`);
  const end = bytes.at(-1) === 10 ? (bytes.at(-2) === 13 ? 2 : 1) : 0;
  const key = bytes.subarray(0, bytes.length - end);
  if (key.length >= shortestKey) return key;
  throw refuse(
    `--event-key-file: the key in ${file} has ${key.length} bytes, and needs ${shortestKey} at least.`,
    `openssl rand -hex 32 >${file}`,
  );
}

/** Undefined without an address. Throws BareonError "usage", and "failure" for files that cannot be read. */
export async function readEndpoint(host: Files, words: EndpointWords): Promise<Endpoint | undefined> {
  const { url: place, keyFile, caFile } = words;
  if (place === undefined) return undefined;
  const url = await readAddress(host, place);
  const key = keyFile === undefined ? undefined : await readKey(host, keyFile);
  if (caFile !== undefined && (await host.facts(caFile)) === undefined)
    throw refuse(`--event-ca-file: there is no file ${caFile}.`);
  return { url, key, caFile };
}

/** What the usual configuration file says of it, if root alone has written that. Throws BareonError. */
export async function readUsualWords(host: Files): Promise<EndpointWords> {
  const nothing = { url: undefined, keyFile: undefined, caFile: undefined };
  if ((await host.facts(settingsFile)) === undefined) return nothing;
  await refuseOthersFile(settingsFile, "It is not read.");
  const settings = await readIniSettings(host, settingsFile);
  return {
    url: settings.get("event-url"),
    keyFile: settings.get("event-key-file"),
    caFile: settings.get("event-ca-file"),
  };
}

/**
 * The endpoint of a command that is done whatever becomes of telling it: that of the words, else that of the usual configuration file, of
 * which what is wrong is a warning. Throws BareonError "usage" for wrong words alone.
 */
export async function findEndpoint(ctx: Context, words: EndpointWords): Promise<Endpoint | undefined> {
  refuseIncomplete(words);
  refuseShownSecret(words.url);
  if (words.url !== undefined) return await readEndpoint(ctx.host, words);
  try {
    return await readEndpoint(ctx.host, await readUsualWords(ctx.host));
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    ctx.report({ event: "warning", message: `${settingsFile}: nothing is sent to ${option}: ${error.message}` });
    return undefined;
  }
}
