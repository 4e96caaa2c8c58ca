/** What an update of a system that does not run does to the boot state, and what bareon-boot says and refuses meanwhile. */
import { expect, test } from "vitest";
import { parseRecord, recordPath } from "../../../src/boot/store/deploy-record.ts";
import {
  environmentPath,
  idleEnvironment,
  parseEnvironment,
  renderEnvironment,
} from "../../../src/boot/state/environment.ts";
import { historyPath, parseHistory } from "../../../src/boot/state/history.ts";
import { infoPath, menuPath } from "../../../src/boot/menu/menu.ts";
import { renderMenu } from "../../../src/boot/menu/render-menu.ts";
import { parseMenu } from "../../../src/boot/menu/parse-menu.ts";
import { once, rebootInto, rollback, setDefault, tryEntry } from "../../../src/recipes/boot-change.ts";
import { list, status } from "../../../src/recipes/boot-show.ts";
import { beginUpdate, endUpdate, noteWritten } from "../../../src/recipes/boot-updating.ts";
import { refresh, verify } from "../../../src/recipes/boot-upkeep.ts";
import { findTarget } from "../../../src/recipes/update-node.ts";
import { renderStatus } from "../../../src/view/boot.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { bootMenu, bootRecord, createBootNode, onPartition } from "../../support/hosts/boot-node.ts";
import { createTestContext, type RecordingHost } from "../../support/hosts/recording-host.ts";

const options = { uuid: null, who: "anna" };
const what = "from b 1 to b 2";
/** What GRUB's own reader says of a kernel. */
const commands = [
  { command: /^blockdev --flushbufs/u, always: true },
  { command: /^grub-fstest --length=512/u, stdout: "kernel", always: true },
];
const since = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u;

function read(host: RecordingHost): {
  readonly menu: ReturnType<typeof parseMenu>;
  readonly info: BootInfo;
  readonly history: readonly string[];
} {
  const lines = parseHistory(onPartition(host, historyPath) ?? "");
  return {
    menu: parseMenu(onPartition(host, menuPath) ?? ""),
    info: JSON.parse(onPartition(host, infoPath) ?? "") as BootInfo,
    history: lines.slice(2).map((line) => [line.who, line.what, line.from, line.to, line.why].join("|")),
  };
}

async function begun(): Promise<RecordingHost> {
  const host = createBootNode({ commands });
  await beginUpdate(createTestContext(host), options, "b", { what });
  return host;
}

test("when an update begins the entry keeps number and id, boots nothing, and boot-info says since when", async () => {
  const host = createBootNode({ commands });
  const { element, changed, warnings } = await beginUpdate(createTestContext(host), options, "b", { what });
  expect([changed, warnings]).toEqual([true, []]);
  const { menu, info, history } = read(host);
  expect(element.updating).toEqual({ since: expect.stringMatching(since) as string, what, written: "nothing" });
  expect(info.elements.map(({ os_id, kernel, updating }) => [os_id, kernel, updating])).toEqual([
    ["a", "/vmlinuz", undefined],
    ["b", "/vmlinuz", element.updating],
  ]);
  expect(menu.entries.map(({ kind, id }) => [kind, id])).toEqual([
    ["linux", "a"],
    ["updating", "b"],
  ]);
  expect(menu.entries[1]).toMatchObject({ title: "b, being updated", since: element.updating?.since, what });
  expect(parseEnvironment(Buffer.from(onPartition(host, environmentPath) ?? "")).env.generation).toBe(menu.generation);
  expect(history).toEqual([`anna|update|b|b|begins: ${what}`]);
});

test("an update that is begun again writes nothing, or only what it makes of the image now", async () => {
  const host = await begun();
  const first = read(host);
  expect(await beginUpdate(createTestContext(host), options, "b", { what })).toMatchObject({ changed: false });
  expect(read(host)).toEqual(first);
  const again = await beginUpdate(createTestContext(host), options, "b", { what: "from b 1 to b 3" });
  expect(again.element.updating).toEqual({
    since: first.info.elements[1]?.updating?.since,
    what: "from b 1 to b 3",
    written: "nothing",
  });
});

