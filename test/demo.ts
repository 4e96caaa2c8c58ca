/** `npm run demo`: two operating systems onto the blank disks of a virtual node, both booted, switched from inside, and what was seen. */
import chalk from "chalk";
import { createNode, deployByController, type LabNode } from "./support/vm/node.ts";
import type { Vm } from "./support/vm/vm.ts";

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const phases: { readonly name: string; readonly seconds: number }[] = [];

async function phase<T>(name: string, work: () => Promise<T>): Promise<T> {
  say(chalk.bold(`\n== ${name}`));
  const start = performance.now();
  const result = await work();
  phases.push({ name, seconds: (performance.now() - start) / 1000 });
  return result;
}

interface Seen {
  readonly system: string;
  readonly root: string;
  readonly mounts: string;
  readonly shared: string;
}

/** Everything is asked of the booted system itself. */
async function look(vm: Vm): Promise<Seen> {
  const shared = await vm.run("cat /srv/shared/note 2>/dev/null", { check: false });
  return {
    system: (await vm.run(". /etc/os-release; echo $PRETTY_NAME")).stdout.trim(),
    root: (await vm.run("findmnt --noheadings --output UUID /")).stdout.trim(),
    mounts: (await vm.run("findmnt --real --list --noheadings --output TARGET,FSTYPE,SOURCE,SIZE")).stdout.trimEnd(),
    shared: shared.stdout.trim(),
  };
}

async function provision(node: LabNode): Promise<void> {
  await using ramdisk = await node.boot("ramdisk");
  const config = await node.example("two-systems");
  await ramdisk.put("/tmp/provision.json", config);
  process.stdout.write(`${(await ramdisk.run("bareon-provision plan")).stdout}\n`);
  const { seconds } = await deployByController(ramdisk, config, true);
  say(`bareon-provision took ${seconds.toFixed(0)} s`);
  process.stdout.write(`\n${await ramdisk.read("/tmp/boot-info.json")}\n`);
  await ramdisk.powerOff();
}

async function switchSystems(node: LabNode): Promise<readonly Seen[]> {
  await using vm = await phase("Boot the first system from its disks", async () => await node.boot("disk"));
  await vm.run("echo 'written by the first system' > /srv/shared/note && sync");
  const first = await look(vm);
  process.stdout.write(`${(await vm.run("bareon-boot list")).stdout}\n`);
  await phase("Switch with bareon-boot set-default, and reboot", async () => {
    process.stdout.write(`${(await vm.run("bareon-boot set-default trixie")).stdout}\n`);
    await vm.reboot();
  });
  process.stdout.write(`${(await vm.run("bareon-boot list")).stdout}\n`);
  return [first, await look(vm)];
}

function report(seen: readonly Seen[]): void {
  for (const [index, { system, root, mounts, shared }] of seen.entries()) {
    process.stdout.write(
      `\n${chalk.bold(`Boot ${index + 1}: ${system}`)}\n  root UUID    ${root}\n  shared file  ${shared}\n`,
    );
    process.stdout.write(
      `${mounts
        .split("\n")
        .map((line) => `  ${line}`)
        .join("\n")}\n`,
    );
  }
  process.stdout.write(
    `\n${phases.map(({ name, seconds }) => `${seconds.toFixed(0).padStart(5)} s  ${name}`).join("\n")}\n`,
  );
}

await using node = await phase(
  "Prepare the ramdisk and the images",
  async () => await createNode({ name: "demo", diskSizes: [8192, 4096] }, say),
);
await phase("Provision two systems onto two blank disks", async () => await provision(node));
report(await switchSystems(node));
