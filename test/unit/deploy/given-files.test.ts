/** Files that a system gets from the config. */
import { expect, test } from "vitest";
import { writeGiven } from "../../../src/deploy/given-files.ts";
import { openTree } from "../../../src/host/tree-writer.ts";
import {
  createRecordingHost,
  createTestContext,
  type RecordingHost,
  type Seed,
} from "../../support/hosts/recording-host.ts";

const root = "/tree";
const mark = { path: "/etc/agent/mark", text: "", onlyWith: "/usr/bin/agent" };

async function write(tree: Readonly<Record<string, Seed>>): Promise<RecordingHost> {
  const files = Object.fromEntries(Object.entries(tree).map(([path, seed]) => [root + path, seed]));
  const host = createRecordingHost({
    files: { [`${root}/etc/x`]: "", ...files },
    expect: [{ command: /^getfattr /u, always: true }],
  });
  const ctx = createTestContext(host);
  await writeGiven(ctx, openTree(ctx, root, "It"), [{ path: "/etc/a", text: "new\n" }, mark]);
  return host;
}

test("they take the place of those that are there, also of a link that leads out of the tree", async () => {
  expect((await write({ "/etc/a": "old\n" })).text(`${root}/etc/a`)).toBe("new\n");
  const host = await write({ "/etc/a": { kind: "symlink", target: "/outside" } });
  expect(host.text(`${root}/etc/a`)).toBe("new\n");
  expect(host.nodes.has("/outside")).toBe(false);
});

test("one that is for a program is written only where that is", async () => {
  expect((await write({})).nodes.has(`${root}${mark.path}`)).toBe(false);
  expect((await write({ "/usr/bin/agent": "x" })).text(`${root}${mark.path}`)).toBe("");
});
