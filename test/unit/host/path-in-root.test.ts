/** Links of a tree mean what they will mean inside it, and never lead out. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { findInRoot, readTextInRoot, resolveInRoot } from "../../../src/host/path-in-root.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { createRecordingHost } from "../../support/hosts/recording-host.ts";

const link = (target: string): { readonly kind: "symlink"; readonly target: string } => ({ kind: "symlink", target });
const host = createRecordingHost({
  files: {
    "/etc/shadow": "of the node",
    "/t/etc/os-release": link("../usr/lib/os-release"),
    "/t/usr/lib/os-release": "NAME=x",
    "/t/etc/absolute": link("/usr/lib/os-release"),
    "/t/etc/out": link("../../../../../etc/shadow"),
    "/t/etc/away": link("/etc/shadow"),
    "/t/loop": link("loop2"),
    "/t/loop2": link("/loop"),
    "/t/lib": link("usr/lib"),
    "/t/etc/dangling": link("/no/such/file"),
    "/t/etc/node": { kind: "block", device: "8:0", size: 1 },
  },
});

test.for([
  ["/etc/os-release", "/t/usr/lib/os-release"],
  ["etc/absolute", "/t/usr/lib/os-release"],
  ["/lib/os-release", "/t/usr/lib/os-release"],
  ["/etc/out", "/t/etc/shadow"],
  ["/etc/away", "/t/etc/shadow"],
  ["/../../x/./y/../z", "/t/x/z"],
  ["/etc/dangling", "/t/no/such/file"],
  ["/", "/t"],
] as const)("%s is %s", async ([path, place]) => {
  expect(await resolveInRoot(host, "/t", path)).toBe(place);
});

test.for([
  ["/etc/absolute", "file"],
  ["/etc/node", "block"],
  ["/etc/dangling", undefined],
  ["/etc/away", undefined],
  ["/etc/node/../absolute", "file"],
  ["/etc/node/..", "directory"],
  ["/", "directory"],
] as const)("what is at %s is what resolveInRoot leads to", async ([path, kind]) => {
  const { place, facts } = await findInRoot(host, "/t", path);
  expect(place).toBe(await resolveInRoot(host, "/t", path));
  expect(facts).toEqual(await host.facts(place));
  expect(facts?.kind).toBe(kind);
});

test("a loop is an error, and a text outside, of a device or too large is not read", async () => {
  await expect(resolveInRoot(host, "/t", "/loop/x")).rejects.toThrow(/loop/u);
  expect(await readTextInRoot(host, "/t", "/etc/out")).toBeUndefined();
  expect(await readTextInRoot(host, "/t", "/etc/os-release")).toBe("NAME=x");
  expect(await readTextInRoot(host, "/t", "/etc/os-release", 5)).toBeUndefined();
  expect(await readTextInRoot(host, "/t", "/etc/node")).toBeUndefined();
});

test("on this machine a FIFO is not opened, and reading one does not wait for a writer; texts come as they are", async () => {
  await using scratch = await scratchFolder();
  const { host: local } = localContext();
  await execa("mkfifo", [join(scratch.path, "fifo")]);
  await writeFile(join(scratch.path, "text"), "\uFEFFNAME=Größe\n");
  expect(await readTextInRoot(local, scratch.path, "/fifo")).toBeUndefined();
  await expect(local.readBytes(join(scratch.path, "fifo"), 0, 5)).rejects.toThrow(/Cannot read/u);
  expect(await readTextInRoot(local, scratch.path, "/text")).toBe("\uFEFFNAME=Größe\n");
  expect(await readTextInRoot(local, scratch.path, "/text", 5)).toBeUndefined();
});
