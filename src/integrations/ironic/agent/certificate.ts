/** The certificate of the agent's server: made anew for a host, and signed by itself, since Ironic is told it and trusts it alone. */
import { BareonError } from "../../../base/errors.ts";
import type { Context } from "../../../host/host.ts";
import { makeKey, renderAuthority, signItself } from "../../../programs/openssl.ts";

export interface Certificate {
  /** The name or address of which it is. */
  readonly host: string;
  /** Both as PEM. */
  readonly certificate: string;
  readonly key: string;
}

/** Makes it in the folder, which is root's alone. Throws BareonError "failure". */
export async function makeCertificate({ host }: Context, folder: string, name: string): Promise<Certificate> {
  const path = (name: string): string => `${folder}/${name}`;
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
