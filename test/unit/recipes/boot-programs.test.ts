/** The external programs that each command of bareon-boot starts are those of the table in bareon-boot(8), no more and no less. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { environmentPath, renderEnvironment } from "../../../src/boot/state/environment.ts";
import { type BootCommandName, bootLine } from "../../../src/cli/boot/options.ts";
import { bootCommands } from "../../../src/cli/boot/commands.ts";
import { parseRequest } from "../../../src/cli/boot/request.ts";
import { jump } from "../../../src/recipes/boot-kexec.ts";
import { rebootMachine } from "../../../src/host/reboot.ts";
import { isKnownProgram } from "../../../src/programs/packages.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { bootMenu, createBootNode } from "../../support/hosts/boot-node.ts";
import { createTestContext, type ExpectedCommand } from "../../support/hosts/recording-host.ts";

interface Row {
  readonly program: string;
  readonly version: string;
  /** Commands, or options with which any command needs it. */
  readonly commands: readonly string[];
}

/** The rows of the manual's table: `.It program Ta package and version Ta commands`. */
function readTable(): Row[] {
  const page = readFileSync(join(projectRoot, "man/bareon-boot.8"), "utf8");
  const section = /^\.Sh PROGRAMS$(?<text>.*?)^\.Sh /msu.exec(page)?.groups?.["text"] ?? "";
  return Array.from(
    section.matchAll(/^\.It (?<program>[a-z-]+) Ta (?<version>.*?) Ta (?<commands>.*)$/gmu),
    ({ groups }) => ({
      program: groups?.["program"] ?? "",
      version: groups?.["version"] ?? "",
      commands: (groups?.["commands"] ?? "").split(", "),
    }),
  );
}

interface Variant {
  readonly command: BootCommandName;
  readonly operand?: string;
  readonly values?: readonly (readonly [string, string | true])[];
  /** In place of the command, what the manual lists it under. */
  readonly listed?: string;
  /** Without an environment block. */
  readonly isDamaged?: boolean;
  /** With an address that is told. */
  readonly isTold?: boolean;
}

/** Command lines that do all that the commands can, and the options with which every command needs more. */
const variants: readonly Variant[] = [
  ...(["list", "status", "current", "history", "confirm", "cancel", "refresh", "events"] as const).map((command) => ({
    command,
  })),
  ...(["set-default", "once", "trial", "reboot"] as const).map((command) => ({ command, operand: "b" })),
  { command: "reject" },
  { command: "reject", values: [["reboot", true]] },
  ...(["once", "trial", "reboot"] as const).map((command) => ({
    ...{ command, operand: "b", values: [["kexec", true]] as const },
  })),
  { command: "reject", values: [["kexec", true]] },
  { command: "rollback", values: [["to", "b"]] },
  { command: "verify", values: [["repair", true]] },
  { command: "verify", values: [["repair", true]], isDamaged: true },
  { command: "health", values: [["trial", true]] },
  {
    command: "health",
    values: [
      ["trial", true],
      ["give-up", true],
    ],
  },
  { command: "report", values: [["output", "/srv"]] },
  { command: "list", values: [["device", "/dev/vda"]], listed: "--device" },
  { command: "list", values: [["image", "/node.img"]], listed: "--image" },
  { command: "events", isTold: true, listed: "--event-url" },
];

/** Started for repairs that take real firmware or a menu that is lost: those of src/boot/loader/boot-list.ts and of refresh; and where kexec fails. */
const forRepairs: Readonly<Record<string, readonly string[]>> = {
  once: ["reboot"],
  trial: ["reboot"],
  verify: ["efibootmgr", "grub-script-check", "sync", "systemctl"],
};

const partitions = JSON.stringify({
  partitiontable: {
    label: "gpt",
    id: "X",
    device: "/dev/vda",
    unit: "sectors",
    sectorsize: 512,
    partitions: [{ node: "/dev/vda2", start: 2048, size: 4096, type: "T", uuid: "U", name: "bareon-boot" }],
  },
});

