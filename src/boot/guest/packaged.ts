/** Whether a system has the programs from a package, and of which version: that of a deploy and that of a package are not both kept. */
import { readTextInRoot } from "../../host/path-in-root.ts";
import type { Host } from "../../host/host.ts";

export const packageFormats = ["deb", "rpm", "archive"] as const;

export interface Packaged {
  readonly format: (typeof packageFormats)[number];
  /** As in package.json. */
  readonly version: string;
}

/** Every package has it: one line with its format and its version. */
export const packageFile = "/usr/lib/bareon/package";

export function renderPackage({ format, version }: Packaged): string {
  return `${format} ${version}\n`;
}

export function parsePackage(text: string): Packaged | undefined {
  const [name = "", version = ""] = text.trimEnd().split(" ");
  const format = packageFormats.find((one) => one === name);
  const isVersion = /^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]{1,64})?$/u.test(version);
  return format === undefined || !isVersion ? undefined : { format, version };
}

/** Undefined if the tree has no package of them, or says nothing of it that can be understood. */
export async function readPackage(host: Host, root: string): Promise<Packaged | undefined> {
  const text = await readTextInRoot(host, root, packageFile, 256);
  return text === undefined ? undefined : parsePackage(text);
}

function compareParts(one: string, other: string): number {
  const [isNumber, isOther] = [/^\d+$/u.test(one), /^\d+$/u.test(other)];
  if (isNumber && isOther) return Math.sign(Number(one) - Number(other));
  if (isNumber !== isOther) return isNumber ? -1 : 1;
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Negative if the first is the older version, as semver.org orders them (rule 11): 1.0.0-rc.2 is older than 1.0.0. */
export function compareVersions(one: string, other: string): number {
  const split = (version: string): [string[], string[]] => {
    const dash = version.indexOf("-");
    const [core, rest] = dash < 0 ? [version, ""] : [version.slice(0, dash), version.slice(dash + 1)];
    return [core.split("."), rest === "" ? [] : rest.split(".")];
  };
  const [[core, rest], [otherCore, otherRest]] = [split(one), split(other)];
  const compare = (parts: readonly string[], others: readonly string[]): number => {
    for (let index = 0; index < Math.min(parts.length, others.length); index += 1) {
      const order = compareParts(parts[index] ?? "", others[index] ?? "");
      if (order !== 0) return order;
    }
    return Math.sign(parts.length - others.length);
  };
  const order = compare(core, otherCore);
  if (order !== 0) return order;
  if (rest.length === 0 || otherRest.length === 0) return Math.sign(otherRest.length - rest.length);
  return compare(rest, otherRest);
}
