/** A whole removal on a node in memory: the menu before any volume, cut off and gone on with, and what is refused before any change. */
import { describe, expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { infoPath, menuPath } from "../../../src/boot/menu/menu.ts";
import { parseMenu } from "../../../src/boot/menu/parse-menu.ts";
import { renderMenu } from "../../../src/boot/menu/render-menu.ts";
import { environmentPath, renderEnvironment } from "../../../src/boot/state/environment.ts";
import { adoptionPath, begunAdoption, renderAdoption } from "../../../src/boot/store/adoption-file.ts";
import { recordPath } from "../../../src/boot/store/deploy-record.ts";
import type { RemoveOptions } from "../../../src/recipes/removable.ts";
import { removeSystem } from "../../../src/recipes/remove.ts";
import { parseEntries } from "../../../src/formats/gpt.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { bootMenu, bootRecord, createBootNode, multibootUuid, onPartition } from "../../support/hosts/boot-node.ts";
import { tableBytes } from "../../support/disks/table-bytes.ts";
import {
  createTestContext,
  type ExpectedCommand,
  type RecordingHost,
  type Seed,
} from "../../support/hosts/recording-host.ts";

const KiB = 1024;
const uuids = [null, multibootUuid, ...bootRecord.images.map(({ mounts }) => mounts[0]?.uuid ?? "")];
const parts = [1, 2, 3, 4].map((number) => ({ path: `/dev/vda${number}`, size: 512 * KiB, number }));

function row(path: string, type: string, size: number, children: readonly object[] = []): object {
  return {
    ...{ path, "maj:min": `254:${path.at(-1)}`, type, size, "log-sec": 512, model: null, serial: null, wwn: null },
    ...{ hctl: null, tran: "virtio", ro: false, rm: false, mountpoints: [path === "/dev/vda3" ? "/" : null], children },
  };
}

const rows = parts.map(({ path, size }) => row(path, "part", size));
const lsblk = JSON.stringify({ blockdevices: [row("/dev/vda", "disk", 4096 * KiB, rows)] });

function table(numbers: readonly number[]): string {
  const partitions = parts
    .filter(({ number }) => numbers.includes(number))
    .map(({ path, size, number }) => ({
      ...{ node: path, start: number * 1024, size: size / 512, uuid: `P${number}`, name: `p${number}` },
      type: "0FC63DAF-8483-4772-8E79-3D69D8477DE4",
    }));
  const head = { label: "gpt", id: "D", device: "/dev/vda", unit: "sectors", sectorsize: 512, firstlba: 2048 };
  return JSON.stringify({ partitiontable: { ...head, lastlba: 8158, partitions } });
}

interface NodeOptions {
  /** All where absent. */
  readonly programs?: readonly string[];
  readonly commands?: readonly ExpectedCommand[];
  readonly partition?: Readonly<Record<string, Seed>>;
}

function createNode({ commands = [], partition = {}, programs }: NodeOptions = {}): RecordingHost {
  const places = parts.map(({ number, size }) => [number, [number * 1024, number * 1024 + size / 512 - 1]] as const);
  let tries = 0;
  const host: RecordingHost = createBootNode({
    partition,
    ...(programs === undefined ? {} : { programs }),
    commands: [
      ...commands,
      { command: /^lsblk /u, stdout: lsblk, always: true },
      {
        command: /^sfdisk --json/u,
        always: true,
        get stdout() {
          return table(listed(host));
        },
      },
      ...parts.map(({ path }, index): ExpectedCommand => ({
        command: new RegExp(`^blkid -p .* ${path}$`, "u"),
        stdout: uuids[index] === null ? "" : `ID_FS_TYPE=ext4\nID_FS_UUID_ENC=${uuids[index]}\n`,
        exitCode: uuids[index] === null ? 2 : 0,
        always: true,
      })),
      { command: /^blkid -p .* \/dev\/vda$/u, stdout: "", exitCode: 2, always: true },
      { command: /^uname /u, stdout: "x86_64\n", always: true },
      {
        command: /^partx --delete/u,
        always: true,
        // udev has it the first time.
        effect: (made) => void ((tries += 1) > 1 && made.removeFile("/dev/vda4")),
      },
      { command: /^(?:blkdiscard|wipefs|udevadm) ?/u, always: true },
    ],
  });
  host.seed("/dev/vda", tableBytes(8192, Object.fromEntries(places)));
  return host;
}

/** The partitions that the table has. */
function listed(host: RecordingHost): number[] {
  const node = host.nodes.get("/dev/vda");
  if (node?.kind !== "file") throw new Error("there is no disk");
  return parseEntries(node.content.subarray(1024, 1024 + 128 * 128)).map(({ number }) => number);
}

const options: RemoveOptions = { uuid: null, entry: "b", freeSpace: false, who: "anna", planOnly: false };

const writers = ({ commands }: RecordingHost): string[] =>
  commands.filter((text) => /^(?:blkdiscard|wipefs|partx|sfdisk (?!--json))/u.test(text));

function namesOf(host: RecordingHost): string[] {
  return (JSON.parse(onPartition(host, infoPath) ?? "") as BootInfo).elements.map(({ os_id: name }) => name);
}

async function refusal(host: RecordingHost, more: Partial<RemoveOptions> = {}): Promise<string> {
  try {
    await removeSystem(createTestContext(host), { ...options, ...more });
  } catch (error) {
    if (error instanceof BareonError) return `${error.exit}: ${error.message}`;
    throw error;
  }
  return "";
}

test("a dry run writes nothing", async () => {
  const host = createNode();
  const planned = await removeSystem(createTestContext(host), { ...options, planOnly: true });
  expect(planned).toMatchObject({ image: "b", volumes: [{ device: "/dev/vda4", mount: "/" }], freed: [] });
  expect(writers(host)).toEqual([]);
  expect(namesOf(host)).toEqual(["a", "b"]);
});

test("what a step starts is looked for before the menu loses the system; each program is named once, with its package", async () => {
  for (const [programs, freeSpace, missing] of [
    [["blkdiscard"], false, "wipefs"],
    [["wipefs"], true, "blkdiscard, partx"],
  ] as const) {
    const host = createNode({ programs });
    const refused = await removeSystem(createTestContext(host), { ...options, freeSpace }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({
      exit: "unsupported",
      message: `this machine lacks what the removal starts: ${missing}`,
      hint: expect.stringMatching(/^Nothing was changed\. Install the package .*util-linux/u) as string,
    });
    expect(namesOf(host)).toEqual(["a", "b"]);
    expect([writers(host), onPartition(host, "bareon/spare.json")]).toEqual([[], undefined]);
  }
  const enough = createNode({ programs: ["blkdiscard", "wipefs"] });
  await removeSystem(createTestContext(enough), options);
  expect(namesOf(enough)).toEqual(["a"]);
});

test("the places are noted, then the menu loses the system, and only then its volume is wiped", async () => {
  const during: unknown[] = [];
  const host: RecordingHost = createNode({
    commands: [
      {
        command: /^blkdiscard .*--offset 0 /u,
        effect: (made) =>
          void during.push(
            namesOf(made),
            onPartition(made, menuPath)?.includes("--id b"),
            onPartition(made, "bareon/spare.json"),
          ),
      },
    ],
  });
  await removeSystem(createTestContext(host), options);
  const [names, hasEntry, spare] = during;
  expect([names, hasEntry]).toEqual([["a"], false]);
  expect(JSON.parse(String(spare))).toEqual({ version: 1, volumes: [{ place: "PARTUUID=p4", images: ["b"] }] });
  expect(writers(host).map((text) => text.split(" ").at(-1))).toEqual(["/dev/vda4", "/dev/vda4"]);
  expect(JSON.parse(onPartition(host, recordPath) ?? "")).toMatchObject({ images: [{ name: "a" }] });
  // The place stays noted: another system may come there.
  const noted = onPartition(host, "bareon/spare.json") ?? "";
  expect(JSON.parse(noted)).toEqual({
    version: 1,
    volumes: [{ place: "PARTUUID=p4", images: ["b"], wiped: true }],
  });
});

test("what somebody has put onto the wiped place is not wiped by the same command", async () => {
  const host = createNode();
  await removeSystem(createTestContext(host), options);
  const before = writers(host).length;
  // blkid finds a filesystem there.
  for (const freeSpace of [false, true])
    expect(await refusal(host, { freeSpace })).toBe(
      "mismatch: b was removed and its volumes were wiped, and something else is on /dev/vda4 by now. Nothing was changed.",
    );
  expect(writers(host)).toHaveLength(before);
});

test("cut off after the menu was changed, the same command goes on, and room that is given up is noted no more", async () => {
  const spare = JSON.stringify({ version: 1, volumes: [{ place: "PARTUUID=p4", images: ["b"] }] });
  const broken = createNode({ commands: [{ command: /^blkdiscard /u, exitCode: 1 }] });
  expect(await refusal(broken, { freeSpace: true })).toMatch(/^storage: /u);
  expect(namesOf(broken)).toEqual(["a"]);
  expect(JSON.parse(onPartition(broken, "bareon/spare.json") ?? "")).toEqual(JSON.parse(spare));
  const partition = Object.fromEntries(
    [menuPath, infoPath, environmentPath, recordPath, "bareon/spare.json"].map((path) => [
      path,
      onPartition(broken, path) ?? "",
    ]),
  );
  const host = createNode({ partition });
  await removeSystem(createTestContext(host), { ...options, freeSpace: true });
  expect(writers(host).slice(-2)).toEqual(Array.from({ length: 2 }, () => "partx --delete --nr 4:4 -- /dev/vda"));
  expect(listed(host)).toEqual([1, 2, 3]);
  expect(onPartition(host, "bareon/spare.json")).toBeUndefined();
  expect(await refusal(createNode(), { entry: "c" })).toMatch(/^entry: /u);
});

test("cut off after the menu was changed, the same command removes what was set aside of the system's carried files", async () => {
  const broken = createNode({ commands: [{ command: /^blkdiscard /u, exitCode: 1 }] });
  expect(await refusal(broken)).toMatch(/^storage: /u);
  const list = `bareon/carried-${uuids[3]}/manifest.json`;
  const paths = [menuPath, infoPath, environmentPath, recordPath, "bareon/spare.json"];
  const partition = Object.fromEntries(paths.map((path) => [path, onPartition(broken, path) ?? ""]));
  const host = createNode({
    partition: { ...partition, [list]: "{}" },
    commands: [{ command: /^find .*\/carried-/u, always: true }],
  });
  host.seed("/run/bareon/carried", { kind: "directory", mode: 0o755 });
  host.seed(`/run/bareon/carried/${list}`, "{}");
  await removeSystem(createTestContext(host), { ...options, planOnly: true });
  expect(host.nodes.has(`/run/bareon/carried/${list}`)).toBe(true);
  await removeSystem(createTestContext(host), options);
  expect(host.nodes.has(`/run/bareon/carried/${list}`)).toBe(false);
});

describe("with the system that the node was adopted with", () => {
  const [first, second] = bootRecord.images;
  const adopted = { ...bootRecord, images: [first, { ...second, driver: "existing", source: "existing", flags: [] }] };
  const partition = { [recordPath]: JSON.stringify(adopted), [adoptionPath]: renderAdoption(begunAdoption) };

  test("goes the way back to what booted the node", async () => {
    const host = createNode({ partition });
    await removeSystem(createTestContext(host), options);
    expect(onPartition(host, adoptionPath)).toBeUndefined();
    const released = renderAdoption({ ...begunAdoption, state: "released" });
    const refused = createNode({ partition: { ...partition, [adoptionPath]: released } });
    expect(await refusal(refused)).toBe("conflict: The node was released, and what boots it is in image b.");
    expect([namesOf(refused), writers(refused)]).toEqual([["a", "b"], []]);
    const other = createNode({ partition: { [adoptionPath]: renderAdoption(begunAdoption) } });
    await removeSystem(createTestContext(other), options);
    expect(onPartition(other, adoptionPath)).toBeDefined();
  });

  test("it goes before the system does: after a cut no release leads to volumes that are wiped", async () => {
    // What was written is read back when all of the menu is in its place.
    const host = createNode({ partition, commands: [{ command: /^dd .*iflag=direct/u, exitCode: 1 }] });
    expect(await refusal(host)).not.toBe("");
    expect(namesOf(host)).toEqual(["a"]);
    expect(onPartition(host, adoptionPath)).toBeUndefined();
  });

  test("it stays where the menu cannot be replaced, since somebody else writes to its partition", async () => {
    const held = { command: /^mount .*ro,noload.*\/dev\/vda2/u, exitCode: 32, stderr: "already mounted", always: true };
    const host = createNode({ partition, commands: [held] });
    expect(await refusal(host)).toMatch(/: Somebody else has \/dev\/vda2 mounted for writing\.$/u);
    expect(namesOf(host)).toEqual(["a", "b"]);
    expect(onPartition(host, adoptionPath)).toBeDefined();
  });
});

test("cut off between menu and boot-info, the same command goes on", async () => {
  const { entries } = parseMenu(bootMenu.text);
  const rest = { defaultIndex: 0, timeout: 5, serial: null, modules: [], entries: entries.slice(0, 1) };
  const host = createNode({ partition: { [menuPath]: renderMenu(rest).text } });
  await removeSystem(createTestContext(host), options);
  expect(namesOf(host)).toEqual(["a"]);
  expect(writers(host).length).toBeGreaterThan(0);
});

test("refused are the running system, the default, and what is armed or on trial; nothing is changed", async () => {
  const armed = renderEnvironment({
    ...{ once: 1, trial: null, left: 0, tries: 0, base: null },
    generation: bootMenu.generation,
  });
  const onTrial = renderEnvironment({
    ...{ once: null, trial: 1, left: 2, tries: 3, base: 0 },
    generation: bootMenu.generation,
  });
  for (const [host, entry, message] of [
    [createNode({ partition: { [environmentPath]: onTrial } }), "b", /^conflict: Image b is armed for the next boot/u],
    [createNode(), "a", /^conflict: Image a runs\. Nothing was changed\.$/u],
    [createNode({ partition: { [environmentPath]: armed } }), "b", /^conflict: Image b is armed for the next boot/u],
  ] as const) {
    expect(await refusal(host, { entry })).toMatch(message);
    expect(await refusal(host, { entry, freeSpace: true })).toMatch(message);
    expect(writers(host)).toEqual([]);
    expect(namesOf(host)).toEqual(["a", "b"]);
    expect(onPartition(host, "bareon/spare.json")).toBeUndefined();
  }
});

test("the running system and the default are known although boot-info has their UUIDs in capitals", async () => {
  const seed = createNode();
  await refusal(seed, { entry: "a" });
  const info = JSON.parse(onPartition(seed, infoPath) ?? "") as BootInfo;
  const elements = info.elements.map((one) => ({ ...one, root_uuid: one.root_uuid.toUpperCase() }));
  const host = createNode({ partition: { [infoPath]: JSON.stringify({ ...info, elements }) } });
  expect(await refusal(host, { entry: "a" })).toBe("conflict: Image a runs. Nothing was changed.");
  host.seed("/proc/self/mountinfo", "22 1 254:4 / / rw,relatime shared:1 - btrfs /dev/vda4 rw\n");
  expect(await refusal(host, { entry: "a" })).toBe("conflict: Image a is the default. Nothing was changed.");
  expect(writers(host)).toEqual([]);
});

test.each(["nothing", "partly", undefined])(
  "a system whose update was begun is removed, with what was set aside of it, also if its volume has no UUID now: %s",
  async (written) => {
    const seed = createNode();
    await refusal(seed, { entry: "a" });
    const info = JSON.parse(onPartition(seed, infoPath) ?? "") as BootInfo;
    const uuid = uuids[3] ?? "";
    const updating = { since: "2026-11-29T01:00:00Z", what: "", volumes: [{ uuid, place: "PARTUUID=P4" }] };
    const marked = { ...updating, ...(written === undefined ? {} : { written }) };
    const elements = info.elements.map((one) => (one.os_id === "b" ? { ...one, updating: marked } : one));
    const host = createNode({
      partition: { [infoPath]: JSON.stringify({ ...info, elements }) },
      commands: [
        ...(written === "partly"
          ? [{ command: /^blkid -p .* \/dev\/vda4$/u, stdout: "", exitCode: 2, always: true } as const]
          : []),
        { command: /^mount .*\/run\/bareon\/carried/u, always: true },
        { command: /^find .*\/carried-/u, always: true },
      ],
    });
    const aside = `/run/bareon/carried/bareon/carried-${uuid}`;
    host.seed("/run/bareon/carried", { kind: "directory", mode: 0o755 });
    host.seed(`${aside}/manifest.json`, "{}");
    await removeSystem(createTestContext(host), options);
    expect(namesOf(host)).toEqual(["a"]);
    expect(writers(host).map((text) => text.split(" ").at(-1))).toEqual(["/dev/vda4", "/dev/vda4"]);
    expect(host.nodes.has(`${aside}/manifest.json`)).toBe(false);
  },
);
