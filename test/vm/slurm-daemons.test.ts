/** slurmctld and slurmd with the example's configuration, on this machine: what Slurm does with the answers of a node whose reboots are pretended. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { slurmScripts } from "../../src/integrations/slurm/scripts.ts";
import type { TreeFile } from "../../src/build/tree.ts";
import { freePort, until } from "../support/servers/port.ts";
import { controllerName, SlurmController } from "../support/servers/slurm-controller.ts";
import { debianImage } from "../support/systems/images.ts";
import { slurmExample, slurmFiles } from "../support/systems/slurm-files.ts";

let slurm: SlurmController;

/** The stand-in for bareon-boot: what is armed is in /state/next, and with /state/broken a boot leads back. */
const tool = `#!/bin/sh
echo "$*" >> /state/asked
for last; do :; done
case "$1" in
trial) echo "$last" > /state/next; echo "Last change:  today  slurm  trial  -> $last" > /state/last ;;
status) cat /state/last ;;
reboot) setsid /state/boot >/dev/null 2>&1 </dev/null & ;;
esac
`;
const boot = `#!/bin/sh
sleep 1
pkill -x slurmd
sleep 2
if [ -e /state/broken ]; then
  echo "Last change:  today  root  reject  $(cat /state/next) -> -  not healthy: slurmd" > /state/last
else
  cp /state/next /run/bareon-boot/current
fi
exec slurmd -b -N n1
`;
const start =
  "mkdir -p /run/bareon-boot; echo prod > /run/bareon-boot/current; cp /state/entries /run/bareon-boot; slurmd -N n1";

beforeAll(async () => {
  const files: TreeFile[] = [
    ...(await slurmFiles(await freePort(), await freePort())),
    { path: "/etc/hosts", text: `127.0.0.1 localhost ${controllerName} n1\n` },
    { path: "/etc/bareon/slurm", text: await slurmExample("settings") },
    { path: "/usr/sbin/bareon-boot", text: tool, mode: 0o755 },
    { path: "/state/boot", text: boot, mode: 0o755 },
    { path: "/state/entries", text: "prod\tProd\nnext\tNext\n" },
    ...slurmScripts("/usr/sbin/bareon-boot").map(({ path, lines }) => ({
      ...{ path, mode: 0o755 },
      text: ["#!/bin/sh", ...lines, ""].join("\n"),
    })),
  ];
  slurm = await SlurmController.start(await debianImage("slurm", console.error), files);
  expect(await slurm.run(["sh", "-c", start])).toMatchObject({ exitCode: 0 });
});

afterAll(async () => {
  await slurm?.[Symbol.asyncDispose]();
});

async function seen(): Promise<string> {
  return (await slurm.run(["sinfo", "--noheader", "--Node", "--format=%T %b %E"])).stdout.trim();
}

/** Waits until Slurm says of the node what fits, and returns it; Slurm looks at some things every 30 seconds only. */
async function see(pattern: RegExp): Promise<string> {
  let last = "";
  const fits = async (): Promise<boolean> => pattern.test((last = await seen()));
  await until(String(pattern), 240, fits).catch((cause: unknown) => {
    throw new Error(`Slurm says: ${last}`, { cause });
  });
  return last;
}

test("a job runs in the system that it asks for, after one reboot", async () => {
  await see(/^idle prod none$/u);
  const words = ["srun", "--quiet", "-C", "next", "cat", "/run/bareon-boot/current"];
  expect(await slurm.run(words, 240)).toMatchObject({ exitCode: 0, stdout: "next" });
  await see(/^idle next none$/u);
  expect(await slurm.run(["srun", "--quiet", "-C", "next", "hostname"], 60)).toMatchObject({ exitCode: 0 });
  expect((await slurm.run(["cat", "/state/asked"])).stdout).toBe(
    "trial --tries 1 --reset --wait 8 -- next\nreboot --quiet",
  );
});

test("a node that came back without the system is drained with the reason, and the job has not run", async () => {
  await slurm.run(["touch", "/state/broken"]);
  const job = ["sbatch", "-C", "prod", "--output=/state/output", "--wrap=true"];
  expect((await slurm.run(job)).stdout).toMatch(/^Submitted/u);
  expect(await see(/^drain/u)).toMatch(
    /^drain(?:ed|ing) next bareon: prod was asked for, next runs; last change: today {2}root {2}reject {2}prod -> - {2}not healthy: slurmd$/u,
  );
  await until(
    "the job to be queued again",
    60,
    async () => (await slurm.run(["squeue", "-h", "-o", "%T"])).stdout === "PENDING",
  );
  expect(await slurm.run(["test", "-e", "/state/output"])).toMatchObject({ exitCode: 1 });
});

test("once it is mended, the node takes the job that waits", async () => {
  await slurm.run(["rm", "/state/broken"]);
  await slurm.run(["scontrol", "update", "NodeName=n1", "State=RESUME"]);
  // It would wait two minutes by itself.
  const { stdout: job } = await slurm.run(["squeue", "-h", "-o", "%i"]);
  await slurm.run(["scontrol", "update", `JobId=${job}`, "StartTime=now"]);
  await until(
    "the job to have run",
    300,
    async () => (await slurm.run(["test", "-e", "/state/output"])).exitCode === 0,
  );
  await see(/^idle prod none$/u);
});
