/** Links of a tree mean what they will mean inside it, and never lead out. */
import { expect, test } from "vitest";
import { readTextInRoot, resolveInRoot } from "../../../src/host/path-in-root.ts";
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

test("a loop is an error, and a text outside, of a device or too large is not read", async () => {
  await expect(resolveInRoot(host, "/t", "/loop/x")).rejects.toThrow(/loop/u);
  expect(await readTextInRoot(host, "/t", "/etc/out")).toBeUndefined();
  expect(await readTextInRoot(host, "/t", "/etc/os-release")).toBe("NAME=x");
  expect(await readTextInRoot(host, "/t", "/etc/os-release", 5)).toBeUndefined();
  expect(await readTextInRoot(host, "/t", "/etc/node")).toBeUndefined();
});
