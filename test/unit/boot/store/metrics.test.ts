/** The metrics of what was seen: every value by its meaning, with names of entries and images that mean harm. */
import { expect, test } from "vitest";
import { describeMetrics } from "../../../../src/boot/store/metrics.ts";
import type { SeenStatus } from "../../../../src/boot/store/status-file.ts";
import type { Entry, StatusResult } from "../../../../src/schema/bareon-boot.ts";

const multiboot = { device: "/dev/vda2", uuid: "M", found_by: "file" } as const;
const red: Entry = {
  ...{ grub_id: 0, entry_id: "red", kind: "image", boot_name: "Red", os_id: "red", root_uuid: "R" },
  ...{ image_name: "debian-12", image_uuid: "11", valid: true, problem: null, unchecked: null },
  ...{ default: true, current: true },
};
const blue: Entry = { ...red, grub_id: 1, entry_id: "blue", os_id: "blue", default: false, current: false };
const status: StatusResult = {
  ...{ version: 1, command: "status", current: red, root_uuid: "R", booted: "default" },
  ...{ default: red, next: red, reason: "default", once: null, trial: null, explanation: "" },
  ...{ last_change: null, watchdog: null, firmware: null, multiboot, warnings: [] },
};

function see(more: Partial<StatusResult> = {}, entries: Entry[] = [red, blue]): SeenStatus {
  return {
    written: "2026-11-29T10:00:00.500Z",
    list: { version: 1, command: "list", entries, multiboot, warnings: [] },
    status: { ...status, ...more },
  };
}

/** The samples, without the help and the types. */
function samples(seen: SeenStatus | null, record = {}): string[] {
  return describeMetrics(seen, record)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}

test("a node at rest", () => {
  expect(samples(see())).toEqual([
    'bareon_boot_info{entry="red",image="debian-12",image_uuid="11",reason="default"} 1',
    'bareon_boot_next_info{entry="red",image="debian-12",image_uuid="11",reason="default"} 1',
    'bareon_boot_default_info{entry="red"} 1',
    "bareon_boot_fallback 0",
    "bareon_trial_running 0",
    "bareon_entries 2",
    "bareon_entries_bootable 2",
    'bareon_entry_bootable{entry="red",kind="image",image="debian-12"} 1',
    'bareon_entry_bootable{entry="blue",kind="image",image="debian-12"} 1',
    'bareon_entry_checked{entry="red",kind="image",image="debian-12"} 1',
    'bareon_entry_checked{entry="blue",kind="image",image="debian-12"} 1',
    "bareon_updates_in_progress 0",
    "bareon_status_time_seconds 1795946400.5",
  ]);
});

test("a fallback, and the trial that is spent", () => {
  const trial = { grub_id: 1, entry_id: "blue", boot_name: "Blue", left: 0, tries: 3, state: "spent" } as const;
  const seen = see({ booted: "fallback", reason: "fallback", trial, fallback: { from: "blue", cause: "tries" } });
  expect(samples(seen)).toEqual(
    expect.arrayContaining([
      'bareon_boot_info{entry="red",image="debian-12",image_uuid="11",reason="fallback"} 1',
      "bareon_boot_fallback 1",
      'bareon_boot_fallback_info{from="blue",cause="tries"} 1',
      "bareon_trial_running 0",
      'bareon_trial_info{entry="blue",state="spent"} 1',
      'bareon_trial_tries{entry="blue"} 3',
      'bareon_trial_tries_left{entry="blue"} 0',
    ]),
  );
});

test("a trial runs as long as it is not decided, and only in its own system", () => {
  const trial = { grub_id: 1, entry_id: "blue", boot_name: "Blue", left: 0, tries: 1, state: "spent" } as const;
  const runs = { current: blue, booted: "trial", trial } as const;
  expect(samples(see(runs))).toContain("bareon_trial_running 1");
  expect(samples(see({ ...runs, trial: null }))).toContain("bareon_trial_running 0");
  expect(samples(see({ ...runs, trial: { ...trial, state: "superseded" } }))).toContain("bareon_trial_running 0");
  expect(samples(see({ ...runs, current: red }))).toContain("bareon_trial_running 0");
});

