/** The commands of bareon-boot that change something, on a loop disk: what each comes to, a second time too, and where it is refused. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { showHistory, status } from "../../../src/recipes/boot-show.ts";
import {
  cancel,
  confirm,
  once,
  reject,
  rebootInto,
  rollback,
  setDefault,
  tryEntry,
} from "../../../src/recipes/boot-change.ts";
import type { ChangeOptions } from "../../../src/recipes/change.ts";
import { environmentPath } from "../../../src/boot/state/environment.ts";
import { historyPath } from "../../../src/boot/state/history.ts";
import { menuPath } from "../../../src/boot/menu/menu.ts";
import { validate } from "../../../src/schema/bareon-boot.validate.js";
import { localContext } from "../../support/hosts/local-context.ts";
import { createMultibootDisk, type MultibootDisk, withMounted } from "../../support/disks/multiboot-disk.ts";
import { bootProgram } from "../../support/files/paths.ts";
import { runningContext } from "../../support/hosts/running-context.ts";

let disk: MultibootDisk;
let pristine: string;
const threeTries = { tries: 3, reset: false };

beforeAll(async () => {
  disk = await createMultibootDisk({ centos: "ext4", ubuntu: "ext4" });
  pristine = join(disk.directory, "pristine.img");
  await execa("dd", [`if=${disk.multiboot}`, `of=${pristine}`, "bs=1M", "status=none"]);
});

afterAll(async () => {
  await disk[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await execa("dd", [`if=${pristine}`, `of=${disk.multiboot}`, "bs=1M", "oflag=direct", "status=none"]);
  await execa("blockdev", ["--flushbufs", disk.multiboot]);
});

const options = (): ChangeOptions => ({ uuid: disk.uuid, who: "anna" });

async function read(path: string): Promise<string> {
  return await withMounted(disk.multiboot, "ro", async (directory) => await readFile(join(directory, path), "utf8"));
}

async function run(
  ...argv: readonly string[]
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const { exitCode, stdout, stderr } = await execa(bootProgram, argv, { reject: false });
  return { exitCode: exitCode ?? -1, stdout, stderr };
}

test("once and trial write one sector of grubenv, and a second time nothing", async () => {
  const ctx = localContext();
  expect(await once(ctx, options(), "ubuntu")).toMatchObject({
    changed: true,
    reason: "once",
    next: { grub_id: 1 },
    once: { grub_id: 1 },
    default: { grub_id: 0 },
  });
  expect(await once(ctx, options(), "@other")).toMatchObject({ changed: false, reason: "once" });
  const text = await read(environmentPath);
  expect(text).toMatch(
    /^# GRUB Environment Block\n# .*\nbareon_once=1\.\nbareon_trial=--\nbareon_left=0\nbareon_gen=[0-9a-f]{8}\nbareon_base=--\nbareon_tries=0\n#+$/u,
  );
  expect(text).toHaveLength(1024);
  expect(await once(ctx, options(), null)).toMatchObject({ changed: true, once: null });
  expect(await once(ctx, options(), null)).toMatchObject({ changed: false });
  expect(await tryEntry(ctx, options(), "ubuntu", threeTries)).toMatchObject({
    changed: true,
    reason: "trial",
    trial: { grub_id: 1, left: 3, tries: 3, state: "armed" },
  });
  expect(await tryEntry(ctx, options(), "ubuntu", { tries: 9, reset: false })).toMatchObject({
    changed: false,
    trial: { left: 3 },
  });
  expect(await tryEntry(ctx, options(), "ubuntu", { tries: 9, reset: true })).toMatchObject({
    changed: true,
    trial: { left: 9 },
  });
  await expect(tryEntry(ctx, options(), "centos", threeTries)).rejects.toMatchObject({ exit: "conflict" });
  const { lines } = await showHistory(ctx, options());
  expect(lines.map(({ who, what, from, to }) => [who, what, from, to])).toEqual([
    ["anna", "once", null, "ubuntu"],
    ["anna", "once", "ubuntu", null],
    ["anna", "trial", null, "ubuntu"],
    ["anna", "trial", "ubuntu", "ubuntu"],
  ]);
});

test("only the system on trial can be confirmed; then rollback goes back, once", async () => {
  const [centos, ubuntu] = [await runningContext(disk, 0, "default"), await runningContext(disk, 1, "trial")];
  await expect(confirm(centos, options(), false)).rejects.toMatchObject({ exit: "nothing" });
  expect(await confirm(centos, options(), true)).toMatchObject({ changed: false });
  await tryEntry(centos, options(), "ubuntu", threeTries);
  await expect(confirm(centos, options(), false)).rejects.toMatchObject({ exit: "conflict" });
  await expect(confirm(centos, options(), true)).rejects.toMatchObject({ exit: "conflict" });
  expect(await confirm(ubuntu, options(), false)).toMatchObject({
    changed: true,
    previous: 0,
    default: { grub_id: 1 },
    trial: null,
    reason: "default",
  });
  expect(await confirm(ubuntu, options(), false)).toMatchObject({ changed: false });
  expect(await read(menuPath)).toMatch(/^set default=1 {2}\n/u);
  expect(await status(ubuntu, options())).toMatchObject({
    current: { grub_id: 1 },
    booted: "trial",
    explanation: expect.stringMatching(/^ubuntu was started on trial; ubuntu is booted next/u) as string,
  });
  expect(await rollback(ubuntu, options(), null)).toMatchObject({ changed: true, default: { grub_id: 0 } });
  expect(await rollback(ubuntu, options(), null)).toMatchObject({ changed: false, default: { grub_id: 0 } });
  expect(await setDefault(ubuntu, options(), "@previous")).toMatchObject({ changed: true, default: { grub_id: 1 } });
  expect(await rollback(ubuntu, options(), "ubuntu")).toMatchObject({ changed: false });
});

test("reject and cancel end a trial, and without one reject is an error", async () => {
  const ubuntu = await runningContext(disk, 1, "trial");
  await tryEntry(ubuntu, options(), "ubuntu", threeTries);
  expect(await reject(ubuntu, options(), { reboot: true })).toMatchObject({
    changed: true,
    reboot: true,
    trial: null,
    next: { grub_id: 0 },
  });
  expect(await reject(ubuntu, options())).toMatchObject({ changed: false });
  await expect(reject(await runningContext(disk, 0, "default"), options())).rejects.toMatchObject({
    exit: "nothing",
  });
  await tryEntry(ubuntu, options(), "ubuntu", threeTries);
  expect(await rollback(ubuntu, options(), null)).toMatchObject({
    changed: true,
    trial: null,
    default: { grub_id: 0 },
  });
  await once(ubuntu, options(), "ubuntu");
  expect(await cancel(ubuntu, options())).toMatchObject({ changed: true, once: null, reason: "default" });
  expect(await cancel(ubuntu, options())).toMatchObject({ changed: false });
});

test("an outside change of the default supersedes a trial; what the next command does is clear", async () => {
  const [centos, ubuntu] = [await runningContext(disk, 0, "default"), await runningContext(disk, 1, "trial")];
  await setDefault(centos, options(), "ubuntu");
  await tryEntry(centos, options(), "centos", threeTries);
  await withMounted(
    disk.multiboot,
    "rw",
    async (directory) =>
      void (await execa("sed", ["-i", String.raw`s/\(set default=\)[0-9]*/\10/`, join(directory, menuPath)])),
  );
  expect(await status(centos, options())).toMatchObject({ reason: "confirmed", trial: { state: "confirmed" } });
  await setDefault(centos, options(), "ubuntu");
  await tryEntry(centos, options(), "centos", threeTries);
  await withMounted(
    disk.multiboot,
    "rw",
    async (directory) =>
      void (await execa("sed", ["-i", String.raw`s/\(set default=\)[0-9]*/\17/`, join(directory, menuPath)])),
  );
  expect(await status(ubuntu, options())).toMatchObject({
    reason: "confirmed",
    warnings: [expect.stringContaining("entry 7") as string],
  });
  expect(await setDefault(centos, options(), "centos")).toMatchObject({ changed: true, previous: 7, trial: null });
});

test("set-default of what is the default ends a trial; --expect-current is about the default", async () => {
  const ctx = localContext();
  await tryEntry(ctx, options(), "ubuntu", threeTries);
  expect(await setDefault(ctx, options(), "centos")).toMatchObject({ changed: true, trial: null, reason: "default" });
  await expect(setDefault(ctx, options(), "ubuntu", "ubuntu-image-that-is-none")).rejects.toMatchObject({
    exit: "entry",
  });
  expect(await setDefault(ctx, options(), "ubuntu", "centos")).toMatchObject({ changed: true });
  expect(await setDefault(ctx, options(), "ubuntu", "centos")).toMatchObject({ changed: false });
  await expect(setDefault(ctx, options(), "centos", "centos-i")).rejects.toMatchObject({ exit: "conflict" });
  expect(await setDefault(ctx, options(), "centos", "@default")).toMatchObject({
    changed: true,
    default: { grub_id: 0 },
  });
});

test("--dry-run says all of it and writes nothing", async () => {
  const before = [await read(menuPath), await read(environmentPath), await read(historyPath)];
  const dry = { ...options(), dryRun: true };
  const ctx = localContext();
  expect(await setDefault(ctx, dry, "ubuntu")).toMatchObject({ changed: true, dry_run: true, default: { grub_id: 1 } });
  expect(await tryEntry(ctx, dry, "ubuntu", threeTries)).toMatchObject({
    changed: true,
    dry_run: true,
    reason: "trial",
  });
  expect(await rebootInto(ctx, dry, "ubuntu")).toMatchObject({
    changed: true,
    dry_run: true,
    reboot: true,
    once: { grub_id: 1 },
  });
  expect([await read(menuPath), await read(environmentPath), await read(historyPath)]).toEqual(before);
});

test("an environment that is missing, short or somebody else's arms nothing, and the next change mends it", async () => {
  const ctx = localContext();
  const harms: readonly ((path: string) => Promise<unknown>)[] = [
    async (path) => await execa("rm", [path]),
    async (path) => await writeFile(path, "# GRUB Environment Block\nbareon_once=1.\n"),
    async (path) => await execa("grub-editenv", [path, "set", `saved_entry=${"x".repeat(600)}`]),
    async (path) => await writeFile(path, ""),
  ];
  for (const harm of harms) {
    await withMounted(disk.multiboot, "rw", async (directory) => void (await harm(join(directory, environmentPath))));
    const { reason, warnings } = await status(ctx, options());
    expect([reason, warnings.length]).toEqual(["default", 1]);
    expect(await once(ctx, options(), "ubuntu")).toMatchObject({ changed: true, reason: "once" });
    expect(await status(ctx, options())).toMatchObject({ reason: "once", warnings: [] });
    await once(ctx, options(), null);
  }
  expect(
    await withMounted(disk.multiboot, "ro", async (directory) => await execa("ls", [join(directory, "boot/grub2")])),
  ).toMatchObject({ stdout: "grub.cfg\ngrubenv" });
});

test("a full partition takes every change; where there is no room for a new history, a warning says so", async () => {
  const ctx = localContext();
  const fill = async (): Promise<void> =>
    await withMounted(
      disk.multiboot,
      "rw",
      async (directory) =>
        void (await execa("dd", ["if=/dev/zero", `of=${join(directory, "full")}`, "bs=64k"], { reject: false })),
    );
  await fill();
  expect(await tryEntry(ctx, options(), "ubuntu", threeTries)).toMatchObject({ changed: true });
  expect(await setDefault(ctx, options(), "ubuntu")).toMatchObject({ changed: true });
  expect((await showHistory(ctx, options())).lines).toHaveLength(2);
  await withMounted(
    disk.multiboot,
    "rw",
    async (directory) => void (await execa("rm", [join(directory, historyPath)])),
  );
  await fill();
  expect(await setDefault(ctx, options(), "centos")).toMatchObject({ changed: true, default: { grub_id: 0 } });
  expect(ctx.events).toContainEqual({
    event: "warning",
    message: expect.stringMatching(/^The history has no line of this change: .*ENOSPC/u) as string,
  });
});

test("a read-only partition is a failure of its own, and so is a lock that stays taken", async () => {
  const before = await read(menuPath);
  await execa("blockdev", ["--setro", disk.multiboot]);
  try {
    expect(await run("status", "--uuid", disk.uuid)).toMatchObject({ exitCode: 0 });
    for (const words of [
      ["set-default", "ubuntu"],
      ["once", "ubuntu"],
      ["trial", "ubuntu"],
    ])
      expect(await run(...words, "--uuid", disk.uuid)).toMatchObject({ exitCode: 33 });
  } finally {
    await execa("blockdev", ["--setrw", disk.multiboot]);
  }
  expect(await read(menuPath)).toBe(before);
  await mkdir("/run/bareon", { recursive: true });
  const holder = execa("flock", ["--no-fork", "/run/bareon/boot.lock", "sh", "-c", "echo held; exec sleep 60"], {
    reject: false,
  });
  await new Promise((resolve) => holder.stdout.once("data", resolve));
  const begin = performance.now();
  expect(await run("set-default", "ubuntu", "--uuid", disk.uuid, "--wait", "0")).toMatchObject({ exitCode: 34 });
  expect(performance.now() - begin).toBeLessThan(5000);
  holder.kill();
  await holder;
});

test(
  "a partition is named by its disk, its device, or as part of a disk image; a missing one is told",
  { timeout: 120_000 },
  async () => {
    expect(JSON.parse((await run("list", "--device", disk.device, "--json")).stdout)).toMatchObject({
      multiboot: { device: disk.multiboot, found_by: "option" },
    });
    expect(JSON.parse((await run("once", "ubuntu", "--device", disk.multiboot, "--json")).stdout)).toMatchObject({
      changed: true,
    });
    const copy = join(disk.directory, "copy.img");
    await execa("cp", ["--sparse=always", disk.path, copy]);
    const { stdout: loops } = await execa("losetup", ["--list", "--noheadings"]);
    expect((await run("set-default", "ubuntu", "--image", copy)).stdout).toContain("Written: the default is ubuntu");
    const { exitCode, stdout } = await run("status", "--image", copy, "--json");
    expect(exitCode).toBe(0);
    const result: unknown = JSON.parse(stdout);
    expect(validate(result) ? [] : validate.errors).toEqual([]);
    expect(result).toMatchObject({
      current: null,
      default: { os_id: "ubuntu", valid: true },
      once: { entry_id: "ubuntu" },
      warnings: [],
    });
    expect((await execa("losetup", ["--list", "--noheadings"])).stdout).toBe(loops);
    expect(await read(menuPath)).toMatch(/^set default=0 /u);
    expect(await run("list", "--image", join(disk.directory, "none.img"))).toMatchObject({ exitCode: 38 });
    expect(await run("list", "--device", disk.roots[0]?.device ?? "")).toMatchObject({ exitCode: 38 });
    expect(await run("list", "--device", disk.device, "--uuid", disk.uuid)).toMatchObject({ exitCode: 2 });
  },
);

test(
  "several that arm, cancel and switch at once: each sees what the one before left, and nothing is torn",
  { timeout: 120_000 },
  async () => {
    const words = [
      ["trial", "ubuntu"],
      ["cancel"],
      ["set-default", "ubuntu"],
      ["once", "centos"],
      ["set-default", "centos"],
      ["once", "--clear"],
    ];
    const results = await Promise.all(
      words.map(async (one) => await run(...one, "--uuid", disk.uuid, "--json", "--wait", "60")),
    );
    // A trial of what has become the default is the one thing that may be refused.
    expect(
      results.map(({ exitCode }) => exitCode).filter((code, index) => code !== 0 && !(index === 0 && code === 37)),
    ).toEqual([]);
    const changed = results.filter(
      ({ stdout }) => stdout !== "" && (JSON.parse(stdout) as { readonly changed: boolean }).changed,
    ).length;
    const { lines } = await showHistory(localContext(), options());
    expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: changed }, (_, index) => index + 1));
    const moves = lines.filter(({ what, from, to }) => what === "set-default" && from !== to);
    expect(moves.every(({ from }, index) => index === 0 || from === moves[index - 1]?.to)).toBe(true);
  },
);

test.for([
  [["once"], 2],
  [["once", "ubuntu", "--clear"], 2],
  [["trial", "ubuntu", "--tries", "0"], 2],
  [["trial", "ubuntu", "--tries", "10"], 2],
  [["trial"], 2],
  [["set-default", "nobody"], 30],
  [["rollback"], 31],
  [["reject"], 31],
  [["current"], 30],
  [["set-default", "ubuntu", "--wait", "x"], 2],
] as const)("%j ends with %i", async ([words, code]) => {
  const { exitCode, stdout, stderr } = await run(...words, "--uuid", disk.uuid, "--quiet");
  expect([exitCode, stdout]).toEqual([code, ""]);
  expect(stderr).toMatch(/^bareon-boot: /u);
});