test.each([
  [
    "It runs now",
    { machine: { "/proc/cmdline": "bareon.entry=1 bareon.reason=once\n" }, other: true },
    /set-default ENTRY/u,
  ],
  ["It is the default", { menu: bootMenu.text.replace("set default=0", "set default=1") }, /set-default ENTRY/u],
  ["It is armed for the next boot", { once: 1 }, /once --clear/u],
  ["It is on trial", { trial: 1, left: 3, base: 0, tries: 3 }, /bareon-boot cancel/u],
] as const)("an update is refused if: %s; with what mends it", async (problem, state, hint) => {
  const environment = { once: null, trial: null, left: 0, base: null, tries: 0, generation: bootMenu.generation };
  const { machine, menu, other, ...armed } = { machine: {}, menu: bootMenu.text, other: false, ...state };
  const runsB = { "/proc/self/mountinfo": "22 1 254:4 / / rw,relatime shared:1 - btrfs /dev/vda4 rw\n" };
  const host = createBootNode({
    partition: { [environmentPath]: renderEnvironment({ ...environment, ...armed }), [menuPath]: menu },
    machine: { ...machine, ...(other ? runsB : {}) },
  });
  await expect(beginUpdate(createTestContext(host), options, "b", { what })).rejects.toMatchObject({
    exit: "conflict",
    message: `${problem}, so b cannot be updated. Nothing was changed.`,
    hint: expect.stringMatching(hint) as string,
  });
  expect(onPartition(host, menuPath)).toBe(menu);
});

test.each([
  ["chosen in the menu", {}, "set-default @current"],
  ["on trial", { trial: 0, left: 0, base: 1, tries: 1 }, "bareon-boot confirm"],
])(
  "a system that is no default, %s, updates no other one, since a failure would not come back to it",
  async (_, armed, hint) => {
    const third = { kind: "linux", id: "c", title: "C", bootType: "ext4", kernel: "/vmlinuz", initrd: null } as const;
    const menu = parseMenu(bootMenu.text);
    const uuid = "dddddddd-0000-4000-8000-000000000000";
    const entries = [...menu.entries, { ...third, rootUuid: uuid, bootUuid: uuid, parameters: "" }];
    // c is the default, a runs, and b is to be updated.
    const rendered = renderMenu({ ...menu, entries, defaultIndex: 2 });
    const base = "base" in armed ? 2 : null;
    const environment = { ...idleEnvironment(rendered.generation), ...armed, base };
    const partition = { [menuPath]: rendered.text, [environmentPath]: renderEnvironment(environment) };
    const host = createBootNode({ commands, partition });
    await expect(beginUpdate(createTestContext(host), options, "b", { what })).rejects.toMatchObject({
      exit: "conflict",
      message: "a runs and is not the default, so b cannot be updated. Nothing was changed.",
      hint: expect.stringContaining(hint) as string,
    });
  },
);

test("a system whose trial came back can be updated again, and nothing of that trial is left", async () => {
  const spent = { ...idleEnvironment(bootMenu.generation), trial: 1, left: 0, base: 0, tries: 1 };
  const host = createBootNode({ commands, partition: { [environmentPath]: renderEnvironment(spent) } });
  const { changed, warnings } = await beginUpdate(createTestContext(host), options, "b", { what });
  expect([changed, warnings]).toEqual([true, [expect.stringContaining("the trial has ended")]]);
  await endUpdate(createTestContext(host), options, "b", { image_name: "b", image_uuid: "" });
  expect(await tryEntry(createTestContext(host), options, "b", { tries: 2, reset: true })).toMatchObject({
    trial: { left: 2, state: "armed" },
  });
});

test("boot-info remembers where the volumes are, and what the update is called", async () => {
  const host = createBootNode({ commands });
  const volumes = [{ uuid: "B", place: "PARTUUID=P4" }];
  await beginUpdate(createTestContext(host), options, "b", { what, volumes });
  expect(read(host).info.elements[1]?.updating).toMatchObject({ what, volumes });
});

test("what was written is noted in boot-info alone, outlasts a second begin, and is told", async () => {
  const host = await begun();
  const before = read(host);
  for (const written of ["partly", "whole", "partly"] as const) {
    await noteWritten(createTestContext(host), options, "b", written);
    await noteWritten(createTestContext(host), options, "b", written);
    await beginUpdate(createTestContext(host), options, "b", { what });
    const { menu, info, history } = read(host);
    expect([menu, history]).toEqual([before.menu, before.history]);
    expect(info.elements[1]?.updating).toEqual({ ...before.info.elements[1]?.updating, written });
    const { entries } = await list(createTestContext(host), options);
    expect(entries[1]?.updating).toMatchObject({ written });
  }
  await expect(noteWritten(createTestContext(host), options, "a", "partly")).rejects.toMatchObject({ exit: "nothing" });
});