test("entries that cannot be booted, cannot be looked into, and are being updated", () => {
  const updating = { since: "2026-11-29T09:00:00Z", what: "mirror, from 1 to 2" };
  const entries = [
    red,
    { ...blue, valid: false, problem: "it is being updated", updating },
    { ...blue, entry_id: "odd", unchecked: "unknown filesystem" },
    {
      ...blue,
      entry_id: null,
      grub_id: null,
      os_id: "lost",
      valid: false,
      problem: "the boot menu has no entry for it",
    },
  ];
  const told = samples(see({}, entries));
  expect(told.filter((line) => /^bareon_(?:entries|entry_bootable|entry_problem|update)/u.test(line))).toEqual([
    "bareon_entries 4",
    "bareon_entries_bootable 2",
    'bareon_entry_bootable{entry="red",kind="image",image="debian-12"} 1',
    'bareon_entry_bootable{entry="blue",kind="image",image="debian-12"} 0',
    'bareon_entry_bootable{entry="odd",kind="image",image="debian-12"} 1',
    'bareon_entry_bootable{entry="lost",kind="image",image="debian-12"} 0',
    'bareon_entry_problem_info{entry="blue",problem="it is being updated"} 1',
    'bareon_entry_problem_info{entry="odd",problem="unknown filesystem"} 1',
    'bareon_entry_problem_info{entry="lost",problem="the boot menu has no entry for it"} 1',
    "bareon_updates_in_progress 1",
    'bareon_update_start_time_seconds{entry="blue"} 1795942800',
  ]);
  expect(told).toContain('bareon_entry_checked{entry="odd",kind="image",image="debian-12"} 0');
});

test("what the machine and verify tell, and a time that is none", () => {
  const line = { number: 1, time: "2026-11-29T08:00:00Z", who: "", what: "trial", from: null, to: "blue", why: "" };
  const watchdog = { device: null, fed: false, recovers: false, problem: "there is none" };
  const firmware = { started_by: "bios", secure_boot: null, entry: null, problem: null } as const;
  const verified = { time: "2026-11-29T09:30:00Z", errors: 2, warnings: 1 };
  const told = samples(see({ last_change: line, watchdog, firmware }), { verified });
  expect(told.slice(told.indexOf("bareon_updates_in_progress 0") + 1)).toEqual([
    "bareon_watchdog_recovers 0",
    "bareon_firmware_ready 1",
    "bareon_last_change_time_seconds 1795939200",
    "bareon_status_time_seconds 1795946400.5",
    'bareon_verify_problems{severity="error"} 2',
    'bareon_verify_problems{severity="warning"} 1',
    "bareon_verify_time_seconds 1795944600",
  ]);
  expect(samples(see({ last_change: { ...line, time: "yesterday" } })).join()).not.toContain("last_change");
  // Before root has looked, and if a damaged menu cannot be looked at.
  expect(samples(null, { verified })[0]).toBe('bareon_verify_problems{severity="error"} 2');
});

test("a system that runs and is no entry has no name", () => {
  expect(samples(see({ current: null, booted: null }))[0]).toBe(
    'bareon_boot_info{entry="",image="",image_uuid="",reason=""} 1',
  );
});

test("no name makes a line of its own, or two of the same kind", () => {
  const name = 'x"} 1\nbareon_boot_fallback 1\n\\';
  const evil = { ...blue, entry_id: name, image_name: name, boot_name: name, problem: name, valid: false };
  const told = samples(
    see({ current: evil, next: evil, default: evil, fallback: { from: name, cause: "tries" } }, [
      evil,
      { ...evil, valid: true },
    ]),
  );
  for (const line of told) expect(line).toMatch(/^bareon_\w+(?:\{(?:\w+="(?:[^"\\\n]|\\["\\])*",?)+\})? [\d.]+$/u);
  const series = told.map((line) => line.replace(/ [\d.]+$/u, ""));
  expect(new Set(series).size).toBe(series.length);
});
