/** Programs for a jail in which strange disks are looked at: a user that owns nothing, in namespaces of its own, and copies of device nodes. */
import type { Command } from "../base/command.ts";
import { loadModule } from "./modprobe.ts";
import { nobody } from "./unshare.ts";

/**
 * Runs the command as a user without rights, in the current folder as its root: in user, mount, PID, IPC and network namespaces of its
 * own. In there it is root, so that it can mount FUSE filesystems, but what belongs to the machine's own root can neither be changed nor
 * mounted. `folder` is entered before the rights are dropped, because the folders above it may be private. Everything ends with it.
 */
export function asNobodyInRoot(folder: string, searchPath: string, { program, args, ...rest }: Command): Command {
  return {
    label: program,
    ...rest,
    program: "env",
    args: [
      `--chdir=${folder}`,
      ...["setpriv", "--pdeathsig=KILL", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups", "--"],
      ...["unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child=KILL", "--net", "--ipc"],
      ...["--mount-proc", "--root=.", "--"],
      ...["env", `PATH=${searchPath}`, program, ...args],
    ],
  };
}

/** Makes device nodes like those at the absolute paths, below the folder; what is written to a copy is written to the device. */
export function copyNodes(paths: readonly string[], folder: string): Command {
  return { program: "cp", args: ["--archive", "--parents", "--", ...paths, folder] };
}

/** Makes one device node like that which the path leads to. */
export function copyNode(path: string, copy: string): Command {
  return { program: "cp", args: ["--archive", "--dereference", "--", path, copy] };
}

/** Lets everybody read and nobody write: those who may anyway are root, and not in a user namespace. */
export function makeReadOnly(paths: readonly string[]): Command {
  return { program: "chmod", args: ["444", "--", ...paths] };
}

/** Loads the driver of FUSE, if that is a module; a kernel that has it built in is fine too. */
export function loadFuse(): Command {
  return loadModule("fuse");
}
