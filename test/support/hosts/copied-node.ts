/** A node in memory whose multiboot partition has copies on three disks: commands see those that are there, and the power may go before any of their writes. */
import { BareonError } from "../../../src/base/errors.ts";
import type { Command, Output } from "../../../src/base/command.ts";
import {
  environmentPath,
  idleEnvironment,
  parseEnvironment,
  renderEnvironment,
} from "../../../src/boot/state/environment.ts";
import { historyPath, renderEmptyHistory } from "../../../src/boot/state/history.ts";
import { type Decision, decideNext } from "../../../src/boot/state/trial.ts";
import { withMark } from "../../../src/boot/menu/copies.ts";
import { infoPath, menuPath } from "../../../src/boot/menu/menu.ts";
import { parseMenu } from "../../../src/boot/menu/parse-menu.ts";
import { renderMenu } from "../../../src/boot/menu/render-menu.ts";
import { recordPath } from "../../../src/boot/store/deploy-record.ts";
import type { Context, Host } from "../../../src/host/host.ts";
import { kernelBytes } from "../systems/kernel-bytes.ts";
import { createRecordingHost, createTestContext, type MemoryNode, type RecordingHost } from "./recording-host.ts";

export type Content = Readonly<Record<string, Uint8Array>>;

export interface CopyDisk {
  readonly device: string;
  readonly uuid: string;
  /** The files of its copy, by their paths. */
  content: Content;
}

const roots = { a: "aaaaaaaa-0000-4000-8000-000000000000", b: "bbbbbbbb-0000-4000-8000-000000000000" };
export const copyUuids = [1, 2, 3].map((number) => `cccccccc-0000-4000-8000-00000000000${number}`);

/** The power went; no program goes on. */
export class PowerCut extends Error {}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** As a deploy leaves it: entry 0, a, is the default. */
export function createCopies(): CopyDisk[] {
  const { text, generation } = renderMenu({
    ...{ defaultIndex: 0, timeout: 5, serial: null, modules: [], copies: copyUuids },
    entries: Object.entries(roots).map(([id, uuid]) => ({
      ...{ kind: "linux", id, title: id, rootUuid: uuid, bootUuid: uuid, bootType: "ext4" },
      ...{ kernel: "/vmlinuz", initrd: null, parameters: "" },
    })),
  });
  const elements = Object.entries(roots).map(([id, uuid], index) => ({
    ...{ grub_id: index, entry_id: id, os_id: id, boot_name: id, image_name: id, image_uuid: "", root_uuid: uuid },
  }));
  const content = {
    [menuPath]: bytes(withMark(text, { sequence: 7, written: 0 })),
    [environmentPath]: renderEnvironment({ ...idleEnvironment(generation), sequence: 7 }),
    [infoPath]: bytes(
      JSON.stringify({
        version: 1,
        elements,
        current_element: 0,
        multiboot_partition: copyUuids[0],
        multiboot_copies: copyUuids,
      }),
    ),
    [historyPath]: bytes(renderEmptyHistory()),
    [recordPath]: bytes("{}"),
  };
  return copyUuids.map((uuid, index) => ({ device: `/dev/vd${"abc"[index] ?? ""}2`, uuid, content }));
}

/** The copy that GRUB takes, whichever disk it is started from: the newest by its number alone, of equal ones the first in the menu's list. */
export function leaderOf(disks: readonly CopyDisk[]): CopyDisk | undefined {
  const listed = copyUuids.flatMap((wanted) => disks.filter(({ uuid }) => uuid === wanted));
  const numbers = listed.map(({ content }) => parseEnvironment(content[environmentPath]).env.sequence ?? -1);
  return listed[numbers.indexOf(Math.max(...numbers))];
}

/** What GRUB boots from these disks. Undefined if none has a menu. */
export function grubBoots(disks: readonly CopyDisk[]): Decision | undefined {
  const leader = leaderOf(disks);
  const menu = leader?.content[menuPath];
  if (leader === undefined || menu === undefined) return undefined;
  return decideNext({
    menu: parseMenu(new TextDecoder().decode(menu)),
    environment: parseEnvironment(leader.content[environmentPath]).env,
  });
}

interface View {
  readonly top: string;
  readonly disk: CopyDisk;
  readonly isWritten: boolean;
}

/** Mounts of the copies in memory: what a view shows becomes the disk's content when it is unmounted. */
class Views {
  readonly #views: View[] = [];

