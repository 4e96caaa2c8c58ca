/** A certificate authority of the test's own, and the certificates that it signs; made by openssl. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

/** What a server shows. */
export interface Identity {
  readonly key: Buffer;
  readonly cert: Buffer;
}

export interface Authority {
  /** Its certificate: whoever trusts this file trusts what it signs. */
  readonly caFile: string;
  /** A certificate for `IP:127.0.0.1` or `DNS:name`; one that is valid for less than no day has expired. */
  sign(name: string, days?: number): Promise<Identity>;
}

const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** Keeps its files in the folder, all of which begin with `label`. */
export async function createAuthority(folder: string, label = "ca"): Promise<Authority> {
  const openssl = async (...args: string[]): Promise<void> => void (await execa("openssl", args, { cwd: folder }));
  const key = `${label}.key`;
  const cert = `${label}.pem`;
  await openssl(
    "req",
    "-x509",
    ...newKey,
    "-keyout",
    key,
    "-out",
    cert,
    "-days",
    "2",
    "-subj",
    `/CN=test authority ${label}`,
  );
  let signed = 0;
  return {
    caFile: join(folder, cert),
    async sign(name, days = 1) {
      signed += 1;
      const files = { key: `${label}-${signed}.key`, csr: `${label}-${signed}.csr`, cert: `${label}-${signed}.pem` };
      await openssl(
        "req",
        ...newKey,
        "-keyout",
        files.key,
        "-out",
        files.csr,
        "-subj",
        "/CN=test",
        "-addext",
        `subjectAltName=${name}`,
      );
      await openssl(
        "x509",
        "-req",
        "-in",
        files.csr,
        "-CA",
        cert,
        "-CAkey",
        key,
        "-days",
        String(days),
        "-copy_extensions",
        "copy",
        "-out",
        files.cert,
      );
      return { key: await readFile(join(folder, files.key)), cert: await readFile(join(folder, files.cert)) };
    },
  };
}
