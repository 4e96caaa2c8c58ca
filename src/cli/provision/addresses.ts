/** Addresses of an update from a document in place of the command line, which every user of the machine can see. */
import { BareonError } from "../../base/errors.ts";
import { addressNames } from "../../programs/bareon-provision.ts";
import type { Context } from "../../host/host.ts";
import { parseDocument, readSource } from "../input.ts";
import { suggest } from "../suggest.ts";
import { textOf, type Values } from "./deploy-source.ts";
import { keyOf } from "./file-settings.ts";

/** The option of that key. Throws BareonError "invalid" for what is no address, "usage" for one that the command line has as well. */
function readAddress(file: string, values: Values, key: string, value: unknown): [string, string] {
  const name = addressNames.find((one) => keyOf(one) === key);
  if (name === undefined) {
    const nearest = suggest(key, addressNames.map(keyOf));
    throw new BareonError("invalid", `${file}: there is no address ${JSON.stringify(key)}.`, {
      hint: nearest === undefined ? `There are ${addressNames.map(keyOf).join(", ")}.` : `Did you mean ${nearest}?`,
    });
  }
  if (typeof value !== "string" || value === "") throw new BareonError("invalid", `${file}: ${key} is no text.`);
  if (values.has(name))
    throw new BareonError("usage", `${file} has ${key}, and the command line has --${name} as well.`);
  return [name, value];
}

/** The values with those of the document that --addresses names. Throws BareonError "invalid" and "usage". */
export async function withAddresses(ctx: Context, values: Values): Promise<Values> {
  const path = textOf(values, "addresses");
  if (path === undefined) return values;
  const source = await readSource(ctx, { path, option: "addresses" });
  const document = await parseDocument(source);
  if (typeof document !== "object" || document === null || Array.isArray(document))
    throw new BareonError("invalid", `${source.name} is no object with addresses.`, {
      hint: 'It is like {"source": "https://user:password@images.example.net/blue-2.tar.zst"}.',
    });
  const addresses = Object.entries(document).map(([key, value]) => readAddress(source.name, values, key, value));
  return new Map([...values, ...addresses]);
}
