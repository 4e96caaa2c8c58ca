/** What a program takes over from who called it, and what it leaves behind before it does anything: folder, environment, file mode mask. */
import { existsSync } from "node:fs";

const usualPath = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"];
/** Where NixOS and Guix keep the programs of the running system. */
const systemProfiles = [
  "/run/current-system/sw/bin",
  "/run/current-system/profile/sbin",
  "/run/current-system/profile/bin",
];

/** The folders in which programs are looked up, whatever the caller's PATH is: they are root's alone. */
export const searchPath: readonly string[] = [...usualPath, ...systemProfiles.filter((folder) => existsSync(folder))];

/** curl reads these. */
export const proxies = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];
/** For the terminal, for ssh, and for the history's line on who did it. */
const others = [
  ...["TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TMUX", "CI"],
  ...["SSH_AUTH_SOCK", "SUDO_USER", "LOGNAME", "USER"],
];
const kept = new Set([...proxies, ...others]);

/** Ours: the two processes of a deploy tell each other by these. */
const ownPrefix = "BAREON_";

let isLeft = false;
let callersFolder: string | undefined;

/**
 * Call before anything else. Afterwards the folder is `/`, so that nothing in the caller's is ever read or kept busy, what is written
 * has the modes that the program gives it, and the environment holds only what is known. Returns the caller's folder, by which
 * relative paths of the command line are meant, also when it is called again; undefined if that was removed.
 */
export function leaveSurroundings(): string | undefined {
  if (isLeft) return callersFolder;
  isLeft = true;
  try {
    callersFolder = process.cwd();
  } catch {
    callersFolder = undefined;
  }
  process.chdir("/");
  process.umask(0o022);
  for (const name of Object.keys(process.env))
    if (!kept.has(name) && !name.startsWith(ownPrefix)) Reflect.deleteProperty(process.env, name);
  process.env["PATH"] = searchPath.join(":");
  process.env["LC_ALL"] = "C.UTF-8";
  return callersFolder;
}
