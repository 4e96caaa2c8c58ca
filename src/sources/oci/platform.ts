/** For which machines a container image is, and which of an index suits this one. */
import { BareonError } from "../../base/errors.ts";
import type { Descriptor, Platform } from "../../formats/oci-documents.ts";
import type { Context } from "../../host/host.ts";
import { showArchitecture } from "../../programs/coreutils.ts";

/** What this machine can run. */
export interface NodePlatform {
  readonly architecture: string;
  /** The variants of it, the one that every such machine can run first; an image without one is that too. */
  readonly variants: readonly string[];
}

/** The architectures of Go by the names of the kernel. */
const architectures: Readonly<Record<string, string>> = {
  x86_64: "amd64",
  aarch64: "arm64",
  ppc64le: "ppc64le",
  s390x: "s390x",
  riscv64: "riscv64",
};

/** What a processor has to have for each level of x86-64 above the first, as /proc/cpuinfo calls it. */
const levels: readonly (readonly string[])[] = [
  ["cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"],
  ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"],
  ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"],
];

/** Of /proc/cpuinfo; every processor of a machine has the same. */
export function levelsOf(cpuinfo: string): string[] {
  const flags = new Set(/^flags\s*:(?<flags>.*)$/mu.exec(cpuinfo)?.groups?.["flags"]?.split(" "));
  const missing = levels.findIndex((level) => !level.every((flag) => flags.has(flag)));
  const count = missing < 0 ? levels.length : missing;
  return ["v1", ...Array.from({ length: count }, (_, index) => `v${index + 2}`)];
}

export async function readNodePlatform({ host }: Context): Promise<NodePlatform> {
  const machine = (await host.run(showArchitecture())).stdout.trim();
  const architecture = architectures[machine] ?? machine;
  if (architecture === "amd64")
    return { architecture, variants: levelsOf((await host.readText("/proc/cpuinfo")) ?? "") };
  return { architecture, variants: architecture === "arm64" ? ["v8"] : [] };
}

export function renderPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === "" ? [] : [variant])].map((part) => part || "?").join("/");
}

/** How well it suits: 0 for what every such machine runs, more for what needs more of it; undefined if it does not. */
function rank({ os, architecture, variant }: Platform, node: NodePlatform): number | undefined {
  if (os !== "linux" || architecture !== node.architecture) return undefined;
  if (variant === "") return 0;
  const index = node.variants.indexOf(variant);
  return index < 0 ? undefined : index;
}

function refuse(what: string, found: readonly string[], node: NodePlatform): never {
  const own = renderPlatform({ os: "linux", architecture: node.architecture, variant: node.variants.at(-1) ?? "" });
  throw new BareonError("failure", `${what} is for ${found.join(", ") || "no machine"}, and this machine is ${own}`, {
    hint: "Name an image for this machine.",
  });
}

/** The one of an index that asks least of the machine. Throws BareonError "failure" if none suits. */
export function chooseManifest(what: string, manifests: readonly Descriptor[], node: NodePlatform): Descriptor {
  const [only, ...more] = manifests;
  // Its config says which machine it is for.
  if (only !== undefined && more.length === 0 && only.platform === undefined) return only;
  const suited = manifests.flatMap((manifest) => {
    const found = manifest.platform === undefined ? undefined : rank(manifest.platform, node);
    return found === undefined ? [] : [{ manifest, found }];
  });
  const [best] = suited.toSorted((one, other) => one.found - other.found);
  if (best !== undefined) return best.manifest;
  const platforms = manifests.map(({ platform }) => (platform === undefined ? "?" : renderPlatform(platform)));
  return refuse(what, [...new Set(platforms)].slice(0, 20), node);
}

/** Throws BareonError "failure" for an image that is for other machines. */
export function checkPlatform(what: string, platform: Platform, node: NodePlatform): void {
  if (rank(platform, node) === undefined) refuse(what, [renderPlatform(platform)], node);
}
