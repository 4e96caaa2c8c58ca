/** What an image has to have, and what each initramfs of it gets, so that its root is on a multipath map and not on one of the paths. */
import { expect, test } from "vitest";
import { checkMaps, joinAtBoot } from "../../../src/deploy/map-at-boot.ts";
import { openTree } from "../../../src/host/tree-writer.ts";
import type { Plan, PlannedImage } from "../../../src/schema/plan.ts";
import {
  createRecordingHost,
  createTestContext,
  mountCommands,
  type RecordingHost,
} from "../../support/hosts/recording-host.ts";

const map = "/dev/mapper/mpatha";
const wwid = "35000c500a1b2c3d4";
const debian = {
  "/tree/usr/sbin/multipathd": "x",
  "/tree/usr/sbin/kpartx": "x",
  "/tree/sbin": { kind: "symlink", target: "usr/sbin" } as const,
  "/tree/usr/sbin/mkinitramfs": "x",
  "/tree/usr/share/initramfs-tools/hooks/multipath": "x",
};

function planWith(mount: string, multipath: object = { multipath: { wwid, separator: "-part" } }): Plan {
  const identity = { number: 3, type: "", partuuid: "", name: "", purpose: "volume" };
  const partitions = [{ device: `${map}-part3`, start: 1_048_576, size: 1_048_576, ...identity }];
  const disks = [{ path: map, size: 4_194_304, sectorSize: 512, tableId: "", partitions, ...multipath }];
  const image = { name: "red", mounts: [{ mount, device: `${map}-part3` }] };
  return { disks, arrays: [], groups: [], volumes: [], images: [image] } as unknown as Plan;
}

function imageOf({ images }: Plan): PlannedImage {
  const [image] = images;
  if (image === undefined) throw new Error("no image");
  return image;
}

async function lack(files: object, plan: Plan): Promise<string> {
  const host = createRecordingHost({ files: { "/tree/etc/fstab": "", ...files } });
  try {
    await checkMaps(host, "/tree", plan, imageOf(plan));
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}

test("an image with its root or /usr on a map needs the programs, and the one by which its initramfs has them", async () => {
  expect(await lack(debian, planWith("/"))).toBe("");
  expect(await lack({}, planWith("/usr"))).toBe(
    "Image red lacks what joins the paths to its root, and would lose that with one of them: /sbin/multipathd, /sbin/kpartx, /usr/sbin/mkinitramfs, /usr/share/initramfs-tools/hooks/multipath",
  );
  const { "/tree/usr/share/initramfs-tools/hooks/multipath": _, ...tools } = debian;
  expect(await lack(tools, planWith("/"))).toMatch(/: \/usr\/share\/initramfs-tools\/hooks\/multipath$/u);
  expect(await lack({}, planWith("/srv"))).toBe("");
  expect(await lack({}, planWith("/", {}))).toBe("");
});

const initrd = "/tree/boot/initrd.img-6.1";
const listed = "-rwxr-xr-x   1 root     root        43424 Nov 30 16:46 usr/sbin/multipath\n";
const dd = /^dd of=\/tree\/boot\/initrd.img-6\.1 oflag=append /u;

function treeHost(size: number, lists: readonly string[], theirs = "theirs"): RecordingHost {
  const host = createRecordingHost({
    files: {
      ...debian,
      "/tree/etc/fstab": "",
      "/tree/etc/multipath/wwids": `# ${theirs}\n/${wwid}/\n`,
      "/tree/boot/vmlinuz-6.1": "x",
      "/tree/lib/modules/6.1/modules.dep": "",
      [initrd]: new Uint8Array(size).fill(7),
    },
    expect: [
      mountCommands(),
      { command: /mkinitramfs/u, always: true },
      ...lists.map((stdout) => ({ command: /lsinitramfs/u, stdout })),
      {
        command: dd,
        always: true,
        effect: (own, { input = "" }) =>
          own.seed(initrd, Buffer.concat([own.nodes.get(initrd) as never, Buffer.from(input)].map(bytesOf))),
      },
      { command: /./u, always: true },
    ],
  });
  return host;
}

function bytesOf(one: unknown): Buffer {
  return Buffer.isBuffer(one) ? one : Buffer.from((one as { content: Uint8Array }).content);
}

async function join(host: RecordingHost): Promise<void> {
  const ctx = createTestContext(host);
  const plan = planWith("/");
  await joinAtBoot(ctx, plan, imageOf(plan), openTree(ctx, "/tree", "Image red"));
}

function ran(host: RecordingHost, pattern: RegExp): number {
  return host.commands.filter((command) => pattern.test(command)).length;
}

test.for([1024, 1021, 1023, 3])(
  "the number of the map is put behind an initramfs of %i bytes as an archive of its own, once",
  async (size) => {
    const host = treeHost(size, [listed, listed]);
    await join(host);
    const text = host.text(initrd) ?? "";
    const start = text.indexOf("070701");
    expect(start % 4).toBe(0);
    expect(start - size).toBeGreaterThanOrEqual(4);
    expect(text.slice(size, start)).toBe("\0".repeat(start - size));
    expect(text.slice(start)).toContain(`etc/multipath/wwids\0`);
    expect(text.slice(start)).toContain(`# theirs\n/${wwid}/\n`);
    await join(host);
    expect(host.text(initrd)).toBe(text);
    expect([ran(host, /mkinitramfs/u), ran(host, dd)]).toEqual([0, 1]);
  },
);

test("an initramfs without the program is made anew; one that has none then either is a failure", async () => {
  const host = treeHost(1024, ["", listed]);
  await join(host);
  expect([ran(host, /mkinitramfs/u), ran(host, dd)]).toEqual([1, 1]);
  await expect(join(treeHost(1024, ["", ""]))).rejects.toThrow(/made anew, has no multipath\(8\)/u);
});

test("a list of numbers with a comment that is not ASCII is put there once, too", async () => {
  const host = treeHost(1024, [listed, listed], "Platten für Köln");
  await join(host);
  await join(host);
  expect(ran(host, dd)).toBe(1);
});
