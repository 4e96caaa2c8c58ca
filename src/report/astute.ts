/** Lines by which Astute, the other existing controller, follows a deploy in its log (bareon-design(7), "Progress in the log"). */
import type { ProgressEvent, Reporter } from "../base/events.ts";

/** Lines about the content of the images, in all. */
const chunks = 600;

/** The id of the step that makes the node boot, in every plan. */
const bootStep = "boot";

const [begin, partitioning, configDrive, bootloader, end] = [
  "--- Provisioning (do_provisioning) ---",
  "--- Partitioning disks (do_partitioning) ---",
  "--- Creating configdrive (do_configdrive) ---",
  "--- Installing bootloader (do_bootloader) ---",
  "--- Provisioning END (do_provisioning) ---",
];

/** The lines that belong before an event. */
function createLines(): (event: ProgressEvent) => readonly string[] {
  const said = new Set<string>();
  let written = 0;
  /** Of these, those that were not said yet: each stands in the log once, and in their order. */
  const say = (...lines: readonly string[]): string[] => {
    const fresh = lines.filter((line) => !said.has(line));
    for (const line of fresh) said.add(line);
    return fresh;
  };
  const upTo = (share: number): string[] => {
    const due = Math.min(chunks, Math.floor(chunks * share)) - written;
    written += Math.max(due, 0);
    return Array.from({ length: Math.max(due, 0) }, () => "Next chunk");
  };
  return (event) => {
    switch (event.event) {
      case "start":
        return say(begin);
      case "step-start":
        return event.id === bootStep
          ? [...say(partitioning, configDrive), ...upTo(1), ...say(bootloader)]
          : say(partitioning);
      case "transfer":
        return [...say(configDrive), ...upTo(event.totalBytes === 0 ? 0 : event.bytes / event.totalBytes)];
      case "done":
        return say(end);
      case "step-finish":
      case "command":
      case "output":
      case "notice":
      case "warning":
      case "failure":
        return [];
    }
  };
}

/** The reporter with these lines among what it is told. */
export function withAstuteLines({ report, close }: Reporter): Reporter {
  const linesBefore = createLines();
  return {
    report(event) {
      const lines = linesBefore(event);
      // The first event is the start, whoever listens.
      if (event.event === "start") report(event);
      for (const message of lines) report({ event: "notice", message });
      if (event.event !== "start") report(event);
    },
    close,
  };
}
