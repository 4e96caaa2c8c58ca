/** A program that is not installed, also one that another program was to start: its error, with the package to install. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import { isKnownProgram, renderMissing } from "../../programs/packages.ts";
import { searchPath } from "./surroundings.ts";

/** What wrappers such as unshare(1), and sh(1), end with where they cannot start the program. */
const notFoundCode = 127;
const largestText = 64 * 1024;

function readOsRelease(): string {
  try {
    const path = "/etc/os-release";
    const facts = statSync(path);
    return facts.isFile() && facts.size <= largestText ? readFileSync(path, "utf8") : "";
  } catch {
    return "";
  }
}

function isThere(program: string): boolean {
  return program.includes("/") ? existsSync(program) : searchPath.some((folder) => existsSync(join(folder, program)));
}

/** The error for a program that the kernel says is not there, which it also says if what the program needs is not. */
export function missingProgram(program: string): BareonError {
  if (isThere(program))
    return new BareonError("failure", `${program} could not be started, although it is there (ENOENT).`, {
      hint: "What it needs is missing: /dev/null, or its interpreter or dynamic linker. A chroot needs /dev, /proc and /sys.",
    });
  return new BareonError("failure", `The program ${program} was not found in ${searchPath.join(":")}.`, {
    hint: renderMissing(program, readOsRelease()),
  });
}

/** The error for a command that ended with that code because it, or what it starts, is not installed; else undefined. */
export function findMissing({ program, args }: Command, exitCode: number | undefined): BareonError | undefined {
  if (exitCode !== notFoundCode) return undefined;
  const missing = [program, ...args].find((word) => isKnownProgram(word) && !isThere(word));
  return missing === undefined ? undefined : missingProgram(missing);
}
