/** What a report has of a machine: what is there, found without a program, and no file that may hold a secret of its own. */
import { expect, test } from "vitest";
import { describeSource } from "../../../src/bug-report/part.ts";
import { findParts } from "../../../src/bug-report/parts.ts";
import { chooseFile, nameReport } from "../../../src/bug-report/place.ts";
import { createRecordingHost, type Seed } from "../../support/hosts/recording-host.ts";

const machine: Readonly<Record<string, Seed>> = {
  "/etc/os-release": "ID=debian\n",
  "/proc/cmdline": "quiet\n",
  "/proc/mdstat": "",
  "/sys/block/sda/size": "1000\n",
  "/sys/block/cciss!c0d0/size": "1000\n",
  "/sys/block/md0/size": "500\n",
  "/sys/block/loop0/size": "0\n",
  "/sys/block/ram0/size": "100\n",
  "/sys/block/dm-0/size": "100\n",
  "/etc/bareon/multiboot": "aaaa\n",
  "/etc/bareon/bareon.conf": "event_url = x\n",
  "/etc/bareon/event-key": "secret",
  "/etc/bareon/carry.d/network.list": "/etc/netplan/*\n",
  "/etc/bareon/carry.d/x.bak": "",
  "/etc/bareon/event.d/50-controller": "#!/bin/sh\n",
  "/usr/lib/systemd/system/bareon-health.service": "[Unit]\n",
  "/usr/lib/systemd/system/ssh.service": "[Unit]\n",
  "/etc/systemd/system/bareon-x.service.d/a.conf": "",
};

test("the list has what is there, with where it comes from", async () => {
  const host = createRecordingHost({ files: machine, programs: ["lsblk", "sfdisk", "mdadm"] });
  const parts = await findParts(host);
  expect(parts.map(({ name, source }) => [name, describeSource(source)])).toEqual([
    ["machine/os-release", "/etc/os-release"],
    ["machine/cmdline", "/proc/cmdline"],
    ["machine/mdstat", "/proc/mdstat"],
    ["machine/lsblk.json", "lsblk --json --bytes --output-all"],
    ["machine/sfdisk-cciss_c0d0.txt", "sfdisk --dump -- /dev/cciss/c0d0"],
    ["machine/sfdisk-md0.txt", "sfdisk --dump -- /dev/md0"],
    ["machine/mdadm-md0.txt", "mdadm --detail /dev/md0"],
    ["machine/sfdisk-sda.txt", "sfdisk --dump -- /dev/sda"],
    ["boot/status.json", "bareon-boot status --json"],
    ["boot/list.json", "bareon-boot list --json"],
    ["boot/history.json", "bareon-boot history --json"],
    ["boot/verify.json", "bareon-boot verify --json"],
    ...["boot/grub2/grub.cfg", "boot/grub2/grubenv", "bareon/boot-info.json", "bareon/deploy.json"].map((path) => [
      `multiboot/${path.slice(path.lastIndexOf("/") + 1)}`,
      `${path} on the multiboot partition`,
    ]),
    ...["loader.json", "spare.json", "adoption.json"].map((name) => [
      `multiboot/${name}`,
      `bareon/${name} on the multiboot partition`,
    ]),
    ["provision/status.json", "bareon-provision status --json"],
    ["etc-bareon/names.txt", "names in /etc/bareon"],
    ["etc-bareon/bareon.conf", "/etc/bareon/bareon.conf"],
    ["etc-bareon/multiboot", "/etc/bareon/multiboot"],
    ["etc-bareon/carry.d/network.list", "/etc/bareon/carry.d/network.list"],
    ["etc-bareon/event.d.txt", "names in /etc/bareon/event.d"],
    ["units/usr-lib/bareon-health.service", "/usr/lib/systemd/system/bareon-health.service"],
  ]);
  expect(host.commands).toEqual([]);
  expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length);
});

test("a machine of systemd and UEFI has more, one with nothing still has what these programs know", async () => {
  const host = createRecordingHost({
    files: {
      "/run/systemd/system/x": "",
      "/sys/firmware/efi/x": "",
      "/var/log/bareon.log": "x",
      "/tmp/provision.json": "{}",
    },
  });
  const names = (await findParts(host)).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      ...["machine/efibootmgr.txt", "units/list.txt", "units/journal.txt", "units/journal-before.txt"],
      ...["provision/bareon.log", "provision/provision.json", "machine/dmesg.txt", "machine/lvm.json"],
    ]),
  );
  const bare = (await findParts(createRecordingHost({ programs: [], drivers: [] }))).map(({ name }) => name);
  expect(bare.every((name) => /^(?:boot|multiboot|provision)\//u.test(name))).toBe(true);
});

test("a report is named after the host, as far as that can be a file's name, and goes into a folder under that name", async () => {
  const time = new Date("2026-11-30T11:45:00.123Z");
  expect(nameReport("node-17.example.net\n", time)).toBe("bareon-report-node-17.example.net-20261130T114500Z");
  expect(nameReport("../..//x y\u001B", time)).toBe("bareon-report-xy-20261130T114500Z");
  expect(nameReport("", time)).toBe("bareon-report-20261130T114500Z");
  const host = createRecordingHost({ files: { "/srv/x": "" } });
  expect(await chooseFile({ host }, "/srv", "a.tar.gz")).toBe("/srv/a.tar.gz");
  expect(await chooseFile({ host }, "/srv/new", "a.tar.gz")).toBe("/srv/new");
});