const armed = renderEnvironment({ once: null, trial: 1, left: 2, base: 0, tries: 3, generation: bootMenu.generation });
const others: readonly ExpectedCommand[] = [
  {
    command: /^(?:uname|lsblk|dmesg|lvm|mdadm|efibootmgr|journalctl|systemctl list-units|sfdisk --dump)/u,
    always: true,
  },
  { command: /^(?:tar|gzip) /u, always: true },
  { command: /^curl /u, stdout: "204", always: true },
  { command: /^sfdisk --json /u, stdout: partitions, always: true },
  { command: /^losetup --find /u, stdout: "/dev/vda2\n", always: true },
  {
    command: /^(?:losetup --detach|blockdev --flushbufs|grub-fstest|kexec|systemctl kexec|reboot|\/etc\/bareon)\b/u,
    always: true,
  },
  { command: /^systemctl show .*boot-complete/u, stdout: "LoadState=loaded\nActiveState=active\n", always: true },
];

const runningTrial = {
  "/proc/cmdline": "bareon.entry=1 bareon.reason=trial",
  "/proc/self/mountinfo": "22 1 254:4 / / rw,relatime shared:1 - btrfs /dev/vda4 rw\n",
  "/etc/bareon/health.d/ok": { kind: "file", content: new Uint8Array(1), mode: 0o755 },
} as const;

/** What was started, also by wrappers. */
function programsOf(commands: readonly string[]): string[] {
  return commands.flatMap((command) => {
    const words = command.split(" ");
    const after = words.flatMap((word, index) => (words[index - 1] === "--" ? [word] : []));
    const wrapped = /^(?:unshare|flock|nsenter) /u.test(command)
      ? [...after, ...(/ sh -c /u.test(command) ? ["sh"] : [])]
      : [];
    return [words[0] ?? "", ...wrapped].filter((word) => word === "sh" || word === "reboot" || isKnownProgram(word));
  });
}

const endpoint = { url: "http://conductor.example.net/events", key: undefined, caFile: undefined };

async function trace({ command, operand = "", values = [], ...more }: Variant): Promise<string[]> {
  const { isDamaged = false, isTold = false } = more;
  const isTrial = isTold || ["confirm", "reject", "cancel", "health"].includes(command);
  const host = createBootNode({
    partition: {
      ...(isTrial ? { [environmentPath]: armed } : {}),
      ...(isDamaged ? { [environmentPath]: undefined } : {}),
      ...(command === "verify" ? { bareon: { kind: "directory", mode: 0o777 } } : {}),
    },
    machine: {
      "/sys/kernel/kexec_loaded": "1",
      "/node.img": "",
      "/srv/x": "",
      "/sys/block/md0/size": "100\n",
      ...(isTrial ? runningTrial : {}),
    },
    commands: others,
  });
  const ctx = { ...createTestContext(host), ...(isTold ? { endpoint } : {}) };
  const request = parseRequest({ kind: "run", command, operand, values: new Map(values), given: new Set() });
  const { result } = await bootCommands[command](ctx, request);
  if ("kexec" in result && result.kexec) await jump(ctx, request.options, result);
  else if ("reboot" in result && result.reboot) await rebootMachine(ctx);
  return programsOf(host.commands);
}

test("each command starts the programs that the manual lists for it, and with these options more", async () => {
  const started = new Map<string, Set<string>>();
  for (const variant of variants) {
    const name = variant.listed ?? variant.command;
    const found = started.get(name) ?? new Set(forRepairs[name]);
    started.set(name, found);
    // With an address the same is done, and it is told.
    const known = variant.isTold === true ? started.get(variant.command) : undefined;
    for (const program of await trace(variant)) if (known?.has(program) !== true) found.add(program);
  }
  const every = started.get("current") ?? new Set();
  const table = readTable();
  const rows = table.map(({ program, commands }) => [program, commands.join(", ")]);
  const seen = new Map<string, string[]>();
  for (const [name, programs] of started) {
    for (const program of programs) {
      if (every.has(program)) seen.set(program, ["all"]);
      else seen.set(program, [...(seen.get(program) ?? []), name]);
    }
  }
  const order = [...bootLine.commands.map(({ name }) => name), "--device", "--image", "--event-url"];
  const sort = (names: readonly string[]): string =>
    names.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)).join(", ");
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(Array.from(seen, ([program, names]) => [program, sort(names)])),
  );
});

test("no version in the table is above the floor", () => {
  const floors = ["util-linux 2.27", "coreutils 8.24"];
  const bound = readTable().filter(({ version }) => /^(?:util-linux|coreutils) /u.test(version));
  expect(bound.filter(({ version }) => !floors.includes(version))).toEqual([]);
});
