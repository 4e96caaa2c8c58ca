/** kexec(8), which loads a kernel that a running one can start, and systemctl(1), which starts it once everything else has ended. */
import type { Command } from "../base/command.ts";

/** What is started in place of the running kernel; absolute paths. */
export interface NextKernel {
  readonly kernel: string;
  readonly initrd: string | null;
  readonly commandLine: string;
}

/** The kernel checks signatures by itself where it has to; where it knows that way of loading not yet, kexec takes the older one. */
export function loadKernel({ kernel, initrd, commandLine }: NextKernel): Command {
  const disk = initrd === null ? [] : [`--initrd=${initrd}`];
  return {
    program: "kexec",
    args: ["--kexec-syscall-auto", `--command-line=${commandLine}`, ...disk, "--load", kernel],
  };
}

/** Unloads the kernel that a reboot by kexec would start. */
export function unloadKernel(): Command {
  return { program: "kexec", args: ["--unload"] };
}

/** Ends all services, and starts the kernel that is loaded. */
export function startKernel(): Command {
  return { program: "systemctl", args: ["kexec"] };
}
