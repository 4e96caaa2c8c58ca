/** What is found missing before a deploy writes anything, and how our entry gets into the firmware's list and into its place. */
import { expect, test } from "vitest";
import { BareonError } from "../../../../src/base/errors.ts";
import { checkLoaderParts } from "../../../../src/boot/loader/loader.ts";
import { listOurEntries } from "../../../../src/boot/loader/boot-list.ts";
import type { Plan } from "../../../../src/schema/plan.ts";
import { platformsOf } from "../../../../src/boot/platforms/platforms.ts";
import { ids, option } from "../../../support/hosts/efi-variables.ts";
import { planExample, readInventory } from "../../plan/fixture.ts";
import { createRecordingHost, createTestContext, type RecordingHost } from "../../../support/hosts/recording-host.ts";

const bios = planExample("two-systems");
const uefi: Plan = { ...bios, firmware: "uefi", machine: { ...bios.machine, firmware: "uefi" } };
const secure: Plan = { ...uefi, machine: { ...uefi.machine, secureBoot: true } };
const modules = { "/usr/lib/grub/i386-pc/normal.mod": "m", "/usr/lib/grub/x86_64-efi/normal.mod": "m" };

const tools = ["grub-install", "grub-mkimage"];

async function refusal(
  plan: Plan,
  files: Readonly<Record<string, string>>,
  programs = [...tools, "efibootmgr"],
): Promise<string | undefined> {
  try {
    await checkLoaderParts(createTestContext(createRecordingHost({ files, programs })), plan);
    return undefined;
  } catch (error) {
    if (!(error instanceof BareonError) || error.exit !== "unsupported") throw error;
    return `${error.message} ${error.hint ?? ""}`;
  }
}

test("each firmware needs its own parts, and what is missing is told with its package", async () => {
  expect(await refusal(bios, { "/usr/lib/grub/i386-pc/normal.mod": "m" }, tools)).toBeUndefined();
  expect(await refusal(bios, modules, [])).toMatch(/grub-install is missing.*package grub2-common/u);
  expect(await refusal(uefi, modules)).toBeUndefined();
  expect(await refusal({ ...uefi, firmware: "both" }, { "/usr/lib/grub/x86_64-efi/normal.mod": "m" })).toMatch(
    /i386-pc\/normal\.mod is missing.*grub-pc-bin/u,
  );
  expect(await refusal(uefi, {})).toMatch(/x86_64-efi\/normal\.mod is missing.*package grub-efi-amd64-bin/u);
  expect(await refusal(uefi, modules, tools)).toMatch(/efibootmgr is missing.*package efibootmgr/u);
  expect(await refusal({ ...bios, firmware: "both" }, modules, tools), "BIOS started the ramdisk").toBeUndefined();
  expect(await refusal(secure, modules)).toMatch(/Secure Boot is on.*packages shim-signed and grub-efi-amd64-signed/u);
  expect(await refusal(uefi, { ...modules, "/sys/firmware/efi/fw_platform_size": "32\n" })).toMatch(
    /UEFI has 32 bits/u,
  );
  expect(readInventory("two-systems").architecture).toBe("x86_64");
});

const variables = "/sys/firmware/efi/efivars";
const guid = "8be4df61-93ca-11d2-aa0d-00e098032b8c";
const partuuid = "01020304-0506-0708-0910-111213141516";

const here = "04030201060508070910111213141516";
const gone = "ff".repeat(16);
const file = String.raw`\EFI\bareon\grubx64.efi`;

/** A machine whose efibootmgr makes entry 0007 and changes the order. */
function machine(
  entries: Readonly<Record<string, Uint8Array>>,
  order: readonly number[],
  made: Uint8Array | null = option("bareon", here, file),
  partuuids = `${partuuid.toLowerCase()}\n`,
): RecordingHost {
  const files = Object.fromEntries(
    Object.entries(entries).map(([id, bytes]) => [`${variables}/Boot${id}-${guid}`, bytes]),
  );
  return createRecordingHost({
    files: { ...files, [`${variables}/BootOrder-${guid}`]: ids(order) },
    expect: [
      { command: /^blkid /u, stdout: partuuids, always: true },
      {
        command: /^efibootmgr --quiet --create-only /u,
        always: true,
        effect: (host) => made !== null && host.seed(`${variables}/Boot0007-${guid}`, made),
      },
      { command: /^efibootmgr --quiet --(?:delete-bootnum|bootorder) /u, always: true },
    ],
  });
}

async function list(
  host: RecordingHost,
  order: "first" | "after-network" | "keep",
): Promise<{ readonly commands: readonly string[]; readonly warnings: readonly string[] }> {
  const platform = platformsOf("x86_64")?.uefi;
  if (platform === undefined) throw new Error("no platform");
  const ctx = createTestContext(host);
  await listOurEntries(ctx, [{ disk: "/dev/vda", number: 2, partuuid }], { platform, signed: false, order });
  const warnings = ctx.events.flatMap((event) => (event.event === "warning" ? [event.message] : []));
  return {
    commands: host.commands
      .filter((command) => command.startsWith("efibootmgr"))
      .map((command) => command.replace("efibootmgr --quiet ", "")),
    warnings,
  };
}

const foreign = option("debian", gone, String.raw`\EFI\debian\shimx64.efi`);

test("a new entry is made and put in its place; one of a partition that is gone goes, a foreign one never", async () => {
  const { commands, warnings } = await list(
    machine({ "0001": foreign, "0002": option("bareon", gone, file) }, [1, 2]),
    "first",
  );
  expect(commands).toEqual([
    expect.stringContaining("--create-only --disk /dev/vda --part 2 --label bareon --loader"),
    "--delete-bootnum --bootnum 0002",
    "--bootorder 0007,0001",
  ]);
  expect(warnings).toEqual([]);
});

test("an entry that is there in its place is left alone", async () => {
  expect(
    (await list(machine({ "0001": foreign, "0003": option("bareon", here, file) }, [3, 1]), "first")).commands,
  ).toEqual([]);
  expect(
    (await list(machine({ "0001": foreign, "0003": option("bareon", here, file) }, [1, 3]), "keep")).commands,
  ).toEqual([]);
});

test("a firmware that forgets the entry, or tells nothing, is a warning", async () => {
  for (const host of [machine({}, [], null), createRecordingHost({})]) {
    const { warnings } = await list(host, "first");
    expect(warnings).toEqual([expect.stringMatching(/boot list was not changed as planned.*EFI\/BOOT\/BOOTX64\.EFI/u)]);
  }
});

test("no entry is taken off the list by a blkid that tells of no partition, as Busybox's", async () => {
  const entries = { "0002": option("bareon", gone, file), "0003": option("bareon", here, file) };
  const { commands, warnings } = await list(machine(entries, [2, 3], null, ""), "first");
  expect(commands).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining("is not told by blkid, unless it is that of util-linux")]);
});
