/** The SELinux labels of one mounted tree: whether it has any, the label of what is new in it, and whether some are missing. */
import { dirname } from "node:path";
import { BareonError } from "../base/errors.ts";
import { parseAttributes, selinuxLabel, setAttribute, showAttributes } from "../programs/attr.ts";
import type { Host } from "./host.ts";
import { readTextInRoot, resolveInRoot } from "./path-in-root.ts";

export interface Labels {
  /** The label of a place that is there; undefined if it has none. */
  of(place: string): Promise<string | undefined>;
  /** Gives something new the label, or else that of its folder, as the kernel does where a policy has no other rule. */
  give(place: string, label: string | undefined): Promise<void>;
  /** Whether the system works with labels and lacks some. */
  areNeeded(): Promise<boolean>;
}

/** The settings do not switch SELinux off, and the policy that they name is there. */
async function hasPolicy(host: Host, root: string): Promise<boolean> {
  const settings = (await readTextInRoot(host, root, "/etc/selinux/config")) ?? "";
  const valueOf = (key: string): string | undefined =>
    settings
      .split("\n")
      .findLast((line) => line.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .trim();
  const mode = valueOf("SELINUX")?.toLowerCase();
  if (mode !== "enforcing" && mode !== "permissive") return false;
  const contexts = `/etc/selinux/${valueOf("SELINUXTYPE") ?? "targeted"}/contexts/files`;
  return (await host.facts(await resolveInRoot(host, root, contexts)))?.kind === "directory";
}

async function readLabel(host: Host, place: string): Promise<string | undefined> {
  return parseAttributes((await host.run(showAttributes(place))).stdout).get(selinuxLabel);
}

/** Folders of which one has a label if the tree has labels. */
const asked = ["/", "/etc", "/usr"];

async function hasLabels(host: Host, root: string): Promise<boolean> {
  if (!(await host.hasProgram("getfattr"))) return false;
  for (const path of asked) {
    const place = await resolveInRoot(host, root, path);
    if ((await host.facts(place)) !== undefined && (await readLabel(host, place)) !== undefined) return true;
  }
  return false;
}

/** Most trees have no labels: whether this one has is asked once, when something is first written. */
export function openLabels(host: Host, root: string): Labels {
  let used: Promise<boolean> | undefined;
  let missing = false;
  const areUsed = async (): Promise<boolean> => await (used ??= hasLabels(host, root));
  return {
    of: async (place) => ((await areUsed()) ? await readLabel(host, place) : undefined),
    async give(place, given) {
      if (!(await areUsed())) return;
      const label = given ?? (await readLabel(host, dirname(place)));
      const isGiven =
        label !== undefined &&
        (await host.run(setAttribute(place, selinuxLabel, label)).then(
          () => true,
          (error: unknown) => {
            if (!(error instanceof BareonError)) throw error;
            return false;
          },
        ));
      missing ||= !isGiven;
    },
    areNeeded: async () => (missing || !(await areUsed())) && (await hasPolicy(host, root)),
  };
}
