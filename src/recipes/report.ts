/**
 * The recipe of a bug report, the same for both programs:
 *
 *     what there is -> the list -> read each part -> secrets out -> pack -> write
 *
 * Nothing of it stands in the way of the rest: what cannot be read is a line in errors.txt.
 */
import { createPseudonyms } from "../base/pseudonyms.ts";
import { conceal, concealText } from "../base/redaction.ts";
import { MiB } from "../base/sizes.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import { gatherMultiboot, gatherPart, type Gathered, type Results } from "../bug-report/gather.ts";
import { readIdentities } from "../bug-report/identity.ts";
import { packFiles, type PackedFile } from "../bug-report/pack.ts";
import { describeSource, type Part } from "../bug-report/part.ts";
import { devicesPart, findParts } from "../bug-report/parts.ts";
import { checkPlace, chooseFile } from "../bug-report/place.ts";
import type { Context } from "../host/host.ts";
import type { ReportPart, ReportResult } from "../schema/bareon-boot.ts";
import { list, showHistory, status } from "./boot-show.ts";
import { verify } from "./boot-upkeep.ts";
import { isRunning, showRun } from "./run-status.ts";

export interface ReportOptions {
  /** Where the multiboot partition is. */
  readonly store: StoreOptions;
  readonly program: string;
  readonly release: string;
  /** The file, or the folder that gets one; null for none: then the archive is only returned. */
  readonly place: string | null;
  /** Of the folder in the archive, and of the file in a folder without its ending. */
  readonly name: string;
  readonly time: Date;
  readonly anonymous: boolean;
  /** Whether only the list is made. */
  readonly listOnly: boolean;
  /** Hears what would be in it before anything is read or written. */
  readonly onList: (parts: readonly ReportPart[]) => void;
}

export interface Report {
  readonly result: ReportResult;
  /** Null with `listOnly`. */
  readonly archive: Uint8Array | null;
  /** True if something that was started still runs, and cannot be ended. */
  readonly isStuck: boolean;
}

/** Bytes of all parts together: they are in memory. */
const longestReport = 32 * MiB;

/** What the program adds to the parts. */
const own: readonly ReportPart[] = [
  { name: "about.json", from: "this program: its version, the time, what was asked for", size: null, problem: null },
  { name: "errors.txt", from: "this program: what is missing or not whole, and why", size: null, problem: null },
];

function listed(parts: readonly Part[]): ReportPart[] {
  const found = parts.map(({ name, source }) => ({ name, from: describeSource(source), size: null, problem: null }));
  return [...own, ...found];
}

function resultsFor(options: StoreOptions): Results {
  return {
    status: async (ctx) => await status(ctx, options),
    list: async (ctx) => await list(ctx, options),
    history: async (ctx) => await showHistory(ctx, options),
    verify: async (ctx) => await verify(ctx, options, false),
    run: showRun,
  };
}

const busy: Gathered = { content: null, problem: "it was not looked at, because a run of bareon-provision goes on" };

/** Each part that is there, in the order of the list. */
async function readParts(
  ctx: Context,
  parts: readonly Part[],
  store: StoreOptions,
): Promise<ReadonlyMap<string, Gathered>> {
  const isBusy = await isRunning(ctx);
  const paths = parts.flatMap(({ source }) => (source.kind === "multiboot" ? [source.path] : []));
  const onPartition = isBusy ? new Map(paths.map((path) => [path, busy])) : await gatherMultiboot(ctx, store, paths);
  const found = new Map<string, Gathered>();
  const results = resultsFor(store);
  let size = 0;
  for (const part of parts) {
    ctx.signal.throwIfAborted();
    const { name, source } = part;
    const gathered =
      source.kind === "multiboot"
        ? onPartition.get(source.path)
        : isBusy && part.opensDisks === true
          ? busy
          : await gatherPart(ctx, part, results);
    if (gathered === undefined || (gathered.content === null && gathered.problem === null)) continue;
    size += gathered.content?.length ?? 0;
    const isFull = size > longestReport;
    found.set(name, isFull ? { content: null, problem: `the report has ${longestReport} bytes already` } : gathered);
  }
  return found;
}

