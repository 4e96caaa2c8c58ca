/** What bareon-boot does with the rescue system's entry: it is booted once, and never stays. */
import { expect, test } from "vitest";
import { menuPath } from "../../../src/boot/menu/menu.ts";
import { historyPath } from "../../../src/boot/state/history.ts";
import { once, rebootInto, rollback, setDefault, tryEntry } from "../../../src/recipes/boot-change.ts";
import { list } from "../../../src/recipes/boot-show.ts";
import { createBootNode, defaultsHistory, rescueMenu } from "../../support/hosts/boot-node.ts";
import { createTestContext } from "../../support/hosts/recording-host.ts";

const options = { uuid: null, who: "anna" };
const partition = { [menuPath]: rescueMenu.text };

test("list has it as an entry of its own kind", async () => {
  const { entries } = await list(createTestContext(createBootNode({ partition })), options);
  expect(entries.map(({ kind }) => kind)).toEqual(["image", "image", "rescue"]);
  expect(entries[2]).toMatchObject({ entry_id: "rescue", grub_id: 2, os_id: null, root_uuid: null, valid: true });
});

test.each(["rescue", "2"])("%s is booted once, and becomes neither the default nor a trial", async (name) => {
  const context = (): ReturnType<typeof createTestContext> => createTestContext(createBootNode({ partition }));
  expect(await once(context(), options, name)).toMatchObject({
    changed: true,
    next: { kind: "rescue" },
    reason: "once",
  });
  expect(await once(context(), options, name, { reboot: true })).toMatchObject({ changed: true, reboot: true });
  expect(await rebootInto(context(), options, name)).toMatchObject({ changed: true, next: { kind: "rescue" } });
  const refused = expect.objectContaining({ exit: "conflict", hint: "Try: bareon-boot once rescue" }) as Error;
  await expect(setDefault(context(), options, name)).rejects.toThrow(refused);
  await expect(tryEntry(context(), options, name, { tries: 3, reset: true })).rejects.toThrow(refused);
  await expect(rollback(context(), options, name)).rejects.toThrow(refused);
});

test("a rollback does not go back to it, where another tool had made it the default", async () => {
  const node = createBootNode({ partition: { ...partition, [historyPath]: defaultsHistory(["rescue", "a"]) } });
  await expect(rollback(createTestContext(node), options, null)).rejects.toThrow(
    expect.objectContaining({ exit: "conflict" }) as Error,
  );
});
