/** The metrics as a file for the textfile collector of Prometheus' node_exporter: where it is, and how the collector finds it. */
import { BareonError } from "../../base/errors.ts";
import { tryTo } from "../../base/attempt.ts";
import type { Context, Host } from "../../host/host.ts";
import { addToBootRecord, type BootRecord, readBootRecord, type Verified } from "./boot-record.ts";
import { describeMetrics } from "./metrics.ts";
import { type SeenStatus, statusDirectory, statusPath } from "./status-file.ts";

/** In /run, so that no boot finds what another one told. */
export const metricsPath = `${statusDirectory}/metrics.prom`;

/** Where Debian's prometheus-node-exporter looks (its default for --collector.textfile.directory), on the disk. */
const collectorDirectory = "/var/lib/prometheus/node-exporter";
export const collectorLink = `${collectorDirectory}/bareon.prom`;

const statusLimit = 16 * 1024 * 1024;

/**
 * A link and no copy: a copy would outlive the boot, and tell of it until root looks again in the next one, or for ever in a system that
 * does not look. Where something else has that name, it stays.
 */
async function linkForCollector(host: Host): Promise<void> {
  if ((await host.facts(collectorDirectory))?.kind !== "directory") return;
  const kind = (await host.facts(collectorLink))?.kind;
  if (kind === undefined) await host.makeSymlink(metricsPath, collectorLink);
  else if (kind !== "symlink" || (await host.readLink(collectorLink)) !== metricsPath)
    throw new BareonError("failure", `${collectorLink} is there already, and is no link to ${metricsPath}.`);
}

/** Writes the metrics of what was seen. Throws "failure" if that fails. Returns warnings for the collector. */
export async function writeMetrics(host: Host, seen: SeenStatus | null, record: BootRecord): Promise<string[]> {
  await host.makeDirectory(statusDirectory, 0o755);
  await host.writeFile(metricsPath, describeMetrics(seen, record));
  const warnings: string[] = [];
  await tryTo(warnings, "node_exporter does not find the metrics", async () => await linkForCollector(host));
  return warnings;
}

async function readSeen(host: Host): Promise<SeenStatus | null> {
  // Loading the schema check costs time, which only verify spends.
  const { parseSeen } = await import("./status-reader.ts");
  return parseSeen(await host.readText(statusPath, statusLimit));
}

/** Keeps and tells what verify found, beside what root saw last: a menu that is damaged cannot be looked at anew. Returns warnings. */
export async function tellVerified({ host }: Pick<Context, "host">, verified: Verified): Promise<string[]> {
  const warnings: string[] = [];
  const more = await tryTo(warnings, "The metrics do not have what was found", async () => {
    const record = await addToBootRecord(host, { verified });
    return await writeMetrics(host, await readSeen(host), record);
  });
  return [...warnings, ...(more ?? [])];
}

/** The metrics of a session that is looked at. */
export async function renderSeen(host: Host, seen: SeenStatus): Promise<string> {
  return describeMetrics(seen, await readBootRecord(host));
}
