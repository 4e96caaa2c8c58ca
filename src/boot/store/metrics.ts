/** What list, status and verify tell, as metrics for Prometheus: the names, the labels and the values. bareon-monitoring(7) describes them; a test compares. */
import { type Metric, renderMetrics, type Sample } from "../../formats/prometheus.ts";
import type { Entry, StatusResult } from "../../schema/bareon-boot.ts";
import type { BootRecord } from "./boot-record.ts";
import type { SeenStatus } from "./status-file.ts";

type Told = Omit<Metric, "samples">;

function one(told: Told, value: number, labels: Sample["labels"] = {}): Metric {
  return { ...told, samples: [{ labels, value }] };
}

/** One that always counts 1 and has what it tells in its labels; without a sample if there is nothing to tell. */
function info(told: Told, labels: Sample["labels"] | null): Metric {
  return { ...told, samples: labels === null ? [] : [{ labels, value: 1 }] };
}

/** Seconds since 1970; no sample for what is no time. */
function time(told: Told, iso: string | undefined): Metric {
  const seconds = iso === undefined ? Number.NaN : Date.parse(iso) / 1000;
  return one(told, seconds);
}

function nameOf({ entry_id: id, os_id: os, boot_name: title }: Entry): string {
  return id ?? os ?? title;
}

function imageOf({ image_name: image, image_uuid: uuid }: Entry): Sample["labels"] {
  return { image: image ?? "", image_uuid: uuid ?? "" };
}

/** Whether the running system is the one on trial, and not decided yet. */
function runsOnTrial({ current, booted, trial }: StatusResult): boolean {
  const isOpen = trial?.state === "armed" || trial?.state === "spent";
  return isOpen && booted === "trial" && current?.grub_id === trial.grub_id;
}

function bootMetrics(status: StatusResult): Metric[] {
  const { current, booted, default: usual, next, reason, fallback } = status;
  return [
    info(
      { name: "bareon_boot_info", help: "What runs: its entry in the boot menu, its image, and why it was booted" },
      {
        entry: current === null ? "" : nameOf(current),
        ...(current === null ? { image: "", image_uuid: "" } : imageOf(current)),
        reason: booted ?? "",
      },
    ),
    info(
      { name: "bareon_boot_next_info", help: "What is booted next, and why" },
      { entry: nameOf(next), ...imageOf(next), reason },
    ),
    info({ name: "bareon_boot_default_info", help: "What is booted if nothing is armed" }, { entry: nameOf(usual) }),
    one(
      { name: "bareon_boot_fallback", help: "Whether what runs, runs in place of another entry that failed" },
      fallback === undefined ? 0 : 1,
    ),
    info(
      { name: "bareon_boot_fallback_info", help: "Which entry failed, and why what runs runs in its place" },
      fallback === undefined ? null : { from: fallback.from ?? "", cause: fallback.cause },
    ),
  ];
}

function trialMetrics(status: StatusResult): Metric[] {
  const { trial } = status;
  const labels = { entry: trial?.entry_id ?? "" };
  const samples = (value: number | undefined): Sample[] => (value === undefined ? [] : [{ labels, value }]);
  return [
    one(
      { name: "bareon_trial_running", help: "Whether what runs is on trial and not decided yet" },
      runsOnTrial(status) ? 1 : 0,
    ),
    info(
      { name: "bareon_trial_info", help: "Which entry is on trial, and how that stands" },
      trial === null ? null : { ...labels, state: trial.state },
    ),
    { name: "bareon_trial_tries", help: "Tries that the trial began with", samples: samples(trial?.tries) },
    { name: "bareon_trial_tries_left", help: "Tries that the trial has left", samples: samples(trial?.left) },
  ];
}

function entryMetrics(entries: readonly Entry[]): Metric[] {
  const each = (value: (entry: Entry) => number): Sample[] =>
    entries.map((entry) => ({
      labels: { entry: nameOf(entry), kind: entry.kind, image: entry.image_name ?? "" },
      value: value(entry),
    }));
  const problems = entries.flatMap((entry): Sample[] => {
    const text = entry.problem ?? entry.unchecked;
    return text === null ? [] : [{ labels: { entry: nameOf(entry), problem: text }, value: 1 }];
  });
  const bootable = entries.filter(({ valid }) => valid).length;
  return [
    one({ name: "bareon_entries", help: "Entries of the boot menu, and images that it lacks" }, entries.length),
    one({ name: "bareon_entries_bootable", help: "Those of them that can be booted" }, bootable),
    {
      name: "bareon_entry_bootable",
      help: "Whether the entry can be booted, as far as the running system could look",
      samples: each(({ valid }) => (valid ? 1 : 0)),
    },
    {
      name: "bareon_entry_checked",
      help: "Whether the running system could look into the entry",
      samples: each(({ unchecked }) => (unchecked === null ? 1 : 0)),
    },
    {
      name: "bareon_entry_problem_info",
      help: "Why the entry cannot be booted, or not be looked into",
      samples: problems,
    },
  ];
}

function updateMetrics(entries: readonly Entry[]): Metric[] {
  const underway = entries.filter(({ updating }) => updating !== undefined);
  return [
    one({ name: "bareon_updates_in_progress", help: "Systems whose update has begun and not ended" }, underway.length),
    {
      name: "bareon_update_start_time_seconds",
      help: "When the update of the entry began",
      samples: underway.map((entry) => ({
        labels: { entry: nameOf(entry) },
        value: Date.parse(entry.updating?.since ?? "") / 1000,
      })),
    },
  ];
}

function machineMetrics({ watchdog, firmware, last_change: last }: StatusResult): Metric[] {
  const flag = (told: Told, value: boolean | undefined): Metric[] =>
    value === undefined ? [] : [one(told, value ? 1 : 0)];
  return [
    ...flag(
      { name: "bareon_watchdog_recovers", help: "Whether a hang of the machine ends by itself" },
      watchdog?.recovers,
    ),
    ...flag(
      { name: "bareon_firmware_ready", help: "Whether the firmware starts the boot loader as it was deployed" },
      firmware === null ? undefined : firmware.problem === null,
    ),
    time(
      { name: "bareon_last_change_time_seconds", help: "When the boot state was changed last, by its history" },
      last?.time,
    ),
  ];
}

function verifyMetrics({ verified }: BootRecord): Metric[] {
  if (verified === undefined) return [];
  const { errors, warnings, time: when } = verified;
  return [
    {
      name: "bareon_verify_problems",
      help: "What verify found last in this boot and did not repair",
      samples: [
        { labels: { severity: "error" }, value: errors },
        { labels: { severity: "warning" }, value: warnings },
      ],
    },
    time({ name: "bareon_verify_time_seconds", help: "When verify ran last in this boot" }, when),
  ];
}

/** The text of all metrics. `seen` is null if root has not looked yet, or if what it saw cannot be read. */
export function describeMetrics(seen: SeenStatus | null, record: BootRecord): string {
  const status =
    seen === null
      ? []
      : [
          ...bootMetrics(seen.status),
          ...trialMetrics(seen.status),
          ...entryMetrics(seen.list.entries),
          ...updateMetrics(seen.list.entries),
          ...machineMetrics(seen.status),
          time({ name: "bareon_status_time_seconds", help: "When root looked at all this" }, seen.written),
        ];
  return renderMetrics([...status, ...verifyMetrics(record)]);
}
