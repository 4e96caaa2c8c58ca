/** What may be on a disk after a power cut: every flushed write, and any subset, sector by sector, of those since the last flush. */
import type { Epoch, SectorWrite } from "./write-log.ts";

/** Sectors that differ from the state before the epoch's first write. */
export type CrashState = readonly SectorWrite[];

/** Reproducible random numbers below 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** For each sector the versions that were written to it, in order. */
function versionsOf(epoch: Epoch): readonly (readonly SectorWrite[])[] {
  const versions = new Map<number, SectorWrite[]>();
  for (const write of epoch) versions.set(write.sector, [...(versions.get(write.sector) ?? []), write]);
  return [...versions.values()];
}

/** 0 is the sector as it was, N its Nth version. */
type Choice = readonly number[];

/** Every choice where there are no more than `most`; null where there are more. */
function everyChoice(counts: readonly number[], most: number): Choice[] | null {
  let choices: Choice[] = [[]];
  for (const count of counts) {
    if (choices.length * (count + 1) > most) return null;
    choices = choices.flatMap((choice) => Array.from({ length: count + 1 }, (_, version) => [...choice, version]));
  }
  return choices;
}

/** Nothing, everything, each prefix in the order of writing, each sector alone and each one missing, and then by chance. */
function* likelyChoices(
  epoch: Epoch,
  sectors: readonly (readonly SectorWrite[])[],
  random: () => number,
): Generator<Choice> {
  const counts = sectors.map((versions) => versions.length);
  const place = new Map(sectors.map((versions, index) => [versions[0]?.sector, index]));
  const prefix = counts.map(() => 0);
  yield [...prefix];
  for (const { sector } of epoch) {
    const index = place.get(sector) ?? 0;
    prefix[index] = (prefix[index] ?? 0) + 1;
    yield [...prefix];
  }
  for (const [index] of counts.entries()) {
    yield counts.map((count, other) => (other === index ? count : 0));
    yield counts.map((count, other) => (other === index ? 0 : count));
  }
  for (;;) {
    const density = random();
    yield counts.map((count) => (random() < density ? 1 + Math.floor(random() * count) : 0));
  }
}

/** Up to `most` different states of one epoch: all there are, or likely ones and a random sample. */
export function crashStates(epoch: Epoch, most: number, random: () => number): CrashState[] {
  const sectors = versionsOf(epoch);
  const pick = (choice: Choice): CrashState =>
    sectors.flatMap((versions, index) => versions[(choice[index] ?? 0) - 1] ?? []);
  const all = everyChoice(
    sectors.map((versions) => versions.length),
    most,
  );
  if (all !== null) return all.map(pick);
  const chosen = new Map<string, Choice>();
  let misses = 0;
  for (const choice of likelyChoices(epoch, sectors, random)) {
    const before = chosen.size;
    chosen.set(choice.join(), choice);
    misses = chosen.size === before ? misses + 1 : 0;
    if (chosen.size >= most || misses > 1000) break;
  }
  return Array.from(chosen.values(), pick);
}
