/** How much an MD array or a physical volume holds of what it is made of, in bytes; where things lie is not decided here. */
import { MiB, ceilMiB, floorMiB } from "../base/sizes.ts";
import type { RaidLevel } from "./deploy-config.ts";

/** Bytes at the beginning of every member: superblock, bitmap, and room that mdadm needs to change the array's shape later. */
export const memberOffset = 8 * MiB;

/** The fewest members that mdadm makes an array of. */
export const fewestMembers: Readonly<Record<RaidLevel, number>> = { 0: 2, 1: 2, 5: 3, 6: 4, 10: 2 };

/** What an array uses of each of its members: as much as the smallest has. */
export function memberShare(sizes: readonly number[]): number {
  return Math.max(floorMiB(Math.min(...sizes) - memberOffset), 0);
}

/** Data of how many members an array holds, of `count`: the others hold copies and parity (two copies for level 10). */
const dataMembers: Readonly<Record<RaidLevel, (count: number) => number>> = {
  0: (count) => count,
  1: () => 1,
  5: (count) => count - 1,
  6: (count) => count - 2,
  10: (count) => count / 2,
};

/** The size of an array whose members have these sizes. */
export function arraySize(level: RaidLevel, sizes: readonly number[]): number {
  return floorMiB(memberShare(sizes) * dataMembers[level](sizes.length));
}

/** What a group gets of a physical volume: whole extents of 1 MiB after the metadata, such as 1936 of 2000 MiB (provision.json(5), "Physical volume"). */
export function physicalVolumeSize(size: number, metaSize: number): number {
  return Math.max(floorMiB(size) - ceilMiB(metaSize), 0);
}
