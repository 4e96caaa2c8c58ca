/** The results of a simulated fleet for people: a table, and bars of what the source sent and of how long it took. */
import { renderTable } from "../../../src/view/style.ts";
import { type RequestResult, usualRate } from "./heartbeats.ts";
import { type RunResult, unitSeconds, ways } from "./run.ts";

const MiB = 1024 * 1024;
const head = ["by", "nodes", "started", "sent", "last", "median", "failed", "CPU s/GB", "MiB"];

function times(value: number): string {
  return value < 9.95 ? value.toFixed(1) : value.toFixed(0);
}

/** Images that the source sent, with what packets have around them. */
export function sentImages({ request, sentBytes }: RunResult): number {
  return sentBytes / request.imageBytes;
}

function startedText({ batch, pauseSeconds = 0, ...scale }: RunResult["request"]): string {
  return batch === undefined ? "all at once" : `${batch} every ${times(pauseSeconds / unitSeconds(scale))}`;
}

function row(result: RunResult): string[] {
  const { request, lastSeconds, medianSeconds, failures, usage } = result;
  const unit = unitSeconds(request);
  return [
    request.way,
    String(request.nodes),
    startedText(request),
    times(sentImages(result)),
    times(lastSeconds / unit),
    times(medianSeconds / unit),
    String(failures),
    ((usage.cpuSeconds / result.sentBytes) * 1e9).toFixed(1),
    (usage.peakBytes / MiB).toFixed(0),
  ];
}

/** Those that belong together stand together. */
function sorted(results: readonly RunResult[]): RunResult[] {
  return results.toSorted(
    ({ request: one }, { request: other }) =>
      ways.indexOf(one.way) - ways.indexOf(other.way) ||
      one.nodes - other.nodes ||
      Number(one.batch !== undefined) - Number(other.batch !== undefined),
  );
}

/** How large images were and how fast links, with the runs that had them. */
function scales(results: readonly RunResult[]): string[] {
  const lines = new Map<string, Set<number>>();
  for (const { request } of results) {
    const { way, imageBytes, linkBits, nodes } = request;
    const scale = `${way}: ${(imageBytes / MiB).toFixed(0)} MiB, links of ${linkBits / 1e6} Mbit/s`;
    lines.set(scale, (lines.get(scale) ?? new Set()).add(nodes));
  }
  return [...lines].map(([scale, nodes]) => `${scale} (${[...nodes].join(", ")})`);
}

/** Columns of one decade, and what has a bar. */
const decade = 16;

/** One bar each, ten times as much for every 16 columns. */
function bars(results: readonly RunResult[], title: string, value: (result: RunResult) => number): string[] {
  const lines = results.map((result) => {
    const { way, nodes } = result.request;
    const length = Math.max(1, Math.round(Math.log10(Math.max(1, value(result))) * decade));
    return `${way.padEnd(8)}${String(nodes).padStart(4)} ${"#".repeat(length)} ${times(value(result))}`;
  });
  return [title, ...lines];
}

export function renderResults(results: readonly RunResult[]): string {
  const all = sorted(results);
  const together = all.filter(({ request }) => request.batch === undefined);
  const last = ({ request, lastSeconds }: RunResult): number => lastSeconds / unitSeconds(request);
  return [
    ...renderTable([head, ...all.map(row)]),
    "",
    "sent: images that the source sent. last: until the last node had its own; median: what a",
    "node took; in times of one image on a link. CPU s/GB, MiB: what the source's programs took.",
    ...scales(all),
    "",
    ...bars(together, "Images that the source sends (logarithmic)", sentImages),
    "",
    ...bars(together, "Time until the last node has it (logarithmic)", last),
    "",
  ].join("\n");
}

/** What the API of an Ironic answers to as many nodes. */
export function renderRequests(results: readonly RequestResult[]): string {
  const rows = results.map(({ what, nodes, perSecond, median, longest, triedAgain }) => [
    what,
    String(nodes),
    `${perSecond.toFixed(1)}/s`,
    `${(median * 1000).toFixed(0)} ms`,
    `${(longest * 1000).toFixed(0)} ms`,
    String(triedAgain),
  ]);
  const most = Math.max(...results.map(({ nodes }) => nodes));
  return [
    ...renderTable([["request", "nodes", "answered", "median", "longest", "tried again"], ...rows]),
    "",
    `${most} nodes send ${usualRate(most).toFixed(1)} heartbeats/s on the average.`,
    "",
  ].join("\n");
}
