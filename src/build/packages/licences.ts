/** The copyright file of packages: the licences of bareon, of every npm package in the executable, and of Node. */
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");

export interface LicencedPart {
  readonly name: string;
  readonly version: string;
  /** As SPDX writes it. */
  readonly licence: string;
  readonly text: string;
}

async function licenceText(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => /^(?:licen[cs]e|copying)/iu.test(name)).sort();
  if (names.length === 0) throw new Error(`${folder} has no file with its licence`);
  return (await Promise.all(names.map(async (name) => (await readFile(join(folder, name), "utf8")).trim()))).join(
    "\n\n",
  );
}

/** The package in a folder of node_modules. */
export async function readPart(folder: string): Promise<LicencedPart> {
  const manifest = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const { name, version, license } = manifest;
  if (license === undefined) throw new Error(`${folder}/package.json names no licence`);
  return { name, version, licence: license, text: await licenceText(join(root, folder)) };
}

/** The licence of a Node binary, which lies at the top of what it was unpacked from. */
export async function readNodeLicence(node: string): Promise<string> {
  return (await readFile(join(dirname(dirname(node)), "LICENSE"), "utf8")).trim();
}

const line = "=".repeat(78);

export function renderCopyright(parts: readonly LicencedPart[], nodeVersion: string, nodeLicence: string): string {
  const sections = [
    `bareon

Copyright: the bareon authors
License: Apache-2.0

Licensed under the Apache License, Version 2.0. On Debian systems its complete text is in
/usr/share/common-licenses/Apache-2.0; elsewhere it is at https://www.apache.org/licenses/LICENSE-2.0

The programs are one executable, which has in it Node.js and parts of npm packages. Their licences follow.`,
    ...parts.map(({ name, version, licence, text }) => `${name} ${version}\nLicense: ${licence}\n\n${text}`),
    `Node.js ${nodeVersion}\n\n${nodeLicence}`,
  ];
  return `${sections.join(`\n\n${line}\n`)}\n`;
}
