/**
 * The certificate of the agent's server: made for a host, and signed by itself, since Ironic is told it and trusts it alone. Ironic takes
 * neither another certificate nor another address of a node while it works on that (ironic/drivers/modules/agent_base.py,
 * ironic/api/controllers/v1/ramdisk.py), so both stay as long as they can, also for an agent that is started again.
 */
import { BareonError } from "../../../base/errors.ts";
import type { Context } from "../../../host/host.ts";
import { parseAddresses, showAddresses } from "../../../programs/ip.ts";
import { makeKey, renderAuthority, signItself } from "../../../programs/openssl.ts";
import { isObject } from "./node-config.ts";

export interface Certificate {
  /** The name or address of which it is. */
  readonly host: string;
  /** Both as PEM. */
  readonly certificate: string;
  readonly key: string;
}

/** Bytes of the file in which they are kept. */
const longestFile = 1024 * 1024;

function isCertificate(value: unknown): value is Certificate {
  return isObject(value) && ["host", "certificate", "key"].every((name) => typeof value[name] === "string");
}

function keptPath(folder: string): string {
  return `${folder}/certificates`;
}

/** Those that were told in this boot, the last one last; none if the file says nothing that can be understood. */
async function readKept({ host }: Context, folder: string): Promise<readonly Certificate[]> {
  try {
    const value: unknown = JSON.parse((await host.readText(keptPath(folder), longestFile)) ?? "[]");
    return Array.isArray(value) ? value.filter(isCertificate) : [];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof BareonError) return [];
    throw error;
  }
}

/** Makes it in the folder, which is root's alone. Throws BareonError "failure". */
async function makeCertificate({ host }: Context, folder: string, name: string): Promise<Certificate> {
  const path = (file: string): string => `${folder}/${file}`;
  const files = { config: path("openssl.cnf"), key: path("key.pem"), request: path("request.pem") };
  await host.writeFile(files.config, renderAuthority(folder, name), 0o600);
  await host.writeFile(path("index.txt"), "", 0o600);
  await host.run(makeKey(files));
  const { stdout: certificate } = await host.run(signItself(files));
  const key = await host.readText(files.key);
  if (key === undefined || !certificate.startsWith("-----BEGIN CERTIFICATE-----"))
    throw new BareonError("failure", "openssl made no certificate for the agent's server.");
  return { host: name, certificate, key };
}

/** The one of this boot for that host, else a new one. Throws BareonError "failure". */
export async function certificateFor(ctx: Context, folder: string, name: string): Promise<Certificate> {
  const kept = await readKept(ctx, folder);
  const certificate = kept.find(({ host }) => host === name) ?? (await makeCertificate(ctx, folder, name));
  const others = kept.filter(({ host }) => host !== name);
  await ctx.host.writeFile(keptPath(folder), JSON.stringify([...others, certificate]), 0o600);
  return certificate;
}

/** The address that was told last, if the machine still has it; else that of the last connection to Ironic. */
export async function addressToTell(ctx: Context, folder: string, localAddress: string): Promise<string> {
  const told = (await readKept(ctx, folder)).at(-1)?.host;
  if (told === undefined || told === localAddress) return localAddress;
  const interfaces = parseAddresses((await ctx.host.run(showAddresses())).stdout);
  return interfaces.some(({ addresses }) => addresses.includes(told)) ? told : localAddress;
}
