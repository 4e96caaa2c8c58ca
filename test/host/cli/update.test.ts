/** bareon-provision update as its users start it, on a loop device: stopped and gone on with, over a hostile tree, and of what cannot be booted. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProgressEvent } from "../../../src/base/events.ts";
import type { HistoryResult, ListResult } from "../../../src/schema/bareon-boot.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { forgetPartitions } from "../../support/disks/loop-disk.ts";
import { systemTree, type Tree } from "../../support/disks/provisioned-disk.ts";
import { bootProgram, provisionProgram } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { deployHere } from "../../support/disks/deploy-here.ts";

let folder: Scratch;
let device: string;
let info: BootInfo;

const payload = Array.from(
  { length: 24 },
  (_, index) => [`payload/${index}`, Buffer.alloc(128 * 1024, index)] as const,
);
const trees: Readonly<Record<string, Tree>> = {
  red: systemTree("Red 1", "6.1"),
  blue: systemTree("Blue 1", "6.1", { "opt/stale": "s", "etc/hostname": "image\n", "usr/share/doc/x": "x" }),
  newblue: systemTree("Blue 2", "6.2", {
    ...Object.fromEntries(payload),
    ...{ "etc/hostname": "image\n", "usr/share/doc/x": "x", "srv/shared/of-the-image": "o" },
  }),
  kernelless: { ...Object.fromEntries(payload), "usr/lib/os-release": 'PRETTY_NAME="Blue 3"\n' },
};

async function makeTree(path: string, tree: Tree): Promise<void> {
  for (const [name, content] of Object.entries(tree)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(join(path, name), content);
    else await symlink(content.link, join(path, name));
  }
}

beforeAll(async () => {
  folder = await scratchFolder();
  for (const [name, tree] of Object.entries(trees)) await makeTree(join(folder.path, name), tree);
  for (const path of ["upper", "work"]) await mkdir(join(folder.path, path), { recursive: true });
  // The running system's, and one that the new version brings.
  const note = `#!/bin/sh\necho "$BAREON_EVENT $BAREON_ENTRY $BAREON_CAUSE" >> ${from("told")}\n`;
  for (const [path, script] of [
    ["upper/bareon/event.d", note],
    ["newblue/etc/bareon/event.d", `#!/bin/sh\necho image >> ${from("told")}\n`],
  ] as const) {
    await mkdir(from(path), { recursive: true });
    await writeFile(join(from(path), "note"), script, { mode: 0o755 });
  }
  const volume = (mount: string, size: number, images: readonly string[]): object => ({
    ...{ type: "partition", mount, size, file_system: "ext4", disk_label: images.join("-"), images },
  });
  const { path } = await deployHere(folder.path, 460, (disk) => ({
    partitions_policy: "clean",
    images: ["red", "blue"].map((name) => ({
      ...{ name, boot_tool: false, image_pull_url: join(folder.path, name), target: "/" },
    })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: disk }, size: 450 },
        volumes: [volume("/", 130, ["red"]), volume("/", 130, ["blue"]), volume("/srv/shared", 40, ["red", "blue"])],
      },
    ],
  }));
  info = JSON.parse(await readFile(join(folder.path, "boot-info.json"), "utf8")) as BootInfo;
  ({ stdout: device } = await execa("losetup", ["--find", "--show", "--", path]));
  await execa("partx", ["--update", "--", device]);
});

afterAll(async () => {
  await forgetPartitions(device);
  await execa("losetup", ["--detach", device]);
  await folder[Symbol.asyncDispose]();
});

/** A machine of its own: nothing else deploys there, it has no other systems, and what is written to its /etc is seen in `upper`. */
function alone(program: string, words: readonly string[]): readonly string[] {
  const script = [
    "mkdir -p /run/bareon; mount -t tmpfs tmpfs /run/bareon",
    'mount --bind /dev/null "$(command -v os-prober)"',
    `mount -t overlay -o lowerdir=/etc,upperdir=${folder.path}/upper,workdir=${folder.path}/work overlay /etc`,
    `mkdir -p /etc/bareon; echo ${info.multiboot_partition} > /etc/bareon/multiboot; exec "$@"`,
  ];
  return ["unshare", "--mount", "--", "sh", "-euc", script.join("; "), "sh", program, ...words];
}

interface Ended {
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  readonly child: ChildProcess;
  /** Once the image has begun to come. */
  readonly transfer: Promise<void>;
  readonly ended: Promise<Ended>;
}

