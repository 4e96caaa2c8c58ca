/** Measures what a user waits for and stores: the standalone executable against Node doing nothing and against work by hand; asserts nothing. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { environmentPath } from "../../src/boot/state/environment.ts";
import { buildExecutable } from "../../src/build/executable.ts";
import type { ListResult } from "../../src/schema/bareon-boot.ts";
import { createMultibootDisk } from "../support/disks/multiboot-disk.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { measureSizes, renderSizes } from "./sizes.ts";
import { largeConfig, largeInventory } from "./large-node.ts";
import { type Subject, renderTimes, timeSubjects } from "./times.ts";

const rounds = Number(process.argv[2] ?? 40);
/** What one would type without the program: GRUB's own tool, and mount and umount around it. */
const byHand = {
  list: 'mount -o ro UUID="$1" "$2" && grub-editenv "$2/$3" list && umount "$2"',
  set: 'mount UUID="$1" "$2" && grub-editenv "$2/$3" set saved_entry=1 && umount "$2"',
} as const;

const { path } = await buildExecutable();
const boot = join(path, "../bareon-boot");
const floor: Subject = { name: "node -e 0", argv: [process.execPath, "-e", "0"] };
const starts: readonly Subject[] = [
  { name: "bareon-boot --version", argv: [boot, "--version"] },
  { name: "bareon-provision --version", argv: [join(path, "../bareon-provision"), "--version"] },
];

/** `plan` for a large node; nothing of it has to be there. */
async function timePlan(): Promise<string> {
  await using scratch = await scratchFolder();
  const [config, inventory] = [join(scratch.path, "config.json"), join(scratch.path, "inventory.json")];
  await writeFile(config, JSON.stringify(largeConfig));
  await writeFile(inventory, JSON.stringify(largeInventory));
  const plan: Subject = {
    name: "plan, 24 disks, 100 volumes",
    argv: [join(path, "../bareon-provision"), "plan", "--json", "--inventory", inventory, "--input_data_file", config],
  };
  return renderTimes(await timeSubjects([floor, plan], Math.min(rounds, 10)), [floor]);
}

/** On a loop disk with a multiboot partition and two systems. */
async function timeWithDisk(): Promise<string> {
  await using disk = await createMultibootDisk({ centos: "ext4", ubuntu: "ext4" });
  await using scratch = await scratchFolder();
  const words = ["list", "--json", "--uuid", disk.uuid];
  const { stdout } = await execa(boot, words);
  const { entries } = JSON.parse(stdout) as ListResult;
  if (entries.length !== 2 || entries.some(({ valid }) => !valid))
    throw new Error(`bareon-boot list does not find two valid entries: ${stdout}`);
  const hand = (what: keyof typeof byHand): Subject => ({
    name: `mount, grub-editenv ${what}, umount`,
    argv: ["sh", "-c", byHand[what], "sh", disk.uuid, scratch.path, environmentPath],
  });
  const [listed, set] = [hand("list"), hand("set")];
  const own: readonly Subject[] = [
    { name: "bareon-boot list", argv: [boot, ...words] },
    // Each time the one that is not the default, so that each round writes.
    { name: "bareon-boot set-default", argv: [boot, "set-default", "@other", "--uuid", disk.uuid] },
  ];
  return renderTimes(await timeSubjects([floor, ...starts, ...own, listed, set], rounds), [floor, listed, set]);
}

console.log(
  `Medians of ${rounds} rounds; CPU time is that of all processes that were started, and x N a ratio of the medians.\n`,
);
if (process.getuid?.() === 0) console.log(await timeWithDisk());
else {
  console.log(renderTimes(await timeSubjects([floor, ...starts], rounds), [floor]));
  console.log("\nLeft out, since only root can mount: bareon-boot list and set-default, and the same by hand.");
}
console.log(`\n${await timePlan()}`);
console.log("\nWhat the executable takes on a disk (xz takes a minute) ...\n");
console.log(renderSizes(await measureSizes(path)));
