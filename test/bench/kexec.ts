/** How long a node is away when its running kernel starts the next one, against the way through firmware and GRUB, in one VM. */
import type { StatusResult } from "../../src/schema/bareon-boot.ts";
import { breakBlue, startKexecNode } from "../support/vm/kexec-node.ts";
import type { Vm } from "../support/vm/vm.ts";
import { renderTable } from "../../src/view/style.ts";
import { median, ratio, renderRow, type Row } from "./rows.ts";

/** Seconds from the command on. */
interface Away {
  /** Until the kernel that is there in the end begins. */
  readonly kernel: number;
  /** Until that system answers. */
  readonly ready: number;
}

const limit = 600;

async function reboot(vm: Vm, command: string): Promise<Away> {
  const begun = performance.now();
  await vm.reboot(limit, command);
  const ready = (performance.now() - begun) / 1000;
  const uptime = Number.parseFloat(await vm.read("/proc/uptime"));
  return { kernel: ready - uptime, ready };
}

/** What was asked for is what runs, else the times are of something else. */
async function expectBooted(vm: Vm, osId: string, booted: string): Promise<void> {
  const status = JSON.parse((await vm.run("bareon-boot status --json")).stdout) as StatusResult;
  const running = (await vm.run("bareon-boot current")).stdout.trim();
  if (running !== osId || status.booted !== booted)
    throw new Error(`${running} runs (${status.booted}), and not ${osId} (${booted})`);
}

type Ways = Readonly<Record<"kexec" | "firmware", Away[]>>;

async function measure(vm: Vm, rounds: number, round: (words: string) => Promise<Away>): Promise<Ways> {
  const ways: Ways = { kexec: [], firmware: [] };
  for (let left = rounds; left > 0; left -= 1) {
    ways.firmware.push(await round(""));
    const before = await vm.firmwareBoots();
    ways.kexec.push(await round("--kexec"));
    console.error(`firmware was started ${(await vm.firmwareBoots()) - before} times in a round with --kexec`);
  }
  return ways;
}

function compare(what: string, { kexec, firmware }: Ways, limits?: Row["limits"]): Row[] {
  const seconds = (part: keyof Away): [number[], number[]] => [
    kexec.map((away) => away[part]),
    firmware.map((away) => away[part]),
  ];
  const middle = (values: readonly number[]): string => median(values).toFixed(0);
  const row = (name: string, part: keyof Away, own?: Row["limits"]): Row => {
    const [over, under] = seconds(part);
    return ratio(`${name} (${middle(over)} s / ${middle(under)} s)`, over, under, own);
  };
  return [row(`${what}, until it answers`, "ready", limits), row("  until its kernel begins", "kernel")];
}

/** Needs root and a quiet machine; about ten minutes. */
export async function benchKexec(rounds: number): Promise<string> {
  await using all = new AsyncDisposableStack();
  const vm = await startKexecNode(all);
  const switched = await measure(vm, rounds, async (words) => {
    const away = await reboot(vm, `bareon-boot reboot blue ${words}`);
    await expectBooted(vm, "blue", "once");
    await reboot(vm, "bareon-boot reboot --kexec");
    return away;
  });
  const rows = compare("switch by kexec / by firmware and GRUB", switched, [1, 1.1]);
  for (const { what } of rows) console.error(what);
  await breakBlue(vm);
  const failed = await measure(vm, rounds, async (words) => {
    const restart = words === "" ? " && systemctl reboot" : words;
    // One that has used its tries is not begun again.
    const away = await reboot(vm, `bareon-boot cancel; bareon-boot trial blue --tries 1 ${restart}`);
    await expectBooted(vm, "red", "fallback");
    return away;
  });
  rows.push(...compare("trial that panics, back again", failed, [1, 1.1]));
  return renderTable([["", "found", "goal", "limit", ""], ...rows.map(renderRow)]).join("\n");
}
