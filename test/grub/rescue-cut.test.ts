/** The power is cut while bareon-provision rescue writes: GRUB finds the old rescue system or the new one, whole, and the command can be run again. */
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BareonError } from "../../src/base/errors.ts";
import { installBoot } from "../../src/boot/loader/install.ts";
import { menuPath } from "../../src/boot/menu/menu.ts";
import { parseMenu } from "../../src/boot/menu/parse-menu.ts";
import { isRescue } from "../../src/boot/menu/rescue.ts";
import { installRescue } from "../../src/deploy/rescue.ts";
import { verify } from "../../src/recipes/boot-upkeep.ts";
import { renewRescue } from "../../src/recipes/rescue.ts";
import { checkCrashes, readAsGrub } from "../support/crash/crash-check.ts";
import { copySparse, onLoop, withPartitions } from "../support/crash/kernel-update.ts";
import { recordWrites } from "../support/crash/write-log.ts";
import { provisionRescueDisk } from "../support/disks/rescue-disk.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { localContext } from "../support/hosts/local-context.ts";

/** What the menu's entry boots, and what is in there. */
interface Booted {
  readonly kernel: string;
  readonly files: readonly string[];
}

async function seeRescue(image: string): Promise<Booted> {
  const menu = await readAsGrub(image, `(loop0,gpt2)/${menuPath}`);
  const entry = parseMenu(menu).entries.find(isRescue);
  const paths = entry === undefined ? [] : [entry.kernel, entry.initrd ?? ""];
  const files = await Promise.all(paths.map(async (path) => await readAsGrub(image, `(loop0,gpt5)${path}`)));
  return { kernel: entry?.kernel ?? "", files };
}

interface Node {
  readonly path: string;
  readonly files: { readonly kernel: string; readonly initrd: string };
}

/** A deployed node with a rescue system, as a file, and other files for it, which take many blocks. */
async function deployedNode(folder: Scratch): Promise<Node> {
  const [path, kernel, initrd] = ["disk.img", "vmlinuz", "newer.img"].map((name) => join(folder.path, name)) as [
    string,
    string,
    string,
  ];
  await using provisioned = await provisionRescueDisk();
  await copyFile(provisioned.kernel, kernel);
  await writeFile(provisioned.initrd, Buffer.alloc(300_000, "070701 old initrd "));
  await writeFile(initrd, Buffer.alloc(500_000, "070701 newer initrd "));
  await installRescue(localContext(), provisioned.plan);
  await installBoot(localContext(), provisioned.plan);
  await copySparse(provisioned.disk.path, path);
  return { path, files: { kernel, initrd } };
}

/** As a person would after the power came back: what the command refuses is put right by what its hint says. */
async function runAgain(image: string, files: Node["files"]): Promise<string> {
  let repaired = "";
  await onLoop(image, async (device) => {
    await withPartitions(device, async (options) => {
      const renew = async (): Promise<unknown> => await renewRescue(localContext(), { ...options, ...files });
      await renew().catch(async (error: unknown) => {
        if (!(error instanceof BareonError) || error.hint !== "Try: bareon-boot verify --repair") throw error;
        repaired = "repaired";
        await verify(localContext(), options, true);
        await renew();
      });
      expect((await verify(localContext(), options, false)).verified).toBe(true);
    });
  });
  return repaired;
}

test(
  "GRUB finds the old rescue system or the new one after a power cut, and the command can be run again",
  { timeout: 300_000 },
  async () => {
    await using folder = await scratchFolder();
    const { path, files } = await deployedNode(folder);
    const before = join(folder.path, "before.img");
    await copySparse(path, before);
    const epochs = await recordWrites(path, async (device) => {
      await withPartitions(device, async (options) => {
        await renewRescue(localContext(), { ...options, ...files });
      });
    });
    const ends = [await seeRescue(before), await seeRescue(path)];
    expect(ends.map(({ kernel }) => kernel)).toEqual(["/rescue/a/vmlinuz", "/rescue/b/vmlinuz"]);
    expect(ends[1]?.files[1]).toContain(await readFile(files.initrd, "latin1"));
    const seen = new Map<string, number>();
    const again: string[] = [];
    let count = 0;
    const { states, bad } = await checkCrashes(
      { before, epochs },
      {
        async see(image) {
          count += 1;
          if (count % 30 === 0) {
            const copy = `${image}.again`;
            await copySparse(image, copy);
            again.push(await runAgain(copy, files));
            await rm(copy);
          }
          return await seeRescue(image);
        },
        isAllowed(booted) {
          seen.set(booted.kernel, (seen.get(booted.kernel) ?? 0) + 1);
          return ends.some(
            ({ kernel, files: whole }) =>
              kernel === booted.kernel && whole.every((text, index) => text === booted.files[index]),
          );
        },
      },
      200,
    );
    console.log(
      `${states} crash states: ${[...seen].join(" ")}; run again ${again.length} times, ${again.filter((text) => text !== "").length} after a repair`,
    );
    expect(bad.map(({ kernel, files: read }) => [kernel, ...read.map((text) => text.slice(0, 100))])).toEqual([]);
    expect([...seen.keys()].toSorted()).toEqual(["/rescue/a/vmlinuz", "/rescue/b/vmlinuz"]);
    expect(again.length).toBeGreaterThan(4);
  },
);
