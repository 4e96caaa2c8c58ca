/** unshare(1) and setpriv(1): a program in namespaces of its own, and one with fewer rights. */
import type { Command } from "../base/command.ts";

/** The user and the group that own nothing. */
export const nobody = "65534";

/** Arguments for mounts that nobody else sees, and for processes that end together. */
const ownProcesses = ["--mount", "--propagation", "private", "--pid", "--fork", "--kill-child=KILL"];

/**
 * Runs argv as process 1 of a new PID namespace, with private mounts and its own /proc. The chain ends from the top: the parent's
 * death kills unshare, unshare's death kills process 1, and with it the kernel ends whatever lives in the namespace.
 */
export function unshareNamespace(argv: readonly string[]): Command {
  const death = ["--pdeathsig", "KILL"];
  const unshare = ["unshare", ...ownProcesses, "--mount-proc"];
  return { program: "setpriv", args: [...death, ...unshare, "--", ...argv] };
}

/**
 * Runs the command (by exec, in the same process) in a new mount namespace. What is mounted there is seen nowhere else; what is
 * unmounted outside is unmounted there too if the outer mounts are shared, so that the copy keeps no filesystem busy.
 */
export function inNewMountNamespace(command: Command): Command {
  return {
    ...command,
    program: "unshare",
    args: ["--mount", "--propagation", "slave", "--", command.program, ...command.args],
  };
}

/** Runs the command without any of root's rights except that root's files are its own, and without a network. */
export function withoutRights({ program, args, ...rest }: Command): Command {
  return {
    label: program,
    ...rest,
    program: "unshare",
    args: [
      ...["--net", "--ipc", "--"],
      ...["setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--", program, ...args],
    ],
  };
}

/** Runs the command as Debian's nobody, who owns no file of the machine, and without any way to become another; the network is the machine's. */
export function asNobody({ program, args, ...rest }: Command): Command {
  return {
    label: program,
    ...rest,
    program: "setpriv",
    args: [
      ...[`--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"],
      ...["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--", program, ...args],
    ],
  };
}

/** Runs the command without the right to make device nodes. */
export function withoutNodes({ program, args, ...rest }: Command): Command {
  return {
    label: program,
    ...rest,
    program: "setpriv",
    args: ["--bounding-set=-mknod", "--inh-caps=-mknod", "--", program, ...args],
  };
}

/** Ends whatever the command has started when it ends, or is ended, also what runs in a session of its own. */
export function endingTogether({ program, args, ...rest }: Command): Command {
  return {
    label: program,
    ...rest,
    program: "unshare",
    args: ["--pid", "--fork", "--kill-child=KILL", "--", program, ...args],
  };
}

/**
 * What root's programs take for granted of files and processes. CAP_SYS_ADMIN is not among them: with that a program mounts every device of the
 * machine, or what its own root covers.
 */
const ownFiles =
  "-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+setfcap,+ipc_lock,+sys_chroot";

/**
 * Run by this machine's shell in namespaces of their own: the tree gets a /proc that cannot be written to, since some of its files name programs
 * that the kernel runs outside, and covers this machine's root. chroot(2) alone would be left by ".."; here that leads to the tree again,
 * and what covers a root only CAP_SYS_ADMIN takes away.
 */
const coverRoot = `mount -t proc -o ro,nosuid,nodev,noexec proc "$1/proc" &&
cd -- "$1" &&
mount --move . / &&
shift &&
exec setpriv --bounding-set=${ownFiles} --inh-caps=-all -- chroot . "$@"`;

/**
 * Runs a program of a system's tree, which is a mount and has a folder /proc, with that as its root: in mount, PID, IPC, UTS and network
 * namespaces of its own, with no rights but those over its own files. What it starts ends with it.
 */
export function inTree(root: string, { program, args, ...rest }: Command): Command {
  return {
    label: program,
    ...rest,
    program: "unshare",
    args: [
      ...[...ownProcesses, "--net", "--ipc", "--uts", "--"],
      ...["sh", "-c", coverRoot, "sh", root, program, ...args],
    ],
  };
}
