/** dmsetup: the device mapper's devices, however they were made (LUKS and other encryption, kpartx, multipathd, by hand). */
import type { Command } from "../base/command.ts";

/** Fails if it is in use; with --retry not at once, because udev may have it open for a moment. The key of an encrypted one is forgotten. */
export function removeMapping(path: string): Command {
  return { program: "dmsetup", args: ["remove", "--retry", "--", path] };
}

/** What the kernel knows of the paths of every multipath map. It waits for no disk: without --noflush it would for a map that has lost all paths. */
export function multipathStates(): Command {
  return { program: "dmsetup", args: ["status", "--noflush", "--target", "multipath"], okCodes: [0, 1] };
}

/**
 * The state of each path by its major:minor: a path stands with A or F and the number of its failures (dm-mpath.c, multipath_status):
 * `mpatha: 0 2097152 multipath 2 0 0 0 2 1 A 0 1 0 8:0 A 0 E 0 1 0 8:16 F 2`.
 */
export function parsePathStates(output: string): ReadonlyMap<string, "active" | "failed"> {
  return new Map(
    Array.from(
      output.matchAll(/ (?<device>\d+:\d+) (?<state>[AF]) \d+(?= |$)/gmu),
      ({ groups }): [string, "active" | "failed"] => [
        groups?.["device"] ?? "",
        groups?.["state"] === "A" ? "active" : "failed",
      ],
    ),
  );
}
