/** GRUB for UEFI against the model of the boot state: the same pick, reason, count and environment for 60 states of every kind. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { GrubEnv } from "../../src/boot/state/environment.ts";
import type { ParsedMenu } from "../../src/boot/menu/menu.ts";
import { decideNext } from "../../src/boot/state/trial.ts";
import { openBootState } from "../support/grub/boot-state.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { bootGrub } from "../support/grub/talking-kernel.ts";
import { createUefi } from "../support/vm/uefi.ts";
import { makeUefiImage } from "../support/disks/uefi-disk.ts";

interface Case {
  readonly defaultIndex: number;
  readonly environment: GrubEnv;
}

const count = 60;

/** Steps through all choices with strides that have no common factor, so that every kind of state meets every other. */
function cases(generation: string): Case[] {
  const pick = <T>(choices: readonly [T, ...T[]], step: number): T => choices[step % choices.length] ?? choices[0];
  return Array.from({ length: count }, (_, index) => ({
    defaultIndex: pick([0, 1, 0, 1, 7], index),
    environment: {
      once: pick([null, null, 1, null, 9, null, 0], index),
      trial: pick([1, 0, 1, null, 1, 0, 5, 1], Math.floor(index / 2)),
      left: pick([1, 3, 0, 9, 2], Math.floor(index / 3)),
      base: pick([0, 1, 0, null], Math.floor(index / 5) + index),
      generation: pick([generation, generation, generation, generation, "00000000"], Math.floor(index / 4)),
      tries: 3,
    },
  }));
}

/** What GRUB's line and the environment have to be after the boot. */
function expectation(
  menu: ParsedMenu,
  { defaultIndex, environment }: Case,
): { readonly words: string; readonly environment: GrubEnv } {
  const { index, reason } = decideNext({ menu: { ...menu, defaultIndex }, environment });
  const left = reason === "trial" ? environment.left - 1 : 0;
  const guard = reason === "trial" || reason === "once" ? " panic=30" : "";
  const after = {
    ...environment,
    ...(reason === "once" ? { once: null } : {}),
    ...(reason === "trial" ? { left } : {}),
  };
  return { words: `bareon.entry=${index} bareon.reason=${reason} bareon.left=${left}${guard}`, environment: after };
}

test("60 states boot as the model says", async () => {
  await using folder = await scratchFolder();
  const path = join(folder.path, "disk.img");
  const { menu, multiboot } = await makeUefiImage(path);
  const waiting = cases(menu.generation);
  const reasons = new Set<string>();
  const results: { readonly is: unknown; readonly should: unknown }[] = [];
  const work = async (number: number): Promise<void> => {
    const own = join(folder.path, `disk-${number}.img`);
    await copyFile(path, own);
    const state = await openBootState(own, multiboot);
    await using place = await scratchFolder();
    const uefi = await createUefi(place.path);
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      await state.write(one.defaultIndex, one.environment);
      const { output } = await bootGrub({ disks: [own], limit: 90_000, writable: true, uefi });
      const should = expectation(menu, one);
      const words = /bareon\.entry=[^|]*/u.exec(output)?.[0].trim() ?? output;
      reasons.add(/reason=(?<reason>\w+)/u.exec(words)?.groups?.["reason"] ?? "");
      results.push({
        is: { ...one, words, after: await state.readEnvironment() },
        should: { ...one, words: should.words, after: should.environment },
      });
    }
  };
  await Promise.all([work(1), work(2)]);
  expect(results).toHaveLength(count);
  expect(results.map(({ is }) => is)).toEqual(results.map(({ should }) => should));
  expect([...reasons].toSorted()).toEqual(["confirmed", "default", "fallback", "once", "superseded", "trial"]);
});
