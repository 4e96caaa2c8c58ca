/** Measures what a user waits for when the standalone executable starts, against Node doing nothing; asserts nothing. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildExecutable } from "../../src/build/executable.ts";

interface Subject {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
}

const rounds = Number(process.argv[2] ?? 40);

/** Milliseconds from start to end. */
function time([program, ...args]: Subject["argv"]): number {
  const started = performance.now();
  spawnSync(program, args, { stdio: "ignore" });
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Round by round and not subject by subject, so that a busy machine slows all of them alike. */
function measure(subjects: readonly Subject[]): Map<string, number[]> {
  const times = new Map(subjects.map(({ name }): [string, number[]] => [name, []]));
  for (const { argv } of subjects) time(argv);
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, argv } of subjects) times.get(name)?.push(time(argv));
  }
  return times;
}

const { path, bytes } = await buildExecutable();
const boot = join(path, "../bareon-boot");
const provision = join(path, "../bareon-provision");
const floor = "node -e 0";
const times = measure([
  { name: floor, argv: [process.execPath, "-e", "0"] },
  { name: "bareon-boot --version", argv: [boot, "--version"] },
  { name: "bareon-boot list", argv: [boot, "list"] },
  { name: "bareon-provision --version", argv: [provision, "--version"] },
]);

console.log(`Start-up in ms, ${rounds} rounds, executable of ${(bytes / 1e6).toFixed(1)} MB ("list" ends where it finds no multiboot partition)`);
const [base = []] = times.values();
for (const [name, values] of times) {
  const best = Math.min(...values);
  const ratio = `${(best / Math.min(...base)).toFixed(2)} / ${(median(values) / median(base)).toFixed(2)}`;
  console.log(`${name.padEnd(28)} best ${best.toFixed(1).padStart(6)}  median ${median(values).toFixed(1).padStart(6)}  ratio ${ratio}`);
}
