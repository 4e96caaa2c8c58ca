/** openssl(1): hashes of passwords, and a certificate that signs itself. */
import type { Command } from "../base/command.ts";

/** Prints the SHA-512 hash of a password as crypt(3) has it, with a salt of its own each time; the password goes in by standard input alone. */
export function hashPassword(password: string): Command {
  return { program: "openssl", args: ["passwd", "-6", "-stdin"], input: `${password}\n` };
}

/** Undefined for output of another form. */
export function parsePasswordHash(output: string): string | undefined {
  return /^(?<hash>\$6\$[./0-9A-Za-z]{1,16}\$[./0-9A-Za-z]{86})\s*$/u.exec(output)?.groups?.["hash"];
}

/** Where a certificate is made: its configuration, the private key and the request. */
export interface CertificateFiles {
  readonly config: string;
  readonly key: string;
  readonly request: string;
}

/**
 * The configuration with which a certificate for a host, mostly an IP address, signs itself (req(1), ca(1), x509v3_config(5)). The index in the folder has to
 * be empty. The extensions are those that a strict verification asks of an authority (X509_V_FLAG_X509_STRICT).
 */
export function renderAuthority(folder: string, host: string): string {
  const kind = /^[\d.]+$|:/u.test(host) ? "IP" : "DNS";
  return `[req]
distinguished_name = name
prompt = no

[name]
CN = bareon-provision agent

[ca]
default_ca = own

[own]
database = ${folder}/index.txt
new_certs_dir = ${folder}
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
x509_extensions = server

[any]
commonName = supplied

[server]
basicConstraints = critical, CA:true
keyUsage = critical, digitalSignature, keyCertSign
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = ${kind}:${host}
`;
}

/** Makes a private key, which only its owner may read, and a request for a certificate. */
export function makeKey({ config, key, request }: CertificateFiles): Command {
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  return { program: "openssl", args: ["req", "-new", "-config", config, ...curve, "-keyout", key, "-out", request] };
}

/** Prints the certificate as PEM. It is valid at any time that a clock which was never set may show. */
export function signItself({ config, key, request }: CertificateFiles): Command {
  const validity = ["-startdate", "20000101000000Z", "-enddate", "20491231235959Z"];
  return {
    program: "openssl",
    args: ["ca", "-batch", "-notext", "-selfsign", "-config", config, ...validity, "-keyfile", key, "-in", request],
  };
}
