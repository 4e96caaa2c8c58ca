/** What bareon-boot shows to people. */
import { expect, test } from "vitest";
import { renderChange, renderCurrent, renderHistory, renderList, renderStatus } from "../../../src/view/boot.ts";
import { plainStyle } from "../../../src/view/style.ts";
import type { ChangeResult, Entry, StatusResult } from "../../../src/schema/bareon-boot.ts";

const centos: Entry = {
  grub_id: 0,
  entry_id: "centos",
  kind: "image",
  boot_name: "CentOS 7 (on /dev/vda3)",
  image_name: "CentOS 7",
  image_uuid: "",
  os_id: "centos",
  root_uuid: "C",
  valid: true,
  problem: null,
  unchecked: null,
  default: true,
  current: true,
};
const kernel: Entry = {
  ...centos,
  grub_id: 1,
  entry_id: "centos+3.10",
  kind: "kernel",
  valid: false,
  problem: "kernel /boot/k is missing",
  default: false,
  current: false,
};
const foreign: Entry = {
  ...kernel,
  grub_id: 12,
  entry_id: "osprober-1",
  kind: "foreign",
  boot_name: "Evil \u001b[2J OS",
  image_name: null,
  image_uuid: null,
  os_id: null,
  valid: true,
  problem: null,
};
/** Being updated. */
const updating: Entry = {
  ...centos,
  grub_id: 2,
  entry_id: "idle",
  os_id: "idle",
  boot_name: "Idle, being updated",
  valid: false,
  problem: "it is being updated since 2026-01-02T03:04:05Z, from 1 to 2",
  updating: { since: "2026-01-02T03:04:05Z", what: "from 1 to 2" },
  default: false,
  current: false,
};
const multiboot = { device: "/dev/vda2", uuid: "M", found_by: "file" } as const;

test("list says what is being updated, since when and to what", () => {
  const text = renderList({ version: 1, command: "list", entries: [updating], multiboot, warnings: [] }, plainStyle);
  expect(text).toContain(
    "Idle, being updated  being updated since 2026-01-02T03:04:05Z, from 1 to 2; cannot be booted\n",
  );
});

test("list is an aligned table; text from the disk cannot steer the terminal", () => {
  const text = renderList(
    { version: 1, command: "list", entries: [centos, kernel, foreign], multiboot, warnings: ["look"] },
    plainStyle,
  );
  expect(text.split("\n")).toEqual([
    "ENTRY  ID           IMAGE                    TITLE                    STATE",
    "0      centos       CentOS 7                 CentOS 7 (on /dev/vda3)  running, default, ok",
    "1      centos+3.10  CentOS 7 (older kernel)  CentOS 7 (on /dev/vda3)  cannot be booted: kernel /boot/k is missing",
    "12     osprober-1   (not deployed)           Evil ?[2J OS             ok",
    "Warning: look",
    "",
  ]);
});

const idle = { once: null, trial: null, explanation: "centos is booted next, because it is the default" } as const;

