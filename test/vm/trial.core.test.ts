/** Trials on a virtual node: a good one that is confirmed, and bad ones that each come back to the old default by themselves. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChangeResult, HistoryResult, ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import { bootedAs, TrialNode } from "../support/vm/trial-node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: TrialNode;

beforeAll(async () => {
  node = await TrialNode.deploy("trial");
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

async function ask<T>(vm: Vm, words: string): Promise<T> {
  return JSON.parse((await vm.run(`bareon-boot ${words} --json`)).stdout) as T;
}

/** Runs the command in blue's root. */
async function inBlue(vm: Vm, command: string): Promise<void> {
  const { entries } = await ask<ListResult>(vm, "list");
  const uuid = entries.find((entry) => entry.os_id === "blue")?.root_uuid;
  await vm.run(
    `mkdir -p /mnt/blue && mount $(blkid -U ${uuid}) /mnt/blue && cd /mnt/blue && ${command} && cd / && umount /mnt/blue && sync`,
  );
}

describe.concurrent("on a node each", () => {
  test("a good trial is confirmed and stays; once boots once", async () => {
    await using vm = await node.start("good");
    await vm.ready();
    expect(await bootedAs(vm)).toBe("0 default 0");
    expect(await ask<ChangeResult>(vm, "trial blue")).toMatchObject({
      changed: true,
      reason: "trial",
      trial: { entry_id: "blue", left: 3, tries: 3, state: "armed" },
    });
    expect(await ask<ChangeResult>(vm, "trial @other --tries 5")).toMatchObject({ changed: false, trial: { left: 3 } });
    expect((await vm.run("bareon-boot confirm", { check: false })).exitCode).toBe(37);
    await vm.reboot();
    expect(await bootedAs(vm)).toBe("1 trial 2");
    expect((await vm.run("bareon-boot status")).stdout).toMatch(
      /blue runs on trial\n +trial of blue, 2 of 3 tries left\n +confirm it or it returns to red\n/u,
    );
    expect(await ask<ChangeResult>(vm, "confirm")).toMatchObject({
      changed: true,
      default: { os_id: "blue" },
      trial: null,
    });
    expect(await ask<ChangeResult>(vm, "confirm")).toMatchObject({ changed: false });
    expect(await ask<ChangeResult>(vm, "once red")).toMatchObject({
      changed: true,
      reason: "once",
      next: { os_id: "red" },
    });
    await vm.reboot();
    expect(await bootedAs(vm)).toBe("0 once 0");
    await vm.reboot();
    expect(await bootedAs(vm)).toBe("1 default 0");
    const { lines } = await ask<HistoryResult>(vm, "history");
    expect(lines.map(({ what, from, to }) => `${what} ${from ?? "-"} ${to ?? "-"}`)).toEqual([
      "trial - blue",
      "confirm red blue",
      "once - red",
    ]);
  });

  test("a kernel that is missing, a truncated initrd, an init that panics: each ends on the old default within its tries", async () => {
    await using vm = await node.start("bad");
    await vm.ready();
    const trials = [
      { tries: 3, harm: "mv boot/vmlinuz-* root/", mend: "mv root/vmlinuz-* boot/", says: "all its 3 tries" },
      {
        tries: 1,
        harm: "mv boot/initrd.img-* root/ && head -c 100000 root/initrd.img-* > boot/$(basename root/initrd.img-*)",
        mend: "mv root/initrd.img-* boot/",
        says: "its only try",
      },
      {
        tries: 2,
        harm: "rm sbin/init && printf '#!/bin/sh\\nexit 1\\n' > sbin/init && chmod 755 sbin/init",
        mend: "true",
        says: "all its 2 tries",
      },
    ];
    for (const { tries, harm, mend, says } of trials) {
      expect(await ask<ChangeResult>(vm, `trial blue --reset --tries ${tries}`)).toMatchObject({
        changed: true,
        reason: "trial",
      });
      await inBlue(vm, harm);
      await vm.reboot();
      expect(await bootedAs(vm)).toBe("0 fallback 0");
      const status = await ask<StatusResult>(vm, "status");
      expect(status).toMatchObject({
        current: { os_id: "red" },
        next: { os_id: "red" },
        booted: "fallback",
        reason: "fallback",
        trial: { entry_id: "blue", left: 0, tries, state: "spent" },
        fallback: { from: "blue", cause: "tries" },
      });
      const metrics = await vm.read("/run/bareon-boot/metrics.prom");
      expect(metrics).toContain('bareon_boot_fallback_info{from="blue",cause="tries"} 1\n');
      expect(metrics).toContain('bareon_trial_tries_left{entry="blue"} 0\n');
      expect(status.explanation).toContain(says);
      expect((await vm.run("bareon-boot history")).stdout).toMatch(
        new RegExp(
          `trial +- -> blue[^]*Now: red is booted next: the trial of blue has used ${says} and was not confirmed`,
          "u",
        ),
      );
      expect(await ask<ChangeResult>(vm, "cancel")).toMatchObject({ changed: true, reason: "default", trial: null });
      await inBlue(vm, mend);
    }
    const serial = await vm.serial();
    expect(serial.match(/Kernel panic/gu)).toHaveLength(3);
  });
});
