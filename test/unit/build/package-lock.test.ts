/** What npm downloads is what was reviewed: a package without a hash in package-lock.json could be any other. */
import { expect, test } from "vitest";
import lock from "../../../package-lock.json" with { type: "json" };

interface LockedPackage {
  readonly integrity?: string;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly libc?: string | readonly string[];
}

const platforms = [
  { os: "linux", cpu: "x64", libc: "glibc" },
  { os: "linux", cpu: "arm64", libc: "glibc" },
] as const;

/** As npm decides it: a list names what fits, or after "!" what does not. */
function fits(list: string | readonly string[] = [], value: string): boolean {
  const words = [list].flat();
  if (words.includes(`!${value}`)) return false;
  return words.every((word) => word.startsWith("!")) || words.includes(value);
}

const { "": _project, ...others } = lock.packages;
const packages = Object.entries<LockedPackage>(others);

test.each(platforms)("each package that $os on $cpu can install has a hash", ({ os, cpu, libc }) => {
  const installed = packages.filter(([, one]) => fits(one.os, os) && fits(one.cpu, cpu) && fits(one.libc, libc));
  expect(installed.length).toBeGreaterThan(100);
  const without = installed.filter(([, { integrity }]) => integrity?.startsWith("sha512-") !== true);
  expect(without.map(([path]) => path)).toEqual([]);
});

test("a package for no other platform than these is told by its lists", () => {
  expect(fits(undefined, "linux")).toBe(true);
  expect(fits(["!win32"], "linux")).toBe(true);
  expect(fits(["!linux"], "linux")).toBe(false);
  expect(fits("darwin", "linux")).toBe(false);
});
