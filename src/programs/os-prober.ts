/** os-prober and linux-boot-prober: which operating systems the machine's partitions hold, and what they boot. */
import type { Command } from "../base/command.ts";

/** Seconds; emulated, it takes 60 at most. What it reads on disks that no config names may be anything. */
const limit = 300;

function limited(program: string, args: readonly string[]): Command {
  return { label: program, program: "timeout", args: ["--kill-after=10", String(limit), program, ...args] };
}

/** Looks at every partition; roots that are mounted are looked at there. Mounts in a namespace of its own. */
export function probeSystems(): Command {
  return limited("os-prober", []);
}

export interface ProbedSystem {
  readonly device: string;
  /** For people: "Debian GNU/Linux 12 (bookworm)". */
  readonly name: string;
  readonly label: string;
  readonly type: "linux" | "chain" | "other";
}

const types = new Map([
  ["linux", "linux"],
  ["chain", "chain"],
  ["efi", "other"],
  ["hurd", "other"],
  ["macosx", "other"],
] as const);

/** Reads `DEVICE:NAME:LABEL:TYPE[:FSTYPE:UUID=..:subvol=..]`; a colon in the name is kept, since the type is looked for from the right. */
export function parseSystems(output: string): ProbedSystem[] {
  return output.split("\n").flatMap((line) => {
    const [device = "", ...fields] = line.split(":");
    const place = fields.findLastIndex((field) => types.has(field as "linux"));
    const type = types.get(fields[place] as "linux");
    if (!device.startsWith("/dev/") || type === undefined || place < 2) return [];
    const label = fields[place - 1] ?? "";
    return [{ device: device.split("@")[0] ?? "", name: fields.slice(0, place - 1).join(":"), label, type }];
  });
}

/** Which kernels the system on a partition boots; exit code 1 means none. */
export function probeKernels(device: string): Command {
  return { ...limited("linux-boot-prober", [device]), okCodes: [0, 1] };
}

export interface ProbedKernel {
  readonly rootDevice: string;
  readonly bootDevice: string;
  readonly label: string;
  /** Paths in the system; if boot and root differ they may begin with /boot. */
  readonly kernel: string;
  readonly initrd: string | null;
  readonly parameters: string;
}

/** Reads `ROOT:BOOT:LABEL:KERNEL:INITRD:PARAMETERS`, without the doubles that it prints for systems that are not mounted. */
export function parseKernels(output: string): ProbedKernel[] {
  const found = output.split("\n").flatMap((line): ProbedKernel[] => {
    const [rootDevice = "", bootDevice = "", label = "", kernel = "", initrd = "", ...rest] = line.split(":");
    if (!rootDevice.startsWith("/dev/") || !bootDevice.startsWith("/dev/") || !kernel.startsWith("/")) return [];
    return [
      {
        rootDevice,
        bootDevice,
        label,
        kernel,
        initrd: initrd.startsWith("/") ? initrd : null,
        parameters: rest.join(":").trim(),
      },
    ];
  });
  // The first of each counts.
  const first = new Map(found.toReversed().map((entry) => [`${entry.bootDevice}:${entry.kernel}`, entry]));
  return found.filter((entry) => first.get(`${entry.bootDevice}:${entry.kernel}`) === entry);
}
