/** Slurm boots a node into the system that a job asks for; and if that system is broken, the node is back and Slurm says why. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HistoryResult } from "../../src/schema/bareon-boot.ts";
import { until } from "../support/servers/port.ts";
import { SlurmNode } from "../support/vm/slurm-node.ts";

let node: SlurmNode;

/** Seconds for a boot, and for one that comes to nothing besides. */
const [bootLimit, fallbackLimit] = [600, 900];

beforeAll(async () => {
  node = await SlurmNode.start("slurm");
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

/** Waits until Slurm says of the node what fits, and returns it. */
async function waitFor(what: string, limitSeconds: number, pattern: RegExp): Promise<string> {
  let seen = "";
  const fits = async (): Promise<boolean> => pattern.test((seen = await node.seen()));
  await until(what, limitSeconds, fits).catch((cause: unknown) => {
    throw new Error(`Slurm says: ${seen}`, { cause });
  });
  return seen;
}

async function history(): Promise<HistoryResult["lines"]> {
  return (JSON.parse((await node.vm.run("bareon-boot history --json")).stdout) as HistoryResult).lines;
}

test("srun -C runs in the other system, which confirms itself", async () => {
  await waitFor("the node in Slurm", bootLimit, /^idle prod none$/u);
  const job = await node.controller.run(["srun", "-C", "next", "cat", "/etc/os-release"], bootLimit);
  expect(job).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('PRETTY_NAME="Debian next"') as string });
  await waitFor("the node to be idle", 120, /^idle next none$/u);
  await node.vm.ready();
  expect(await node.vm.read("/run/bareon-boot/current")).toBe("next");
  await until("the trial to be confirmed", 300, async () => (await history()).at(-1)?.what === "confirm");
  expect(await history()).toMatchObject([
    { who: "slurm", what: "trial", to: "next", why: "1 try, then back to prod" },
    { what: "confirm", from: "prod", to: "next", why: "it is healthy" },
  ]);
  const here = await node.controller.run(["srun", "cat", "/etc/hostname"]);
  expect(here).toMatchObject({ exitCode: 0, stdout: "n1" });
});

test("a job for a broken system does not run in the one that the node returned to, and the node is drained with the reason", async () => {
  await node.vm.run('mkdir -p /mnt && mount "$(blkid -L prod)" /mnt && rm /mnt/usr/sbin/slurmd && umount /mnt');
  const before = (await node.vm.serial()).split("Linux version").length;
  const script = ["sbatch", "-C", "prod", "--output=/root/job", "--wrap=cat /etc/os-release"];
  expect((await node.controller.run(script)).stdout).toMatch(/^Submitted batch job \d+$/u);
  const seen = await waitFor("the node to be drained", fallbackLimit, /^(?:drain|down)/u);
  expect(seen).toMatch(
    /^drain(?:ed|ing) next bareon: prod was asked for, next runs; last change: \S+ {2}\S+ {2}reject {2}prod -> - {2}.*not healthy: \/etc\/bareon\/health\.d\/slurmd/u,
  );
  expect((await node.vm.serial()).split("Linux version").length).toBe(before + 2);
  await node.vm.ready();
  expect(
    (await node.vm.run("sed -n 's/^PRETTY_NAME=//p' /etc/os-release; ls /root/job", { check: false })).stdout,
  ).toBe('"Debian next"');
  const jobs = await node.controller.run(["squeue", "--noheader", "--format=%T"]);
  expect(jobs.stdout).toBe("PENDING");
});
