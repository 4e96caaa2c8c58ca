/** bareon-provision deploy as its users start it, on loop devices: success, a second one at the same time, and every way to stop it. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { mkdir, open, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import type { ProgressEvent } from "../../../src/base/events.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { validate } from "../../../src/schema/progress.validate.js";
import { systemTree } from "../../support/disks/provisioned-disk.ts";
import { validate as validateResults } from "../../../src/schema/action-results.validate.js";
import type { StageEvent } from "../../../src/schema/stage.ts";
import { validate as validateStage } from "../../../src/schema/stage.validate.js";
import { startReceiver } from "../../support/servers/receiver.ts";
import { provisionProgram } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { blankDisk } from "../../support/disks/blank-disk.ts";

interface Lab {
  readonly folder: Scratch;
  readonly device: string;
  readonly config: (rsyncFlags: string) => string;
}

async function makeTree(path: string, name: string): Promise<void> {
  for (const [file, content] of Object.entries(systemTree(name, "6.1.0-1-amd64"))) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(join(path, file), content);
    else await symlink(content.link, join(path, file));
  }
  // What takes a while at a limited rate.
  for (let index = 0; index < 64; index += 1)
    await writeFile(join(path, `payload-${index}`), Buffer.alloc(256 * 1024, index + 1));
}

async function setUp(): Promise<Lab> {
  const folder = await scratchFolder();
  await makeTree(join(folder.path, "one"), "One Linux");
  await makeTree(join(folder.path, "two"), "Two Linux");
  const disk = await blankDisk(folder, "disk.img", 700);
  const { device } = disk;
  onTestFinished(async () => {
    await disk[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });
  const volume = (image_: string): object => ({
    type: "partition",
    mount: "/",
    size: 250,
    file_system: "ext4",
    images: [image_],
  });
  const config = (rsyncFlags: string): string =>
    JSON.stringify({
      partitions_policy: "clean",
      images: ["one", "two"].map((name) => ({
        name,
        boot_tool: false,
        image_pull_url: join(folder.path, name),
        target: "/",
      })),
      image_deploy_flags: { rsync_flags: rsyncFlags },
      partitions: [
        { type: "disk", id: { type: "name", value: device }, size: 690, volumes: [volume("one"), volume("two")] },
      ],
    });
  return { folder, device, config };
}

interface Deploy {
  readonly child: ChildProcess;
  readonly events: ProgressEvent[];
  readonly transfer: Promise<void>;
  readonly ended: Promise<{
    readonly code: number | NodeJS.Signals | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

function bootInfoPath({ folder }: Lab): string {
  return join(folder.path, "boot-info.json");
}

/** Starts a deploy with progress on descriptor 3. */
function startDeploy(lab: Lab, rsyncFlags: string, more: readonly string[] = []): Deploy {
  const words = [
    "deploy",
    "--data_driver",
    "ironic",
    "--input_data",
    lab.config(rsyncFlags),
    "--log-file",
    join(lab.folder.path, "log"),
    "--boot-info",
    bootInfoPath(lab),
    "--progress-fd",
    "3",
    ...more,
  ];
  const child = spawn(provisionProgram, words, { stdio: ["ignore", "pipe", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const output = { stdout: "", stderr: "" };
  child.stdout?.on("data", (data: Buffer) => (output.stdout += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (output.stderr += data.toString()));
  const events: ProgressEvent[] = [];
  const transfer = new Promise<void>((resolve) => {
    createInterface({ input: child.stdio[3] as Readable }).on("line", (line) => {
      const event: unknown = JSON.parse(line);
      if (!validate(event)) throw new Error(`no event of the schema: ${line}`);
      events.push(event);
      if (event.event === "transfer" && event.bytes > 0) resolve();
    });
  });
  const ended = new Promise<{ code: number | NodeJS.Signals | null; stdout: string; stderr: string }>((resolve) =>
    child.once("close", (code, signal) => resolve({ code: signal ?? code, ...output })),
  );
  const early = ended.then(({ code, stderr }) => {
    throw new Error(`ended with ${code} before the transfer: ${stderr}`);
  });
  const begun = Promise.race([transfer, early]);
  // Not every deploy of the test is waited for so.
  begun.catch(() => undefined);
  return { child, events, transfer: begun, ended };
}

function readProcess(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** Processes, of the whole machine, that work on the lab or see a mount of its disk. */
function leftovers({ folder, device }: Lab): string[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/u.test(name) && name !== `${process.pid}`);
  return pids.flatMap((pid) => {
    const line = readProcess(pid, "cmdline").replaceAll("\0", " ");
    return line.includes(folder.path) || readProcess(pid, "mountinfo").includes(`${device}p`) ? [`${pid} ${line}`] : [];
  });
}

async function untilNothingIsLeft(lab: Lab): Promise<void> {
  const limit = Date.now() + 10_000;
  while (leftovers(lab).length > 0) {
    if (Date.now() > limit) throw new Error(`still there: ${leftovers(lab).join("; ")}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** True where the BIOS would find something to start, and not what only says that there is nothing. */
async function hasBootCode({ device }: Lab): Promise<boolean> {
  await using disk = await open(device);
  const { buffer } = await disk.read(Buffer.alloc(440), 0, 440, 0);
  return !buffer.toString("latin1").includes("holds no complete deployment");
}

test(
  "stopped in the transfer by SIGTERM and by SIGKILL, refused beside another, and then successful",
  { timeout: 90_000 },
  async () => {
    const lab = await setUp();

    const stopped = startDeploy(lab, "-a --bwlimit=1000");
    await stopped.transfer;
    const beside = await startDeploy(lab, "-a").ended;
    expect(beside.code).toBe(34);
    expect(beside.stderr).toContain("Another process is deploying");
    expect(leftovers(lab).some((line) => line.includes("rsync"))).toBe(true);
    stopped.child.kill("SIGTERM");
    const { code, stderr, stdout } = await stopped.ended;
    expect(code).toBe(143);
    expect(stderr).toContain("bareon-provision: stopped by SIGTERM");
    expect(stdout).toBe("");
    expect(leftovers(lab)).toEqual([]);
    expect(stopped.events.at(-1)).toMatchObject({ event: "failure", code: "signal", exitCode: 143 });
    expect([await hasBootCode(lab), existsSync(bootInfoPath(lab))]).toEqual([false, false]);
    expect(readFileSync(join(lab.folder.path, "log"), "utf8")).toMatch(
      /ERROR image (?:one|two) failed after .*\n.* ERROR exit code 143/u,
    );

    await writeFile(bootInfoPath(lab), "that of an earlier deploy\n");
    const killed = startDeploy(lab, "-a --bwlimit=1000");
    await killed.transfer;
    killed.child.kill("SIGKILL");
    expect((await killed.ended).code).toBe("SIGKILL");
    await untilNothingIsLeft(lab);
    expect([await hasBootCode(lab), existsSync(bootInfoPath(lab))]).toEqual([false, false]);

    const receiver = await startReceiver();
    const good = startDeploy(lab, "-a", ["--event-url", `http://127.0.0.1:${receiver.port}/events`]);
    const result = await good.ended;
    const stages = receiver.documents() as StageEvent[];
    for (const stage of stages) expect(validateStage(stage) ? [] : validateStage.errors).toEqual([]);
    expect(stages.map(({ event, phase, number }) => [event, phase, number])).toEqual([
      ["started", null, 0],
      ["phase", "storage", 1],
      ["phase", "images", 2],
      ["phase", "bootloader", 3],
      ["done", null, 4],
    ]);
    expect(result.stderr).toMatch(/^\[1\/\d+\] Erase what is on .* \(\d.*s\)$/mu);
    expect(result.code, result.stderr).toBe(0);
    expect(result.stdout).toMatch(
      /^This node can boot:\n {2}0 {2}one: One Linux.* \(default\)\n {2}1 {2}two: Two Linux/u,
    );
    expect(result.stderr.length + result.stdout.length).toBeLessThan(8000);
    expect(good.events[0]).toMatchObject({ event: "start", version: 1, program: "bareon-provision" });
    expect(good.events.at(-1)).toMatchObject({ event: "done" });
    const transfers = good.events.filter((event) => event.event === "transfer");
    expect(transfers.at(-1)).toMatchObject({
      secondsLeft: expect.toSatisfy((left: number | null) => left === null || left === 0) as number | null,
    });
    const last = transfers.at(-1);
    expect([last?.bytes, last?.files]).toEqual([last?.totalBytes, last?.totalFiles]);
    const info = JSON.parse(readFileSync(bootInfoPath(lab), "utf8")) as BootInfo;
    expect(info.elements.map(({ grub_id: id, os_id: name }) => [id, name])).toEqual([
      [0, "one"],
      [1, "two"],
    ]);
    expect(readFileSync(join(lab.folder.path, "boot_entries.json"), "utf8")).toBe(
      readFileSync(bootInfoPath(lab), "utf8"),
    );
    expect(await hasBootCode(lab)).toBe(true);
    expect(leftovers(lab)).toEqual([]);
  },
);

test(
  "actions run once boot-info is there and nothing is mounted, and the script after one that fails",
  { timeout: 90_000 },
  async () => {
    const lab = await setUp();
    const { path } = lab.folder;
    const [list, script, said] = [join(path, "actions.json"), join(path, "script"), join(path, "said")];
    const action = (name: string, cmd: string, args: string, resources: readonly object[] = []): object => ({
      ...{ name, cmd, args, resources },
      ...{ sudo: true, terminate_on_fail: true },
    });
    await writeFile(join(path, "resource"), "test -s $1 && ! grep $2p /proc/self/mountinfo\n");
    const pushed = { name: "r", url: `file://${path}/resource`, mode: "push", target: `${path}/new/look.sh` };
    const actions = [
      action("look", "sh", `${pushed.target} ${bootInfoPath(lab)} ${lab.device} >${path}/seen`, [pushed]),
      action("words", "/usr/bin/touch", `'${path}/a file'`),
      action("fail", "/bin/false", ""),
      action("never", "/usr/bin/touch", `${path}/never`),
    ];
    await writeFile(list, JSON.stringify({ actions }));
    await writeFile(script, `echo "$BAREON_EXIT $BAREON_CODE" >${said}; grep ${lab.device}p /proc/mounts >>${said}\n`);

    const { ended } = startDeploy(lab, "-a", ["--actions", list, "--on-failure", script, "--json"]);
    const { code, stdout, stderr } = await ended;
    expect(code, stderr).toBe(23);
    const results = JSON.parse(readFileSync("/tmp/actions.json", "utf8")) as unknown;
    expect(validateResults(results)).toBe(true);
    expect(results).toMatchObject({
      stopped_by: "fail",
      results: [
        { name: "look", passed: true },
        { name: "words", passed: true },
        { name: "fail", passed: false, exception: "it ended with exit code 1" },
      ],
    });
    expect(JSON.parse(stdout)).toMatchObject({ current_element: 0, actions: results, error: { code: "action" } });
    expect([readFileSync(join(path, "seen"), "utf8"), existsSync(join(path, "a file"))]).toEqual(["", true]);
    expect(existsSync(join(path, "never"))).toBe(false);
    expect(readFileSync(said, "utf8")).toBe("23 action\n");
    expect([await hasBootCode(lab), leftovers(lab)]).toEqual([true, []]);
  },
);
