/** What an update does to menu, boot-info and record: nobody can boot a system that is half written, and it comes back whole or not at all. */
import { describe, expect, test } from "vitest";
import { infoPath, menuPath } from "../../../src/boot/menu/menu.ts";
import { parseMenu } from "../../../src/boot/menu/parse-menu.ts";
import { plainTitle, updatingKernel } from "../../../src/boot/menu/updating.ts";
import { recordPath } from "../../../src/boot/store/deploy-record.ts";
import { openBootSession, type BootSession } from "../../../src/boot/store/session.ts";
import { Scope } from "../../../src/host/scope.ts";
import { once, setDefault, tryEntry } from "../../../src/recipes/boot-change.ts";
import { makeMenu, refresh } from "../../../src/recipes/boot-upkeep.ts";
import { chooseIdle, refuseInUse } from "../../../src/recipes/update-choice.ts";
import { beginUpdate, elementOf, endUpdate } from "../../../src/recipes/update-menu.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import {
  bootRecord,
  type BootNodeOptions,
  createBootNode,
  multibootUuid,
  onPartition,
} from "../../support/hosts/boot-node.ts";
import { createTestContext, type RecordingHost } from "../../support/hosts/recording-host.ts";

const options = { uuid: null, who: "anna" };
const updating = {
  since: "2026-11-28T12:00:00.000Z",
  what: "mirror, b2 2",
  volumes: [{ uuid: "x", place: "/dev/vda4" }],
};

/** GRUB's reader finds what it looks for; `commands` come before. */
function createNode(commands: BootNodeOptions["commands"] = []): RecordingHost {
  const reader = { command: /^grub-fstest /u, stdout: "x", always: true };
  return createBootNode({ commands: [...commands, { command: /^blockdev /u, always: true }, reader] });
}

async function inSession<T>(host: RecordingHost, action: (session: BootSession) => Promise<T> | T): Promise<T> {
  await using scope = new Scope();
  const session = await openBootSession(createTestContext(host), scope, options);
  const result = await action(session);
  await scope.close();
  return result;
}

async function begin(host: RecordingHost, image = "b"): Promise<void> {
  await inSession(host, async (session) => {
    await beginUpdate(createTestContext(host), session, { image, updating, who: "anna" });
  });
}

async function end(host: RecordingHost): Promise<string> {
  const record = { ...bootRecord, kernelParams: "changed" };
  const version = { imageName: "b2", imageUuid: "2" };
  return await inSession(
    host,
    async (session) =>
      await endUpdate(createTestContext(host), session, { image: "b", version, record, why: "done", who: "anna" }),
  );
}

function infoOn(host: RecordingHost): BootInfo {
  return JSON.parse(onPartition(host, infoPath) ?? "") as BootInfo;
}

function menuOn(host: RecordingHost): ReturnType<typeof parseMenu> {
  return parseMenu(onPartition(host, menuPath) ?? "");
}

describe("while it is updated", () => {
  test("the entry keeps its place and its id, and loads nothing", async () => {
    const host = createNode();
    await refresh(createTestContext(host), options);
    const before = menuOn(host).entries;
    expect(before.length).toBeGreaterThan(2);
    await begin(host);
    const { entries, defaultIndex } = menuOn(host);
    expect(defaultIndex).toBe(0);
    expect(entries[0]).toEqual(before[0]);
    const { id, title, kind } = before[1] ?? {};
    expect(entries[1]).toMatchObject({ kind, id, bootUuid: multibootUuid, kernel: updatingKernel });
    expect(entries[1]?.title).toBe(`${title} (is being updated)`);
    const rootB = before[1]?.kind === "linux" ? before[1].rootUuid : "";
    expect(entries.filter((entry) => entry.kind === "linux" && entry.rootUuid === rootB)).toHaveLength(1);
    expect(infoOn(host).elements[1]).toMatchObject({ os_id: "b", updating });
    expect(infoOn(host).elements[0]).not.toHaveProperty("updating");
  });

  test("nobody can arm it", async () => {
    const host = createNode();
    await begin(host);
    const ctx = createTestContext(host);
    await expect(once(ctx, options, "b")).rejects.toMatchObject({ exit: "unbootable" });
    await expect(setDefault(ctx, options, "b")).rejects.toMatchObject({ exit: "unbootable" });
    await expect(tryEntry(ctx, options, "b", { tries: 1, reset: false })).rejects.toMatchObject({ exit: "unbootable" });
  });

  test("a refresh by the running system does not offer it", async () => {
    const host = createNode();
    await begin(host);
    const { warnings } = await refresh(createTestContext(host), options);
    expect(menuOn(host).entries[1]).toMatchObject({ kernel: updatingKernel });
    expect(
      menuOn(host).entries.filter((entry) => entry.kind === "linux" && entry.rootUuid.startsWith("b")),
    ).toHaveLength(1);
    expect(infoOn(host).elements[1]).toMatchObject({ updating });
    expect(warnings.join(" ")).toContain("it is being updated");
  });

  test("a menu that is lost is made again without it", async () => {
    const host = createNode();
    await begin(host);
    const info = infoOn(host);
    const { planned } = await inSession(
      host,
      async ({ store, running }) => await makeMenu(createTestContext(host), store, info, { state: null, running }),
    );
    expect(planned.menu.entries[1]).toMatchObject({ kernel: updatingKernel });
    expect(planned.info.elements[1]).toMatchObject({ updating });
  });

  test("what is armed for another system stays", async () => {
    const host = createNode();
    await setDefault(createTestContext(host), options, "b");
    await once(createTestContext(host), options, "b");
    await begin(host, "a");
    const { next } = await once(createTestContext(host), { ...options, dryRun: true }, null).then(
      async () => await inSession(host, ({ aliases }) => aliases),
    );
    expect(next).toBe(1);
  });

  test("begun once more, it is the same", async () => {
    const host = createNode();
    await begin(host);
    const first = onPartition(host, menuPath);
    await begin(host);
    expect(onPartition(host, menuPath)).toBe(first);
  });
});

