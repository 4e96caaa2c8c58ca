/** Which system an update is of, and what stands in for the record of a node that an earlier version deployed. */
import { expect, test } from "vitest";
import { recordPath } from "../../../src/boot/store/deploy-record.ts";
import { infoPath } from "../../../src/boot/menu/menu.ts";
import { openBootSession } from "../../../src/boot/store/session.ts";
import { Scope } from "../../../src/host/scope.ts";
import { chooseIdle, findTarget } from "../../../src/recipes/update-node.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { bootRecord, createBootNode, onPartition } from "../../support/hosts/boot-node.ts";
import { createTestContext } from "../../support/hosts/recording-host.ts";

const options = { uuid: null, entry: null };

test("the only idle image is meant without a word, and words for entries are known", async () => {
  const host = createBootNode();
  const ctx = createTestContext(host);
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  for (const word of [null, "@other", "1", "b"])
    expect(await chooseIdle(ctx, session, word)).toMatchObject({ os_id: "b" });
  await expect(chooseIdle(ctx, session, "nothing")).rejects.toMatchObject({ exit: "entry" });
  const several = { ...session, running: { ...session.running, rootUuid: null } };
  await expect(chooseIdle(ctx, several, null)).rejects.toMatchObject({ message: "Several images are idle: a, b." });
  const { rootUuid } = session.running;
  const capitals = { ...session, running: { ...session.running, rootUuid: rootUuid?.toUpperCase() ?? null } };
  expect(await chooseIdle(ctx, capitals, null)).toMatchObject({ os_id: "b" });
  await scope.close();
});

test("the record says what the image is made of, and the running system is none to be updated", async () => {
  const host = createBootNode();
  const found = await findTarget(createTestContext(host), options);
  expect(found).toMatchObject({ element: { os_id: "b" }, record: bootRecord, isRecorded: true, isDeployed: true });
  await expect(findTarget(createTestContext(host), { ...options, entry: "a" })).rejects.toMatchObject({
    exit: "conflict",
  });
});

test("without a record volumes are those of boot-info, and the fstab is the deploy's", async () => {
  const whole = createBootNode();
  await findTarget(createTestContext(whole), options);
  const info = JSON.parse(onPartition(whole, infoPath) ?? "") as BootInfo;
  const elements = info.elements.map((element) => ({
    ...element,
    mounts: [
      { mount: "/", uuid: element.root_uuid, type: "ext4" },
      { mount: "/srv", uuid: "S", type: "xfs" },
    ],
  }));
  const partition = { [recordPath]: undefined, [infoPath]: JSON.stringify({ ...info, elements }) };
  const host = createBootNode({ partition });
  const { record, isRecorded } = await findTarget(createTestContext(host), options);
  expect(isRecorded).toBe(false);
  expect(record.images[1]).toMatchObject({
    ...{ name: "b", source: "", carry: ["/etc/machine-id", "/etc/hostname", "/etc/ssh/ssh_host_*"] },
    mounts: [
      { mount: "/", type: "ext4" },
      { mount: "/srv", uuid: "S", type: "xfs" },
    ],
    fstab: `UUID=${elements[1]?.root_uuid} / ext4 defaults 0 1\nUUID=S /srv xfs defaults 0 2\n`,
  });
  const bare = createBootNode({ partition: { [recordPath]: undefined } });
  await expect(findTarget(createTestContext(bare), options)).rejects.toMatchObject({ exit: "unsupported" });
});
