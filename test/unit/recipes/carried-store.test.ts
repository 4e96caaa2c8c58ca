/** Which folders of carried files belong to no update any more, and that no name leads out of their place. */
import { expect, test } from "vitest";
import { infoPath } from "../../../src/boot/menu/menu.ts";
import { openBootSession } from "../../../src/boot/store/session.ts";
import { Scope } from "../../../src/host/scope.ts";
import { carriedFolder, dropForgotten, findForgotten, withCarried } from "../../../src/recipes/carried-store.ts";
import { findTarget } from "../../../src/recipes/update-node.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { createBootNode, onPartition } from "../../support/hosts/boot-node.ts";
import { createCopies, runWith } from "../../support/hosts/copied-node.ts";
import { createTestContext } from "../../support/hosts/recording-host.ts";

const options = { uuid: null };

/** Boot-info with b, whose root is in capitals there, being updated. */
async function begunInfo(): Promise<string> {
  const host = createBootNode();
  await findTarget(createTestContext(host), { ...options, entry: null });
  const info = JSON.parse(onPartition(host, infoPath) ?? "") as BootInfo;
  const elements = info.elements.map((one) =>
    one.os_id === "b" ? { ...one, root_uuid: one.root_uuid.toUpperCase(), updating: { since: "", what: "" } } : one,
  );
  return JSON.stringify({ ...info, elements });
}

test("those of systems that are being updated stay, all others are forgotten", async () => {
  const names = ["aaaaaaaa", "bbbbbbbb", "dddddddd"].map((start) => `carried-${start}-0000-4000-8000-000000000000`);
  const folders = names.map((name) => [`bareon/${name}/manifest.json`, "{}"] as const);
  const others = { "bareon/carried": "", "bareon/carried-x y": "" };
  const partition = { [infoPath]: await begunInfo(), ...Object.fromEntries(folders), ...others };
  const host = createBootNode({ partition });
  await using scope = new Scope();
  const session = await openBootSession(createTestContext(host), scope, options);
  expect(await findForgotten(createTestContext(host), session)).toEqual([names[0], names[2]]);
  const unread = { ...session, content: { ...session.content, info: null } };
  expect(await findForgotten(createTestContext(host), unread)).toEqual([]);
  await scope.close();
});

test("without any nothing is mounted", async () => {
  const host = createBootNode();
  await dropForgotten(createTestContext(host), options, []);
  expect(host.commands).toEqual([]);
});

test("on a node whose multiboot partition has copies they lie on one that nothing else has mounted meanwhile", async () => {
  const seen: string[] = [];
  await runWith(createCopies(), async (ctx) => {
    await withCarried(ctx, options, "BBBBBBBB-0000-4000-8000-000000000000", async (folder) => {
      seen.push(await Promise.resolve(folder));
    });
  });
  expect(seen).toEqual(["/run/bareon/carried/bareon/carried-bbbbbbbb-0000-4000-8000-000000000000"]);
});

test.each(["", "../../etc", "a/b", "a b", "."])("a UUID that is none is no name of a folder: %s", (uuid) => {
  expect(() => carriedFolder({ root_uuid: uuid })).toThrow(/is no UUID of a filesystem/u);
});