function start(words: readonly string[]): Started {
  const log = ["--log-file", join(folder.path, "log"), "--progress-fd", "3"];
  const [program = "", ...args] = alone(provisionProgram, ["update", ...words, ...log]);
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout?.on("data", (data: Buffer) => (output.stdout += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (output.stderr += data.toString()));
  const ended = new Promise<Ended>((done) =>
    child.once("close", (code, signal) => done({ code: signal ?? code, ...output })),
  );
  const transfer = new Promise<void>((done, fail) => {
    createInterface({ input: child.stdio[3] as Readable }).on("line", (line) => {
      const event = JSON.parse(line) as ProgressEvent;
      if (event.event === "transfer" && event.bytes > 0) done();
    });
    void ended.then(({ stderr }) => fail(new Error(`it ended before the transfer: ${stderr}`)));
  });
  transfer.catch(() => undefined);
  return { child, transfer, ended };
}

async function update(...words: readonly string[]): Promise<Ended> {
  return await start(words).ended;
}

function from(name: string): string {
  return join(folder.path, name);
}

async function boot<T>(...words: readonly string[]): Promise<T> {
  const [program = "", ...args] = alone(bootProgram, [...words, "--json"]);
  return JSON.parse((await execa(program, args, { reject: false })).stdout) as T;
}

async function entry(): Promise<ListResult["entries"][number] | undefined> {
  return (await boot<ListResult>("list")).entries.find(({ os_id: id }) => id === "blue");
}

/** Runs a script at the top of a volume. */
async function on(label: string, script: string): Promise<string> {
  const mounted = 'mount "$(blkid -L "$1")" "$2" && cd "$2"';
  await mkdir(join(folder.path, "mnt"), { recursive: true });
  const words = ["--mount", "--", "sh", "-euc", `${mounted}\n${script}`, "sh", label, join(folder.path, "mnt")];
  return (await execa("unshare", words)).stdout;
}

function readProcess(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** Processes of the whole machine that work in the folder or see a mount of its disk. */
function leftovers(): string[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/u.test(name) && name !== `${process.pid}`);
  return pids.flatMap((pid) => {
    const line = readProcess(pid, "cmdline").replaceAll("\0", " ");
    return line.includes(folder.path) || readProcess(pid, "mountinfo").includes(`${device}p`) ? [`${pid} ${line}`] : [];
  });
}

async function untilNothingIsLeft(): Promise<void> {
  const limit = Date.now() + 10_000;
  while (leftovers().length > 0) {
    if (Date.now() > limit) throw new Error(`still there: ${leftovers().join("; ")}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

const refusedWords = ["once", "trial", "set-default"] as const;

test(
  "stopped by any signal it leaves no mount, no process and no system that can be booted, and the same command goes on",
  { timeout: 240_000 },
  async () => {
    await on("blue", "echo carried > etc/hostname; chmod 600 etc/hostname");
    const words = ["blue", "--source", from("newblue")];
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
      ["SIGKILL", "SIGKILL"],
    ] as const) {
      const stopped = start([...words, "--bandwidth", "100K"]);
      await stopped.transfer;
      expect(leftovers().some((line) => line.includes("rsync"))).toBe(true);
      stopped.child.kill(signal);
      expect((await stopped.ended).code).toBe(code);
      if (signal === "SIGKILL") await untilNothingIsLeft();
      expect(leftovers()).toEqual([]);
      expect(await entry()).toMatchObject({ grub_id: 1, valid: false, updating: {} });
    }
    for (const word of refusedWords)
      expect(await boot(word, "blue")).toMatchObject({ error: { code: "unbootable", exit_code: 32 } });
    const { code, stderr } = await update(...words, "--image-name", "blue-2");
    expect(code, stderr).toBe(0);
    expect(stderr).toContain("Image blue has 1 file for /srv/shared");
    const written = await on(
      "blue",
      "ls boot; test ! -e opt; cat etc/hostname; stat -c %a etc/hostname; ls srv/shared; grep PRETTY usr/lib/os-release",
    );
    expect(written.split("\n")).toEqual([
      ...["initrd.img-6.2", "vmlinuz-6.2", "carried", "600", 'PRETTY_NAME="Blue 2"'],
    ]);
    expect(await on("red-blue", "ls")).toBe("lost+found");
    expect(await entry()).toMatchObject({ valid: true, image_name: "blue-2" });
    const { lines } = await boot<HistoryResult>("history");
    const told = lines.filter(({ what }) => what === "update").map(({ why }) => why);
    expect(told.at(-1)).toBe("ends: mirror, from blue to blue-2");
    await boot("cancel");
  },
);

test(
  "over a hostile tree nothing outside of its volumes is read or written, by a mirror and by an archive",
  { timeout: 120_000 },
  async () => {
    await writeFile(from("secret"), "secret of this machine\n");
    const hostile = [
      "rm -rf usr/share opt srv etc; mkfifo usr/share; ln -s /etc opt; ln -s / srv",
      "mkdir -p etc/ssh; mkfifo etc/machine-id; mknod etc/ssh/ssh_host_a b 7 0; mknod etc/ssh/ssh_host_c c 1 5",
      `ln -s ${from("secret")} etc/hostname; ln -s ${from("secret")} etc/ssh/ssh_host_b; ln -s / etc/bareon`,
    ].join("\n");
    await on("blue", hostile);
    const mirror = await update("blue", "--source", from("newblue"), "--then", "nothing");
    expect(mirror.code, mirror.stderr).toBe(0);
    for (const path of ["/etc/machine-id", "/etc/ssh/ssh_host_a", "/etc/ssh/ssh_host_c"])
      expect(mirror.stderr).toContain(`${path} is not carried: it is no file, folder or link.`);
    const look =
      "readlink etc/hostname; ls etc/ssh; test -d usr/share; ls -A srv srv/shared; ls -d opt 2>/dev/null || true";
    expect((await on("blue", look)).split("\n")).toEqual([
      ...[from("secret"), "ssh_host_b", "srv:", "shared", "", "srv/shared:"],
    ]);
    await on(
      "blue",
      "rm -rf etc srv; ln -s /etc etc; ln -s /etc srv; rm -r usr/share; ln -s ../../../../../etc usr/share",
    );
    await execa("tar", ["--create", "--zstd", `--file=${from("new.tar.zst")}`, `--directory=${from("newblue")}`, "."]);
    const archive = ["--source", `file://${from("new.tar.zst")}`, "--method", "overlay", "--then", "nothing"];
    const overlay = await update("blue", ...archive);
    expect(overlay.code, overlay.stderr).toBe(0);
    expect(await on("blue", "cat etc/hostname usr/share/doc/x; ls -d etc/ssh 2>/dev/null || true")).toBe("image\nx");
    expect(await on("blue", `grep -rl 'secret of this' . || true`)).toBe("");
    expect(await on("red-blue", "ls")).toBe("lost+found");
    expect(
      (await execa("find", [".", "-mindepth", "1"], { cwd: from("upper") })).stdout.split("\n").toSorted(),
    ).toEqual(["./bareon", "./bareon/event.d", "./bareon/event.d/note", "./bareon/multiboot"]);
  },
);

test("what is in use is refused in whatever mount namespace, and what cannot be booted is not offered", async () => {
  await using holder = spawnHolder();
  await holder.ready;
  const held = await update("blue", "--source", from("newblue"));
  expect([held.code, held.stderr]).toEqual([6, expect.stringContaining("are in use") as string]);
  expect(await entry()).toMatchObject({ valid: true });
  await holder[Symbol.asyncDispose]();
  const { code, stderr } = await update("blue", "--source", from("kernelless"));
  expect([code, stderr]).toEqual([22, expect.stringContaining("it has no kernel") as string]);
  expect((await update("blue", "--abandon")).code).toBe(32);
  expect(await entry()).toMatchObject({ valid: false, updating: {} });
  const stopped = start(["blue", "--source", from("newblue"), "--bandwidth", "100K"]);
  await stopped.transfer;
  stopped.child.kill("SIGTERM");
  await stopped.ended;
  await on("blue", `mkdir -p boot; cp -a ${from("newblue")}/boot/. boot/`);
  // Its kernel could be loaded, and the rest of it is of two versions.
  const abandoned = await update("blue", "--abandon");
  expect([abandoned.code, abandoned.stderr]).toEqual([32, expect.stringContaining("of two versions") as string]);
  expect(await entry()).toMatchObject({ valid: false, updating: { written: "partly" } });
  const again = await update("blue", "--source", from("newblue"));
  expect(again.code, again.stderr).toBe(0);
  expect(await entry()).toMatchObject({ valid: true });
});

test("each end of an update above was told to the program of the running system, and none to that of the image", async () => {
  expect(await on("blue", "test -x etc/bareon/event.d/note && echo there")).toBe("there");
  expect((await readFile(from("told"), "utf8")).split("\n")).toEqual([
    ...["update blue ", "update blue ", "update blue "],
    ...["update-failed blue unsafe", "update-failed blue bootloader", "update blue ", ""],
  ]);
});

/** Mounts the idle root in a mount namespace of its own. */
function spawnHolder(): AsyncDisposable & { readonly ready: Promise<unknown> } {
  const script = 'mount -o ro "$(blkid -L blue)" "$1" && echo mounted && exec sleep 600';
  const child = spawn("unshare", ["--mount", "--", "sh", "-euc", script, "sh", join(folder.path, "mnt")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((done) => child.once("close", done));
  return {
    ready: new Promise((done) => child.stdout.once("data", done)),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