/** The text of a part as it goes into the archive. */
function toFile(name: string, { content }: Gathered, hide: (text: string) => string): PackedFile[] {
  return content === null ? [] : [{ name, content: hide(conceal(new TextDecoder().decode(content))) }];
}

function aboutOf({ program, release, time, anonymous }: ReportOptions): string {
  const about = { version: 1, program, release, time: time.toISOString(), anonymous };
  return `${JSON.stringify(about, null, 2)}\n`;
}

/** Why parts are missing or not whole, as it may be shown: programs say it. */
function problemsOf(found: ReadonlyMap<string, Gathered>, hide: (text: string) => string): Map<string, string> {
  return new Map(
    Array.from(found).flatMap(([name, { problem }]): [string, string][] =>
      problem === null ? [] : [[name, hide(concealText(problem))]],
    ),
  );
}

/** What hides this machine, if it is to be hidden. */
async function chooseHiding(
  { host }: Context,
  { anonymous }: ReportOptions,
  found: ReadonlyMap<string, Gathered>,
): Promise<(text: string) => string> {
  if (!anonymous) return (text) => text;
  const devices = new TextDecoder().decode(found.get(devicesPart)?.content ?? new Uint8Array());
  return createPseudonyms(await readIdentities(host, devices));
}

interface Made {
  readonly files: readonly PackedFile[];
  readonly problems: ReadonlyMap<string, string>;
}

/** The files of the archive, in their order. */
async function makeFiles(ctx: Context, options: ReportOptions, found: ReadonlyMap<string, Gathered>): Promise<Made> {
  const hide = await chooseHiding(ctx, options, found);
  const problems = problemsOf(found, hide);
  const errors = Array.from(problems, ([name, problem]) => `${name}: ${problem}\n`).join("");
  const parts = Array.from(found).flatMap(([name, gathered]) => toFile(name, gathered, hide));
  const files = [{ name: "about.json", content: aboutOf(options) }, { name: "errors.txt", content: errors }, ...parts];
  return { files, problems };
}

/** The list with what became of each; what is neither there nor missed is not in it. */
function toldParts(parts: readonly Part[], { files, problems }: Made): ReportPart[] {
  const sizes = new Map(files.map(({ name, content }) => [name, new TextEncoder().encode(content).length]));
  return listed(parts).flatMap((part): ReportPart[] => {
    const told = { size: sizes.get(part.name) ?? null, problem: problems.get(part.name) ?? null };
    return told.size === null && told.problem === null ? [] : [{ ...part, ...told }];
  });
}

/** Throws BareonError "usage", "failure" if the archive cannot be made or written, and the reason of an abort. */
export async function makeReport(ctx: Context, options: ReportOptions): Promise<Report> {
  const { place, name, time, anonymous, listOnly } = options;
  const parts = await findParts(ctx.host);
  const result = { version: 1, command: "report", anonymous, warnings: [] as string[] } as const;
  if (listOnly)
    return { result: { ...result, file: null, size: null, parts: listed(parts) }, archive: null, isStuck: false };
  const file = place === null ? null : await chooseFile(ctx, place, `${name}.tar.gz`);
  if (file !== null) await checkPlace(ctx, file);
  options.onList(listed(parts));
  const found = await readParts(ctx, parts, options.store);
  const made = await makeFiles(ctx, options, found);
  const archive = await packFiles(ctx, name, made.files, Math.floor(time.getTime() / 1000));
  if (file !== null) {
    await checkPlace(ctx, file);
    await ctx.host.writeFile(file, archive, 0o600);
  }
  const told = { ...result, file, size: archive.length, parts: toldParts(parts, made) };
  return { result: told, archive, isStuck: [...found.values()].some(({ isStuck }) => isStuck === true) };
}
