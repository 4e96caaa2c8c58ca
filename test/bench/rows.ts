/** The rows of a benchmark's table: what was found, the goal, and whether that is reached. */

export interface Row {
  readonly what: string;
  /** The median of the ratios, or bytes, or milliseconds. */
  readonly found: number;
  /** The goal and what is acceptable, on the same side of it; none for what only says how the machine is. */
  readonly limits?: readonly [goal: number, acceptable: number];
  readonly render: (value: number) => string;
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Of sorted values; `share` is 0.99 for the 99th percentile. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Each round's ratio, so that what changes with time does not count. */
export function ratio(what: string, over: readonly number[], under: readonly number[], limits?: Row["limits"]): Row {
  return {
    what,
    found: median(over.map((value, index) => value / (under[index] ?? Number.NaN))),
    ...(limits === undefined ? {} : { limits }),
    render: (value) => value.toFixed(2),
  };
}

export function milliseconds(what: string, seconds: number): Row {
  return { what, found: seconds * 1000, render: (value) => `${value.toFixed(1)} ms` };
}

export function renderRow({ what, found, limits, render }: Row): string[] {
  if (limits === undefined) return [what, render(found), "", "", "to compare"];
  const [goal, acceptable] = limits;
  const reaches = (limit: number): boolean => (goal > acceptable ? found >= limit : found <= limit);
  const verdict = reaches(goal) ? "goal reached" : reaches(acceptable) ? "acceptable" : "NOT ACCEPTABLE";
  return [what, render(found), render(goal), render(acceptable), verdict];
}
