/** What runs of the tests that were killed have left on this machine: loop devices, of which the tools would find the boot menus, and partitions of detached ones. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { execa } from "execa";

const testFolder = /\/bareon-(?:test|host-tests|vm)-[^/]*\//u;

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // It ended, or was detached, meanwhile.
    return otherwise;
  }
}

/** Whether tests with disks run on this machine beside those of this process. */
function othersRun(): boolean {
  const own = new Set<string>();
  for (let pid = String(process.pid); pid !== "0" && pid !== "" && !own.has(pid);) {
    own.add(pid);
    pid = /^PPid:\t(\d+)$/mu.exec(readOr(`/proc/${pid}/status`, ""))?.[1] ?? "";
  }
  return readdirSync("/proc").some(
    (pid) =>
      /^\d+$/u.test(pid) &&
      !own.has(pid) &&
      /vitest\0.*--project\0(?:host|grub|vm)\0/su.test(readOr(`/proc/${pid}/cmdline`, "")),
  );
}

/** While other tests run nothing is touched. A partition that is in use stays, and what the tests make of it says so. */
export async function forgetLeftovers(): Promise<void> {
  if (othersRun()) return;
  for (const name of readdirSync("/sys/block").filter((one) => one.startsWith("loop"))) {
    const file = readOr(`/sys/block/${name}/loop/backing_file`, "");
    if (file !== "" && !testFolder.test(file)) continue;
    const hasPartitions = readdirSync(`/sys/block/${name}`).some((one) => one.startsWith(`${name}p`));
    if (hasPartitions) await execa("partx", ["--delete", "--", `/dev/${name}`], { reject: false });
    if (file !== "" && existsSync(`/sys/block/${name}/loop`))
      await execa("losetup", ["--detach", `/dev/${name}`], { reject: false });
  }
}