test.each(["partly", undefined] as const)(
  "a system with files of two versions is not offered again, and the ways out are named: %s",
  async (written) => {
    const seed = await begun();
    const { info } = read(seed);
    const elements = info.elements.map(({ updating, ...element }) => {
      if (updating === undefined) return element;
      const { written: _, ...former } = updating;
      return { ...element, updating: { ...former, ...(written === undefined ? {} : { written }) } };
    });
    const partition = {
      [menuPath]: onPartition(seed, menuPath) ?? "",
      [infoPath]: JSON.stringify({ ...info, elements }),
    };
    const host = createBootNode({ commands, partition });
    await expect(endUpdate(createTestContext(host), options, "b", "abandoned")).rejects.toMatchObject({
      exit: "unbootable",
      message: expect.stringContaining("its files are those of two versions") as string,
      hint: expect.stringMatching(/bareon-provision update b .*; bareon-provision remove b /u) as string,
    });
    const { findings } = await verify(createTestContext(host), options, false);
    const told = findings.find(({ check }) => check === "entry 1 (b)")?.problem ?? "";
    expect(told).toContain("bareon-provision remove b");
    expect(told).not.toContain("--abandon");
    expect(read(host).menu.entries[1]?.kind).toBe("updating");
  },
);

test.each(["nothing", "whole"] as const)(
  "a system of which %s of the new version is there can be abandoned",
  async (written) => {
    const host = await begun();
    await noteWritten(createTestContext(host), options, "b", written);
    const { element } = await endUpdate(createTestContext(host), options, "b", "abandoned");
    expect(element).toMatchObject({ image_name: "b-image" });
    expect(element).not.toHaveProperty("updating");
  },
);

test("a system of which GRUB cannot read the kernel stays marked, and nothing is written", async () => {
  const host = createBootNode({
    commands: [
      { command: /^blockdev --flushbufs/u, always: true },
      { command: /^grub-fstest /u, stderr: "error: file not found", exitCode: 1, always: true },
    ],
  });
  await beginUpdate(createTestContext(host), options, "b", { what });
  const before = read(host);
  await expect(
    endUpdate(createTestContext(host), options, "b", { image_name: "b 2", image_uuid: "" }),
  ).rejects.toMatchObject({ exit: "unbootable" });
  expect(read(host)).toEqual(before);
});

test.each(["partly", "whole"] as const)(
  "a system with modules of other kernels alone stays marked, whose volumes are written %s",
  async (written) => {
    const host = createBootNode({ commands, root: { "lib/modules/5.10/modules.dep": "" } });
    await beginUpdate(createTestContext(host), options, "b", { what });
    await noteWritten(createTestContext(host), options, "b", written);
    const before = read(host);
    await expect(
      endUpdate(createTestContext(host), options, "b", { image_name: "b 2", image_uuid: "" }),
    ).rejects.toMatchObject({
      exit: "unbootable",
      message: expect.stringContaining(
        "its kernel is 6.1, and /lib/modules has the modules of 5.10 alone. It stays marked",
      ) as string,
    });
    expect(read(host)).toEqual(before);
  },
);

test("modules of its own kernel among others are enough, and what was not written is offered as it was", async () => {
  const own = createBootNode({ commands, root: { "lib/modules/5.10/x": "", "lib/modules/6.1/x": "" } });
  await beginUpdate(createTestContext(own), options, "b", { what });
  await noteWritten(createTestContext(own), options, "b", "whole");
  await endUpdate(createTestContext(own), options, "b", { image_name: "b 2", image_uuid: "" });
  const others = createBootNode({ commands, root: { "lib/modules/5.10/x": "" } });
  await beginUpdate(createTestContext(others), options, "b", { what });
  await endUpdate(createTestContext(others), options, "b", "abandoned");
  for (const host of [own, others]) expect(read(host).menu.entries[1]?.kind).toBe("linux");
});

