/** The folder of a volume is as the one that it hides, if the volume is new and can hold that. */
import { expect, test } from "vitest";
import { aroundMount, transferInto } from "../../../src/deploy/transfer.ts";
import { mountPoints } from "../../../src/deploy/mount-points.ts";
import type { PlannedVolume } from "../../../src/schema/plan.ts";
import { Scope } from "../../../src/host/scope.ts";
import {
  createRecordingHost,
  createTestContext,
  type MemoryNode,
  mountCommands,
} from "../../support/hosts/recording-host.ts";

const points = mountPoints(0);

/** The commands around the mount of a volume at that path of the tree. */
async function commandsOf(
  path: string,
  hidden: string | undefined,
  more: Partial<PlannedVolume> = {},
): Promise<string> {
  const place = points.tree + path;
  const volume = { device: "/dev/sda3", mount: path, type: "ext4", uuid: "1", ...more } as PlannedVolume;
  const host = createRecordingHost({
    files: hidden === undefined ? {} : { [place]: { kind: "directory", mode: 0o755 } },
    expect: [
      { command: /^stat /u, stdout: `${hidden ?? ""}\n`, always: true },
      { command: /^(?:chown|chmod|setfattr) /u, always: true },
      { command: /^getfattr /u, stdout: "user.note=0x6d\n", always: true },
    ],
  });
  const request = { what: "Image red", plan: { volumes: [volume] }, mounts: [], points };
  await aroundMount(
    createTestContext(host),
    request,
  )({ volume: { ...volume, mount: path }, place, mount: async () => undefined });
  return host.commands.filter((command) => /^(?:ch|set)/u.test(command)).join("; ");
}

test("a new volume gets owner, mode and attributes of the folder that it hides; a kept one and a plain one do not", async () => {
  const place = `${points.tree}/srv`;
  const taken = `setfattr --no-dereference --name=user.note --value=0x6d -- ${place}; chown --no-dereference -- 5:6 ${place}; chmod -- 2750 ${place}`;
  expect(await commandsOf("/srv", "5:6:2750")).toBe(taken);
  expect(await commandsOf("/srv", "5:6:2750", { keep: true })).toBe("");
  expect(await commandsOf("/srv", "5:6:2750", { keep: true, givenUp: true }), "made by an earlier phase").toBe(taken);
  expect(await commandsOf("/srv", "5:6:2750", { type: "vfat" })).toBe("");
});

test("a folder for everybody's files that the image does not have is made for everybody, and so is its volume", async () => {
  const place = `${points.tree}/tmp`;
  const once = `chown --no-dereference -- 0:0 ${place}; chmod -- 1777 ${place}`;
  expect(await commandsOf("/tmp", undefined)).toBe(`${once}; ${once}`);
  expect(await commandsOf("/data", undefined)).toBe("");
});

test("a volume whose mount point was a link, and is none in the image, is mounted where the image has it, and brought again", async () => {
  const volumes = ["/", "/home"].map((mount, index) => ({
    device: `/dev/sda${index}`,
    mount,
    type: "ext4",
    uuid: mount,
  }));
  const folder: MemoryNode = { kind: "directory", mode: 0o755 };
  const host = createRecordingHost({
    files: {
      [`${points.tree}/home`]: { kind: "symlink", target: "var/home" },
      [`${points.tree}/var/home`]: folder,
      [points.jail]: folder,
    },
    expect: [
      mountCommands(),
      { command: /^stat /u, stdout: "0:0:755\n", always: true },
      { command: /^getfattr /u, always: true },
    ],
  });
  const brought: (readonly string[])[] = [];
  await using scope = new Scope();
  const { places } = await transferInto(createTestContext(host), scope, {
    ...{ what: "Image red", plan: { volumes: [] }, mounts: volumes, points, flagged: new Map() },
    findTop: async () => points.tree,
    bring: async (_top, below) => {
      brought.push(below);
      (host.nodes as Map<string, MemoryNode>).set(`${points.tree}/home`, folder);
    },
  });
  expect(brought).toEqual([["var", "var/home"], ["home"]]);
  expect(places.get("/home")).toBe("/home");
  await scope.close();
});