test("status is plain words, also about what will go wrong", () => {
  const status: StatusResult = {
    version: 1,
    command: "status",
    current: centos,
    root_uuid: "C",
    booted: "default",
    default: centos,
    next: { ...kernel, default: false },
    reason: "trial",
    ...idle,
    explanation: "centos runs on trial; trial of centos+3.10, 2 of 3 tries left; confirm it or it returns to centos",
    last_change: {
      number: 1,
      time: "2026-01-02T03:04:05.678Z",
      who: "root",
      what: "trial",
      from: null,
      to: "centos+3.10",
      why: "3 tries",
    },
    watchdog: { device: null, fed: false, recovers: false, problem: "there is no hardware watchdog" },
    firmware: {
      started_by: "uefi",
      secure_boot: true,
      entry: { id: "0003", file: String.raw`\EFI\bareon\shimx64.efi`, first: false },
      problem: "it is not in its place",
    },
    multiboot,
    warnings: [],
  };
  expect(renderStatus(status, plainStyle)).toBe(
    `Running:      centos (entry 0, CentOS 7 (on /dev/vda3)); its root is C
Default:      centos (entry 0, CentOS 7 (on /dev/vda3))
Next boot:    centos (entry 1, CentOS 7 (on /dev/vda3))
              It cannot be booted: kernel /boot/k is missing
              centos runs on trial
              trial of centos+3.10, 2 of 3 tries left
              confirm it or it returns to centos
A hang:       cannot be recovered: there is no hardware watchdog
Last change:  2026-01-02T03:04:05Z  root  trial  - -> centos+3.10  3 tries
Firmware:     UEFI, Secure Boot is on; entry 0003 (\\EFI\\bareon\\shimx64.efi) does not come first in its boot list
              it is not in its place
Multiboot:    /dev/vda2, UUID M, named in /etc/bareon/multiboot
`,
  );
  const copies = [
    { uuid: "M", device: "/dev/vda2", state: "alike" },
    { uuid: "N", device: "/dev/vdb2", state: "stale" },
    { uuid: "O", device: null, state: "missing" },
  ] as const;
  expect(renderStatus({ ...status, multiboot: { ...multiboot, copies: [...copies] } }, plainStyle)).toMatch(
    /^Copies: +\/dev\/vda2: alike\n +\/dev\/vdb2: stale\n +UUID O: missing$/mu,
  );
  const blank = renderStatus({ ...status, current: null, root_uuid: null, last_change: null }, plainStyle);
  expect(blank).toContain("Running:      no entry of the boot menu; its root is on no filesystem with a UUID\n");
  expect(
    renderStatus(
      { ...status, watchdog: { device: "/dev/watchdog0", fed: true, recovers: true, problem: null } },
      plainStyle,
    ),
  ).toContain("A hang:       ended by the watchdog /dev/watchdog0\n");
  expect(renderStatus({ ...status, watchdog: null, age: 7 }, plainStyle)).toMatch(
    /^(?![^]*A hang)[^]*As root saw it 7 s ago\.\n$/u,
  );
  expect(blank).toContain("Last change:  none is recorded\n");
  expect(renderStatus({ ...status, updating: [updating] }, plainStyle)).toContain(
    "Updating:     idle: being updated since 2026-01-02T03:04:05Z, from 1 to 2; cannot be booted\n",
  );
});

const change: ChangeResult = {
  version: 1,
  command: "set-default",
  changed: true,
  dry_run: false,
  before: { default: "b", next: "b", reason: "default", once: null, trial: null },
  default: centos,
  previous: 1,
  next: centos,
  reason: "default",
  ...idle,
  reboot: false,
  kexec: false,
  multiboot,
  warnings: [],
};

test.each([
  [
    change,
    "Written: the default is centos (entry 0, CentOS 7 (on /dev/vda3)).\ncentos is booted next, because it is the default.\n",
  ],
  [
    { ...change, changed: false },
    "Nothing was written: the default is centos (entry 0, CentOS 7 (on /dev/vda3)).\ncentos is booted next, because it is the default.\n",
  ],
  [
    { ...change, command: "trial", explanation: "trial of b, 3 of 3 tries left; confirm it or it returns to centos" },
    "Written: trial of b, 3 of 3 tries left.\nconfirm it or it returns to centos.\n",
  ],
  [
    {
      ...change,
      command: "reboot",
      dry_run: true,
      reboot: true,
      explanation: "b is booted next, once; then centos again",
    },
    "Would be written: b is booted next, once.\nthen centos again.\nThe machine would be rebooted.\n",
  ],
] satisfies [ChangeResult, string][])("a change says what was done and what comes next", (result, text) => {
  expect(renderChange(result, plainStyle)).toBe(text);
});

test("history is a table, and what became of it", () => {
  const line = {
    number: 1,
    time: "2026-01-02T03:04:05.678Z",
    who: "anna",
    what: "set-default",
    from: "b",
    to: "centos",
    why: "asked \u001Bfor",
  };
  expect(
    renderHistory(
      { version: 1, command: "history", lines: [line], explanation: idle.explanation, multiboot, warnings: [] },
      plainStyle,
    ),
  ).toBe(
    `TIME                  WHO   COMMAND      ENTRY        WHY
2026-01-02T03:04:05Z  anna  set-default  b -> centos  asked ?for
Now: centos is booted next, because it is the default
`,
  );
  expect(
    renderCurrent(
      { version: 1, command: "current", current: centos, booted: "trial", multiboot, warnings: [] },
      plainStyle,
    ),
  ).toBe("centos\n");
});
