/** tar: its argv for unpacking a whole system, for packing a folder, for a report, and for reading one member of an archive. */
import type { Command } from "../base/command.ts";

/** Unpacks standard input into `directory` with all that a system needs of its files; `preserved` are paths from its top that stay as they are. */
export function extractArchive(directory: string, preserved: readonly string[]): Command {
  // Names in an archive of a folder begin with "../tools/" as often as not.
  const excludes = preserved.flatMap((path) => [path.slice(1), `.${path}`]).map((path) => `--exclude=${path}`);
  return {
    program: "tar",
    args: [
      ...[
        "--extract",
        "--file=-",
        `--directory=${directory}`,
        "--numeric-owner",
        "--same-owner",
        "--preserve-permissions",
        "--delay-directory-restore",
      ],
      ...["--acls", "--selinux", "--xattrs", "--xattrs-include=*", "--warning=no-timestamp"],
      // 64 KiB in one read, instead of 10; the archive's own factor does not matter.
      "--blocking-factor=128",
      ...["--anchored", "--no-wildcards", ...excludes],
    ],
  };
}

/** Prints the names in an archive, one a line, with the signs of C for what is no letter. */
export function listArchive(archive: string): Command {
  return { program: "tar", args: ["--list", `--file=${archive}`, "--quoting-style=escape"] };
}

/** Prints the content of the first member of that name. */
export function printMember(archive: string, name: string): Command {
  return {
    program: "tar",
    args: ["--extract", "--to-stdout", `--file=${archive}`, "--occurrence=1", "--no-wildcards", "--", name],
  };
}

/** Prints an archive, packed by gzip, of what is in the folder. */
export function packFolder(directory: string): Command {
  return { program: "tar", args: ["--create", "--gzip", "--file=-", `--directory=${directory}`, "--", "."] };
}

/** Prints an archive of one file or folder in `directory`, with all that a system needs of it. */
export function packWhole(directory: string, name: string): Command {
  return {
    program: "tar",
    args: [
      ...["--create", "--file=-", "--format=posix", "--numeric-owner", "--one-file-system", "--sparse"],
      ...["--acls", "--selinux", "--xattrs", "--xattrs-include=*", "--warning=no-file-ignored"],
      ...[`--directory=${directory}`, "--", `./${name}`],
    ],
  };
}

/** Prints an archive of these names in `directory`, folders before what is in them, as if root alone had made all of it at that time (seconds since 1970). */
export function packReport(directory: string, names: readonly string[], seconds: number): Command {
  return {
    program: "tar",
    args: [
      ...["--create", "--file=-", "--format=ustar", "--no-recursion", `--directory=${directory}`],
      ...["--owner=0", "--group=0", "--numeric-owner", "--mode=u=rwX,go=", `--mtime=@${seconds}`, "--", ...names],
    ],
  };
}
