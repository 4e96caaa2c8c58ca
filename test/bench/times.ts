/** Wall and CPU time of programs, measured in turns, and the table of their ratios. executable.ts says which programs. */
import { execa } from "execa";
import { renderTable } from "../../src/view/style.ts";

export interface Subject {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
}

/** Milliseconds; CPU time counts user and system time of the program and of every program that it waited for. */
interface Time {
  readonly wall: number;
  readonly cpu: number;
}

export type Times = ReadonlyMap<Subject, Time>;

// Node tells nothing of its children's CPU time; bash's keyword does, to the millisecond.
const script = 'TIMEFORMAT="%3R %3U %3S"; { time "$@" >/dev/null 2>&3; } 3>/dev/null';

/** Throws if the program fails. */
async function time({ argv }: Subject): Promise<Time> {
  const { stderr } = await execa("bash", ["-c", script, "bash", ...argv], { env: { LC_ALL: "C" } });
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = stderr
    .trim()
    .split(" ")
    .map((seconds) => Number(seconds) * 1000);
  return { wall, cpu: user + system };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Medians. Round by round and not subject by subject, so that a busy machine slows all of them alike; the first round does not count. */
export async function timeSubjects(subjects: readonly Subject[], rounds: number): Promise<Times> {
  const measured = subjects.map((subject) => ({ subject, times: [] as Time[] }));
  for (const subject of subjects) await time(subject);
  for (let round = 0; round < rounds; round += 1) {
    for (const { subject, times } of measured) times.push(await time(subject));
  }
  return new Map(
    measured.map(({ subject, times }) => [
      subject,
      { wall: median(times.map(({ wall }) => wall)), cpu: median(times.map(({ cpu }) => cpu)) },
    ]),
  );
}

/** A line for each program: milliseconds, and how many times those of each of `bases` they are. */
export function renderTimes(times: Times, bases: readonly Subject[]): string {
  const kinds = ["wall", "cpu"] as const;
  const head = [
    "",
    ...kinds.map((kind) => `${kind} ms`),
    ...bases.flatMap(({ name }) => kinds.map((kind) => `${kind} / ${name}`)),
  ];
  const lines = [...times].map(([{ name }, own]) => {
    const ratios = bases.flatMap((base) =>
      kinds.map((kind) => `x ${(own[kind] / (times.get(base)?.[kind] ?? Number.NaN)).toFixed(2)}`),
    );
    return [name, ...kinds.map((kind) => own[kind].toFixed(0)), ...ratios];
  });
  return renderTable([head, ...lines]).join("\n");
}
