/** A multiboot partition that somebody else wrote to: what is said agrees with what GRUB does, and nothing leads out of it. */
import { expect, test } from "vitest";
import { environmentPath, renderEnvironment } from "../../../src/boot/state/environment.ts";
import { historyPath, renderEmptyHistory } from "../../../src/boot/state/history.ts";
import { openStore } from "../../../src/boot/store/store.ts";
import { repairFiles } from "../../../src/boot/store/write.ts";
import { Scope } from "../../../src/host/scope.ts";
import { rollback, setDefault, tryEntry } from "../../../src/recipes/boot-change.ts";
import { status } from "../../../src/recipes/boot-show.ts";
import { bootMenu, createBootNode, onPartition } from "../../support/hosts/boot-node.ts";
import { createTestContext } from "../../support/hosts/recording-host.ts";

const options = { uuid: null, who: "anna" };
const trial = renderEnvironment({ once: null, trial: 1, left: 3, base: 0, tries: 3, generation: bootMenu.generation });
const again = { tries: 3, reset: true };

test("a block of 1025 bytes is armed, as GRUB takes it, and the next change gives it its size", async () => {
  const partition = { [environmentPath]: Buffer.concat([trial, Buffer.from("#")]) };
  const { next, reason, warnings } = await status(createTestContext(createBootNode({ partition })), options);
  expect([next.entry_id, reason]).toEqual(["b", "trial"]);
  expect(warnings.join()).toContain("has 1025 bytes, not 1024");
  expect(warnings.join()).not.toContain("Nothing is armed");
  const host = createBootNode({ partition });
  expect(await tryEntry(createTestContext(host), options, "b", again)).toMatchObject({
    changed: true,
    reason: "trial",
  });
  expect(onPartition(host, environmentPath)).toHaveLength(1024);
});

test("a sparse block arms nothing, since GRUB does not write it, and --reset replaces it", async () => {
  const content = Buffer.concat([trial, Buffer.alloc(7168)]);
  const partition = { [environmentPath]: { kind: "file", content, mode: 0o644, sparse: true } } as const;
  const { next, reason, warnings } = await status(createTestContext(createBootNode({ partition })), options);
  expect([next.entry_id, reason]).toEqual(["a", "default"]);
  expect(warnings.join()).toContain("Nothing is armed: boot/grub2/grubenv is a sparse file");
  const host = createBootNode({ partition });
  expect(await tryEntry(createTestContext(host), options, "b", again)).toMatchObject({
    changed: true,
    reason: "trial",
  });
  expect(onPartition(host, environmentPath)).toHaveLength(1024);
});

test.each([2 ** 53 - 1, 1_000_000_001, 0, -1, 1.5])(
  "a history line with the number %d is no line, and the next ones count",
  async (number) => {
    const line = JSON.stringify({ number, time: "", who: "", what: "set-default", from: "b", to: "a", why: "" });
    const text = renderEmptyHistory();
    const place = text.length - 512;
    const partition = { [historyPath]: text.slice(0, place) + line + text.slice(place + line.length) };
    const host = createBootNode({ partition });
    await setDefault(createTestContext(host), options, "b");
    expect(await rollback(createTestContext(host), options, null)).toMatchObject({ default: { entry_id: "a" } });
  },
);

test("a history whose numbers are used up begins anew", async () => {
  const line = JSON.stringify({
    number: 1_000_000_000,
    time: "",
    who: "",
    what: "cancel",
    from: null,
    to: null,
    why: "",
  });
  const text = renderEmptyHistory();
  const host = createBootNode({ partition: { [historyPath]: line + text.slice(line.length) } });
  await setDefault(createTestContext(host), options, "b");
  expect(onPartition(host, historyPath)).toContain('"number":1,');
});

test("the link that is repaired is made on the partition, also where its folder is a link that leads out", async () => {
  const partition = { boot: { kind: "symlink", target: "/outside" }, "outside/x": "" } as const;
  const host = createBootNode({ partition, machine: { "/outside/x": "" } });
  const ctx = createTestContext(host);
  await using scope = new Scope();
  await repairFiles(ctx, await openStore(ctx, scope, options), []);
  expect(host.changes.filter((change) => change.startsWith("link "))).toEqual([
    "link /proc/1/root/run/bareon/view-0/outside/grub",
  ]);
});
