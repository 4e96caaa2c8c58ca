/** Measures what a user waits for and stores: the standalone executable against Node doing nothing and against work by hand; asserts nothing. */
import { join } from "node:path";
import { execa } from "execa";
import { menuPath } from "../../src/boot/menu.ts";
import { buildExecutable } from "../../src/build/executable.ts";
import type { ListResult } from "../../src/schema/bareon-boot.ts";
import { createMultibootDisk } from "../support/multiboot-disk.ts";
import { scratchFolder } from "../support/scratch.ts";
import { benchDeploy } from "./deploy.ts";
import { measureSizes, renderSizes } from "./sizes.ts";
import { type Subject, renderTimes, timeSubjects } from "./times.ts";

const [what = "40", count = "5"] = process.argv.slice(2);
const rounds = Number(what);
const byHand = 'mount -o ro UUID="$1" "$2" && grep menuentry "$2/$3" && umount "$2"';

/** Start-up and size of the executable. */
async function benchExecutable(): Promise<void> {
  const { path } = await buildExecutable();
  const boot = join(path, "../bareon-boot");
  const floor: Subject = { name: "node -e 0", argv: [process.execPath, "-e", "0"] };
  const starts: readonly Subject[] = [
    { name: "bareon-boot --version", argv: [boot, "--version"] },
    { name: "bareon-provision --version", argv: [join(path, "../bareon-provision"), "--version"] },
  ];

  /** On a loop disk with a multiboot partition and two systems. */
  async function timeWithDisk(): Promise<string> {
    await using disk = await createMultibootDisk({ centos: "ext4", ubuntu: "ext4" });
    await using scratch = await scratchFolder();
    const words = ["list", "--json", "--uuid", disk.uuid];
    const { stdout } = await execa(boot, words);
    const { entries } = JSON.parse(stdout) as ListResult;
    if (entries.length !== 2 || entries.some(({ valid }) => !valid)) throw new Error(`bareon-boot list does not find two valid entries: ${stdout}`);
    const hand: Subject = { name: "mount, grep, umount", argv: ["sh", "-c", byHand, "sh", disk.uuid, scratch.path, menuPath] };
    return renderTimes(await timeSubjects([floor, ...starts, { name: "bareon-boot list", argv: [boot, ...words] }, hand], rounds), [floor, hand]);
  }

  console.log(`Medians of ${rounds} rounds; CPU time is that of all processes that were started, and x N a ratio of the medians.\n`);
  if (process.getuid?.() === 0) console.log(await timeWithDisk());
  else {
    console.log(renderTimes(await timeSubjects([floor, ...starts], rounds), [floor]));
    console.log("\nLeft out, since only root can mount: bareon-boot list, and the same by hand.");
  }
  console.log("\nWhat the executable takes on a disk (xz takes a minute) ...\n");
  console.log(renderSizes(await measureSizes(path)));
}

if (what === "deploy") console.log(`Medians of ${count} rounds on loop devices.\n\n${await benchDeploy(Number(count))}`);
else await benchExecutable();