  /** As the kernel, which has one superblock of a filesystem: read-only, or not. */
  open(host: RecordingHost, { top, isWritten }: Pick<View, "top" | "isWritten">, disk: CopyDisk): void {
    if (this.#views.some((view) => view.disk === disk && view.isWritten !== isWritten))
      throw new BareonError("failure", `mount: ${disk.device} already mounted or mount point busy.`);
    this.#views.push({ top, disk, isWritten });
    for (const [path, content] of Object.entries(disk.content)) host.seed(`${top}/${path}`, content);
  }

  diskAt(path: string): CopyDisk | undefined {
    return this.#views.find(({ top }) => path.startsWith(`${top}/`))?.disk;
  }

  close(host: RecordingHost, tops: readonly string[]): void {
    const nodes = host.nodes as Map<string, MemoryNode>;
    for (const top of tops) {
      const inside = Array.from(nodes).filter(([path]) => path.startsWith(`${top}/`));
      const place = this.#views.findIndex((view) => view.top === top);
      const view = this.#views[place];
      if (view !== undefined) {
        this.#views.splice(place, 1);
        view.disk.content = Object.fromEntries(
          inside.flatMap(([path, node]) => (node.kind === "file" ? [[path.slice(top.length + 1), node.content]] : [])),
        );
      }
      for (const [path] of inside) nodes.delete(path);
    }
  }
}

function blkidOf(disks: readonly CopyDisk[]): string {
  const copies = disks.map(({ device, uuid }) => `DEVNAME=${device}\nUUID=${uuid}\nTYPE=ext4\nPARTLABEL=bareon-boot`);
  const systems = Object.values(roots).map((uuid, index) => `DEVNAME=/dev/md${index}\nUUID=${uuid}\nTYPE=ext4`);
  return [...copies, ...systems, ""].join("\n\n");
}

function createBase(disks: readonly CopyDisk[], views: Views): RecordingHost {
  const viewOf = (target: string): string => `/proc/1/root${target}`;
  return createRecordingHost({
    files: {
      "/etc/bareon/multiboot": copyUuids.join("\n"),
      "/proc/cmdline": "bareon.entry=1 bareon.reason=trial\n",
      "/proc/self/mountinfo": "22 1 9:1 / / rw,relatime shared:1 - ext4 /dev/md1 rw\n",
      "/dev/md0": { kind: "block", device: "9:0", size: 1 },
      "/dev/md1": { kind: "block", device: "9:1", size: 1 },
      "/vmlinuz": kernelBytes(),
    },
    expect: [
      { command: /^unshare --mount --propagation slave -- flock .* sh -c /u, always: true },
      { command: /^blkid -c/u, stdout: blkidOf(disks), always: true },
      ...disks.map((disk) => ({
        command: new RegExp(`^mount .*-- ${disk.device} `, "u"),
        always: true,
        effect: (host: RecordingHost, { args }: Command): void => {
          const isWritten = args.some((word) => word.startsWith("rw,"));
          views.open(host, { top: viewOf(args.at(-1) ?? ""), isWritten }, disk);
        },
      })),
      {
        command: /^mount .*-- \/dev\/md\d /u,
        always: true,
        effect: (host, { args }): void => host.seed(`${viewOf(args.at(-1) ?? "")}/vmlinuz`, kernelBytes()),
      },
      {
        command: /^umount /u,
        always: true,
        effect: (host, { args }): void => views.close(host, args.filter((word) => word.startsWith("/")).map(viewOf)),
      },
      { command: /^systemctl show/u, stdout: "LoadState=not-found\n", always: true },
      { command: /^(?:chmod|sync|grub-script-check|stat)/u, always: true },
    ],
  });
}

interface Faults {
  /** Before the change of a copy with that number the power goes, and nothing is written any more. */
  readonly cutBefore: number;
  /** Whether that change of that disk fails, where changes count from 1 for each disk. */
  readonly fails: (disk: CopyDisk, change: number) => boolean;
}

/** What changes a copy. */
function withFaults(host: Host, views: Views, { cutBefore, fails }: Faults): Host {
  let count = 0;
  const counts = new Map<string, number>();
  const step = (path: string): void => {
    if (!path.startsWith("/proc/1/root/")) return;
    const disk = views.diskAt(path);
    if (disk !== undefined) {
      const change = (counts.get(disk.device) ?? 0) + 1;
      counts.set(disk.device, change);
      if (fails(disk, change)) throw new BareonError("failure", `Cannot write in ${path}: i/o error (EIO).`);
    }
    count += 1;
    if (count > cutBefore) throw new PowerCut(`before write ${count}`);
  };
  return {
    ...host,
    async writeInSector(path, ...more) {
      step(path);
      await host.writeInSector(path, ...more);
    },
    async writeFile(path, ...more) {
      step(path);
      await host.writeFile(path, ...more);
    },
    async rename(path, to) {
      step(path);
      await host.rename(path, to);
    },
    async linkFile(path, name) {
      step(path);
      await host.linkFile(path, name);
    },
    async removeFile(path) {
      step(path);
      await host.removeFile(path);
    },
  };
}

/** Runs what a command does with the disks that are there. Returns whether it came to its end before the power went. */
export async function runWith(
  disks: readonly CopyDisk[],
  work: (ctx: Context) => Promise<unknown>,
  cutBefore = Number.POSITIVE_INFINITY,
  fails: Faults["fails"] = () => false,
): Promise<boolean> {
  const views = new Views();
  const base = createBase(disks, views);
  // What is read back past the cache is what the view shows.
  const run = async (command: Command, options?: Parameters<Host["run"]>[1]): Promise<Output> => {
    if (command.program !== "dd") return await base.run(command, options);
    const path = command.args.find((word) => word.startsWith("if="))?.slice(3) ?? "";
    return { exitCode: 0, stdout: base.text(path) ?? base.text(`/proc/1/root${path}`) ?? "", stderr: "" };
  };
  const hold: Host["hold"] = async (command) => {
    const held = await base.hold(command);
    return "run" in held ? { ...held, run: async (inner) => await run(inner) } : held;
  };
  try {
    await work(createTestContext(withFaults({ ...base, run, hold }, views, { cutBefore, fails })));
    return true;
  } catch (error) {
    if (error instanceof PowerCut) return false;
    throw error;
  }
}