test("status says by whom what was updated that is on trial, or runs", async () => {
  const host = await begun();
  await endUpdate(createTestContext(host), options, "b", { image_name: "b 2", image_uuid: "" });
  expect(await status(createTestContext(host), options)).not.toHaveProperty("updated");
  await tryEntry(createTestContext(host), options, "b", { tries: 1, reset: true });
  const told = await status(createTestContext(host), options);
  expect(told.updated).toMatchObject({ who: "anna", to: "b", why: `ends: ${what}` });
  expect(renderStatus(told, plainStyle)).toMatch(/^Updated: {6}b by anna at \S+Z: from b 1 to b 2, on trial$/mu);
});

test("meanwhile list and status tell of it, and whatever would boot it is refused, by force too", async () => {
  const host = await begun();
  const shown = await list(createTestContext(host), options);
  const problem = expect.stringMatching(/^it is being updated since .*Z, from b 1 to b 2$/u) as string;
  const entry = { entry_id: "b", grub_id: 1, valid: false, problem, updating: { what }, boot_name: "b, being updated" };
  expect(shown.entries[1]).toMatchObject(entry);
  expect(shown.entries[0]).not.toHaveProperty("updating");
  expect(await status(createTestContext(host), options)).toMatchObject({ updating: [entry], warnings: [] });
  const forced = { ...options, force: true };
  const tries = { tries: 3, reset: false };
  for (const attempt of [
    async () => await setDefault(createTestContext(host), forced, "b"),
    async () => await once(createTestContext(host), forced, "@other"),
    async () => await tryEntry(createTestContext(host), forced, "b", tries),
    async () => await rebootInto(createTestContext(host), forced, "1"),
    async () => await rollback(createTestContext(host), forced, "b"),
  ]) {
    await expect(attempt()).rejects.toMatchObject({
      exit: "unbootable",
      message: expect.stringMatching(/^b: it is being updated since .* Nothing was changed\.$/u) as string,
      hint: expect.stringContaining("bareon-provision update b goes on with it; with --abandon") as string,
    });
  }
});

test("refresh keeps the state and does not look into the image; verify tells it, and finds nothing else", async () => {
  const host = await begun();
  // Image a has other kernels than the menu had, so the first one writes.
  expect(await refresh(createTestContext(host), options)).toMatchObject({ changed: true, added: ["a+5.10"] });
  const before = read(host);
  expect(before.menu.entries.map(({ kind, id }) => [kind, id])).toEqual([
    ["linux", "a"],
    ["updating", "b"],
    ["linux", "a+5.10"],
  ]);
  const mounts = host.commands.length;
  expect(await refresh(createTestContext(host), options)).toMatchObject({
    changed: false,
    complete: true,
    unread: [],
    warnings: [expect.stringMatching(/^Image b is being updated since .*; it was not looked into\.$/u)],
  });
  expect(host.commands.slice(mounts).join("\n")).not.toContain("/dev/vda4");
  const { findings } = await verify(createTestContext(host), options, false);
  const about = findings.filter(({ check }) => /\bb\b/u.test(check));
  expect(about).toEqual([
    { check: "image b", problem: null, severity: "error", repaired: false },
    {
      check: "entry 1 (b)",
      problem: expect.stringMatching(/^it is being updated since .*; bareon-provision update b goes on/u) as string,
      severity: "warning",
      repaired: false,
    },
  ]);
  expect(read(host)).toEqual(before);
});

test("a menu that offers what boot-info says is being updated is a fault, and made anew it offers it no longer", async () => {
  const host = await begun();
  const { info } = read(host);
  const broken = createBootNode({ commands, partition: { [infoPath]: JSON.stringify(info) } });
  const first = await verify(createTestContext(broken), options, false);
  expect(first.findings.find(({ check }) => check === "image b")).toMatchObject({
    problem: expect.stringContaining("but the menu offers it") as string,
    severity: "error",
  });
  await expect(setDefault(createTestContext(broken), options, "b")).rejects.toMatchObject({ exit: "unbootable" });
  expect(await refresh(createTestContext(broken), options)).toMatchObject({ changed: true });
  expect(read(broken).menu.entries[1]?.kind).toBe("updating");
});

