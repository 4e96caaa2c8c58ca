/** `npm run bench -- fleet`: makes the runs one after the other, and keeps their results, so that some of them can be made anew. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { projectRoot } from "../../support/files/paths.ts";
import { startIronic } from "../../support/ironic/ironic.ts";
import { fleetTools, toolRoot } from "../../support/systems/tool-root.ts";
import { runFleet } from "./enter.ts";
import { measureApi } from "./heartbeats.ts";
import { type FleetOptions, planRuns } from "./plan.ts";
import { type RunResult, ways } from "./run.ts";
import { renderRequests, renderResults } from "./table.ts";

const help = `Usage: npm run bench -- fleet [OPTION]...

  --nodes LIST    how many nodes there are, such as 1,10,100 (1,10,100,1000)
  --ways LIST     how they get the image (http,rsync,torrent)
  --ironic N      measure in place of that what the API of an Ironic answers to so many
                  nodes
  --output DIR    keeps results.json and table.txt (build/fleet); runs that are not
                  made again stay in them
`;

function sameRun({ request: one }: RunResult, { request: other }: RunResult): boolean {
  return one.way === other.way && one.nodes === other.nodes && one.batch === other.batch;
}

interface Wanted extends FleetOptions {
  readonly output: string;
}

/** Each run's result is kept at once, in the place of that of an earlier one. */
async function makeRuns({ output, ...options }: Wanted): Promise<string> {
  const file = join(output, "results.json");
  let results = JSON.parse(await readFile(file, "utf8").catch(() => "[]")) as readonly RunResult[];
  for (const request of planRuns(options)) {
    const batch = request.batch === undefined ? "" : ` in batches of ${request.batch}`;
    console.error(`${new Date().toISOString()} ${request.nodes} by ${request.way}${batch} ...`);
    const result = await runFleet(request);
    results = [...results.filter((one) => !sameRun(one, result)), result];
    await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);
    await writeFile(join(output, "table.txt"), renderResults(results));
    for (const reason of result.reasons) console.error(`  failed: ${reason}`);
  }
  return renderResults(results);
}

/** With one that takes lookups and heartbeats of nodes in any state, and that serves nothing else meanwhile. */
async function askIronic(nodes: number, output: string): Promise<string> {
  const settings = { DEFAULT: { debug: false }, api: { restrict_lookup: false }, deploy: { fast_track: true } };
  await using ironic = await startIronic({ release: "21.4", settings });
  const results = await measureApi({ url: ironic.url, nodes, together: 16, rounds: 2 });
  await writeFile(join(output, "ironic.json"), `${JSON.stringify(results, undefined, 2)}\n`);
  return renderRequests(results);
}

/** Needs root, 8 GB of memory for a thousand nodes, and a quiet machine; about half an hour. */
export async function benchFleet(args: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      nodes: { type: "string", default: "1,10,100,1000" },
      ways: { type: "string", default: ways.join(",") },
      ironic: { type: "string" },
      output: { type: "string", default: join(projectRoot, "build/fleet") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return help;
  const wanted = values.ways.split(",");
  await mkdir(values.output, { recursive: true });
  if (values.ironic !== undefined) return await askIronic(Number(values.ironic), values.output);
  return await makeRuns({
    ways: ways.filter((way) => wanted.includes(way)),
    nodes: values.nodes.split(",").map(Number),
    toolRoot: await toolRoot("fleet", fleetTools, console.error),
    output: values.output,
  });
}