describe("at its end", () => {
  test("its kernels are in the menu again under the same number and id, with the new version in boot-info and record", async () => {
    const host = createNode();
    const root = bootRecord.images[1]?.mounts[0]?.uuid;
    await begin(host);
    expect(await end(host)).toBe("b");
    const entry = menuOn(host).entries[1];
    expect(entry).toMatchObject({ id: "b", bootUuid: root });
    expect(entry?.title).toBe(plainTitle(entry?.title ?? ""));
    const element = infoOn(host).elements[1];
    expect(element).toMatchObject({ grub_id: 1, image_name: "b2", image_uuid: "2" });
    expect(element).not.toHaveProperty("updating");
    expect(onPartition(host, recordPath)).toContain('"kernelParams": "changed"');
  });

  test.each([
    ["has no kernel", { command: /^mount .*--source \/dev\/vda4 /u, always: true }, "unbootable"],
    [
      "has a kernel that GRUB cannot read",
      { command: /^grub-fstest /u, stdout: "", stderr: "error: file not found", exitCode: 1, always: true },
      "bootloader",
    ],
  ])("a system that %s is not offered, and nothing changes", async (_, command, exit) => {
    const host = createNode([command]);
    await begin(host);
    const [menu, info] = [onPartition(host, menuPath), onPartition(host, infoPath)];
    await expect(end(host)).rejects.toMatchObject({ exit });
    expect([onPartition(host, menuPath), onPartition(host, infoPath)]).toEqual([menu, info]);
  });
});

describe("before it", () => {
  test("the only idle image is meant without a word, and the running one never", async () => {
    const host = createNode();
    await inSession(host, async (session) => {
      const ctx = createTestContext(host);
      expect(await chooseIdle(ctx, session, null)).toMatchObject({ os_id: "b" });
      expect(await chooseIdle(ctx, session, "@other")).toMatchObject({ os_id: "b" });
      await expect(chooseIdle(ctx, session, "nothing")).rejects.toMatchObject({ exit: "entry" });
      expect(() => refuseInUse(session, elementOf(session, "b"))).not.toThrow();
      expect(() => refuseInUse(session, elementOf(session, "a"))).toThrow(/Image a runs/u);
    });
  });

  test.each([
    [
      "the default",
      async (host: RecordingHost) => await setDefault(createTestContext(host), options, "b"),
      /is the default/u,
    ],
    ["armed once", async (host: RecordingHost) => await once(createTestContext(host), options, "b"), /is armed/u],
    [
      "on trial",
      async (host: RecordingHost) => await tryEntry(createTestContext(host), options, "b", { tries: 2, reset: false }),
      /is armed/u,
    ],
  ])("a system that is %s is refused, with what mends it", async (_, change, problem) => {
    const host = createNode();
    await change(host);
    await inSession(host, (session) => {
      expect(() => refuseInUse(session, elementOf(session, "b"))).toThrow(problem);
    });
  });
});
