/** What bareon-boot shows to people. */
import { expect, test } from "vitest";
import { renderList, renderSetDefault, renderStatus } from "../../../src/cli/boot-view.ts";
import { plainStyle } from "../../../src/cli/style.ts";
import type { Entry } from "../../../src/schema/bareon-boot.ts";

const centos: Entry = {
  grub_id: 0, entry_id: "centos", kind: "image", boot_name: "CentOS 7 (on /dev/vda3)", image_name: "CentOS 7", image_uuid: "", os_id: "centos", root_uuid: "C",
  valid: true, problem: null, default: true, current: true,
};
const kernel: Entry = { ...centos, grub_id: 1, entry_id: "centos+3.10", kind: "kernel", valid: false, problem: "kernel /boot/k is missing", default: false, current: false };
const foreign: Entry = {
  ...kernel, grub_id: 12, entry_id: "osprober-1", kind: "foreign", boot_name: "Evil \u001b[2J OS", image_name: null, image_uuid: null, os_id: null, valid: true, problem: null,
};
const multiboot = { device: "/dev/vda2", uuid: "M", found_by: "file" } as const;

test("list is an aligned table; text from the disk cannot steer the terminal", () => {
  const text = renderList({ version: 1, command: "list", entries: [centos, kernel, foreign], multiboot, warnings: ["look"] }, plainStyle);
  expect(text.split("\n")).toEqual([
    "ENTRY  ID           IMAGE                    TITLE                    STATE",
    "0      centos       CentOS 7                 CentOS 7 (on /dev/vda3)  running, default, ok",
    "1      centos+3.10  CentOS 7 (older kernel)  CentOS 7 (on /dev/vda3)  cannot be booted: kernel /boot/k is missing",
    "12     osprober-1   (not deployed)           Evil ?[2J OS             ok",
    "Warning: look",
    "",
  ]);
});

test("status is plain words, also about what will go wrong", () => {
  const status = { version: 1, command: "status", current: centos, root_uuid: "C", next: { ...kernel, default: true }, reason: "default", multiboot, warnings: [] } as const;
  expect(renderStatus({ ...status, warnings: [] }, plainStyle)).toBe(
    `Running:    centos (entry 0, CentOS 7 (on /dev/vda3)); its root is C
Next boot:  centos (entry 1, CentOS 7 (on /dev/vda3)), because it is the default
            It cannot be booted: kernel /boot/k is missing
Multiboot:  /dev/vda2, UUID M, named in /etc/bareon/multiboot
`,
  );
  expect(renderStatus({ ...status, current: null, root_uuid: null, warnings: [] }, plainStyle)).toContain("Running:    no entry of the boot menu; its root is on no filesystem with a UUID\n");
});

test("set-default says what was done", () => {
  const result = { version: 1, command: "set-default", changed: true, default: centos, previous: 1, multiboot, warnings: [] } as const;
  expect(renderSetDefault({ ...result, warnings: [] }, plainStyle)).toBe("The default is now centos (entry 0, CentOS 7 (on /dev/vda3)); it was entry 1.\n");
  expect(renderSetDefault({ ...result, changed: false, warnings: [] }, plainStyle)).toMatch(/is the default already; nothing was written\.\n$/u);
});
