/** Debian's registry on this machine, by TLS and with a password, and skopeo to fill it; needs root. */
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { insideFolder, openRegistryTools, type RegistryTools } from "../systems/registry-tools.ts";
import { freePort, until } from "./port.ts";
import { createAuthority } from "./tls.ts";

const user = { name: "deployer", password: "secret" };

export interface DebianRegistry extends AsyncDisposable {
  readonly port: number;
  /** That of the authority that signed for the registry. */
  readonly caFile: string;
  readonly tools: RegistryTools;
  /** The text of a file of credentials for the registry by that address. */
  readonly authFor: (host: string) => string;
  /** Copies an image of the layout in the folder, by its name there, to team/os by the same name. */
  readonly push: (layout: string, ref: string) => Promise<void>;
  /** The file in which the registry has a blob. */
  readonly blobFile: (digest: string) => string;
}

/** Keeps all that it has in the folder; guests find it at 10.0.2.2, which its certificate names, too. */
export async function startDebianRegistry(folder: string): Promise<DebianRegistry> {
  const tools = await openRegistryTools(folder);
  const at = (name: string): string => join(folder, name);
  const port = await freePort();
  const authority = await createAuthority(folder);
  const { key, cert } = await authority.sign("IP:127.0.0.1,IP:10.0.2.2");
  await mkdir(at("trust"));
  await copyFile(authority.caFile, at("trust/ca.crt"));
  await writeFile(at("key.pem"), key);
  await writeFile(at("cert.pem"), cert);
  const crypt = `print crypt("${user.password}", "\\$2b\\$05\\$" . "abcdefghijklmnopqrstuu")`;
  await writeFile(at("htpasswd"), `${user.name}:${(await execa("perl", ["-e", crypt])).stdout}\n`);
  const auth = Buffer.from(`${user.name}:${user.password}`).toString("base64");
  const authFor = (host: string): string => JSON.stringify({ auths: { [`${host}:${port}`]: { auth } } });
  await writeFile(at("push.json"), authFor("127.0.0.1"));
  const config = {
    version: 0.1,
    log: { level: "error" },
    storage: { filesystem: { rootdirectory: `${insideFolder}/registry` } },
    http: {
      addr: `127.0.0.1:${port}`,
      secret: "x",
      tls: { certificate: `${insideFolder}/cert.pem`, key: `${insideFolder}/key.pem` },
    },
    auth: { htpasswd: { realm: "test", path: `${insideFolder}/htpasswd` } },
  };
  await writeFile(at("registry.yml"), JSON.stringify(config));
  const server = tools.start("docker-registry", "serve", `${insideFolder}/registry.yml`);
  await until("the registry", 60, async () => {
    server.check();
    const asked = ["--silent", "--cacert", authority.caFile, `https://127.0.0.1:${port}/v2/`];
    return (await execa("curl", asked, { reject: false })).exitCode === 0;
  });
  const access = ["--authfile", `${insideFolder}/push.json`, "--dest-cert-dir", `${insideFolder}/trust`];
  return {
    ...{ port, caFile: authority.caFile, tools, authFor },
    push: async (layout, ref) =>
      void (await tools.run(
        ...["skopeo", "copy", ...access, `oci:${insideFolder}/${layout}:${ref}`],
        `docker://127.0.0.1:${port}/team/os:${ref}`,
      )),
    blobFile: (digest) => {
      const hex = digest.replace("sha256:", "");
      return at(`registry/docker/registry/v2/blobs/sha256/${hex.slice(0, 2)}/${hex}/data`);
    },
    [Symbol.asyncDispose]: async () => await server[Symbol.asyncDispose](),
  };
}