test("a begin that was cut off before boot-info boots nothing either; refresh brings the entry back, or the update begins again", async () => {
  const host = await begun();
  const grubCfg = onPartition(host, menuPath) ?? "";
  const cut = createBootNode({ commands, partition: { [menuPath]: grubCfg } });
  await expect(setDefault(createTestContext(cut), options, "b")).rejects.toMatchObject({ exit: "unbootable" });
  const { findings } = await verify(createTestContext(cut), options, false);
  expect(findings.find(({ check }) => check === "image b")?.problem).toBe(
    "the menu says that it is being updated, but boot-info does not",
  );
  await refresh(createTestContext(cut), options);
  expect(read(cut).menu.entries[1]).toMatchObject({ kind: "linux", id: "b" });
  const again = createBootNode({ commands, partition: { [menuPath]: grubCfg } });
  expect(await beginUpdate(createTestContext(again), options, "b", { what })).toMatchObject({ changed: true });
  expect(read(again).info.elements[1]?.updating).toMatchObject({ what });
});

test("when an update ends the entry has the kernels and names of now, and what is armed elsewhere stays", async () => {
  const host = await begun();
  const source = "node.example.net::images/b-2/";
  const images = bootRecord.images.map((image) =>
    image.name === "b" ? { ...image, source, imageName: "b 2", imageUuid: "U2" } : image,
  );
  const record = { ...bootRecord, images };
  const version = { image_name: "b 2", image_uuid: "U2", record };
  const { element, changed } = await endUpdate(createTestContext(host), options, "b", version);
  expect(changed).toBe(true);
  const { menu, info, history } = read(host);
  expect(info.elements[1]).toEqual(element);
  expect(element).toMatchObject({ image_name: "b 2", image_uuid: "U2", kernel: "/boot/vmlinuz-6.1", grub_id: 1 });
  expect(element).not.toHaveProperty("updating");
  expect(menu.entries.map(({ id }) => id)).toEqual(["a", "b", "b+5.10"]);
  expect(history.at(-1)).toBe(`anna|update|b|b|ends: ${what}`);
  expect(parseRecord(onPartition(host, recordPath) ?? "").images).toMatchObject([
    { name: "a", imageName: "a-image" },
    { name: "b", imageName: "b 2", imageUuid: "U2", source: "node.example.net::images/b-2/" },
  ]);
  const { findings } = await verify(createTestContext(host), options, false);
  expect(findings.find(({ check }) => check === recordPath)).toMatchObject({ problem: null });
  expect(await setDefault(createTestContext(host), options, "b")).toMatchObject({ changed: true });
});

test("an end that was cut off between boot-info and record is no damage, and the next change ends it", async () => {
  const host = await begun();
  const images = bootRecord.images.map((image) => (image.name === "b" ? { ...image, imageName: "b 2" } : image));
  const version = { image_name: "b 2", image_uuid: "", record: { ...bootRecord, images } };
  const cut = {
    ...host,
    rename: async (from: string, to: string): Promise<void> => {
      if (to.endsWith(recordPath)) throw new Error("power cut");
      await host.rename(from, to);
    },
  };
  await expect(endUpdate(createTestContext(cut), options, "b", version)).rejects.toThrow("power cut");
  expect(read(host).info.elements[1]).toMatchObject({ image_name: "b 2" });
  expect(onPartition(host, recordPath)).toBe(JSON.stringify(bootRecord));
  const { findings } = await verify(createTestContext(host), options, false);
  expect(findings.find(({ check }) => check === recordPath)).toMatchObject({ problem: null });
  expect(await findTarget(createTestContext(host), { uuid: null, entry: null })).toMatchObject({ record: { images } });
  await beginUpdate(createTestContext(host), options, "b", { what });
  expect(parseRecord(onPartition(host, recordPath) ?? "").images).toEqual(images);
  for (const name of [`${recordPath}.new`, `${recordPath}.old`]) expect(onPartition(host, name)).toBeUndefined();
  expect(read(host).info.elements[1]?.updating).toMatchObject({ what });
});

test("an update that is abandoned gives the entry back under its former names; what is not being updated has nothing to end", async () => {
  const host = await begun();
  await endUpdate(createTestContext(host), options, "b", "abandoned");
  const { info, history } = read(host);
  expect(info.elements[1]).toMatchObject({ image_name: "b-image", image_uuid: "" });
  expect(history.at(-1)).toBe(`anna|update|b|b|abandoned: ${what}`);
  await expect(endUpdate(createTestContext(host), options, "b", "abandoned")).rejects.toMatchObject({
    exit: "nothing",
  });
});
