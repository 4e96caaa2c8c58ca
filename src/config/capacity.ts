/** How many bytes of what it is made of an MD array or a physical volume can hold; src/storage decides the place of everything. */
import { MiB, ceilMiB, floorMiB } from "../base/sizes.ts";
import type { RaidLevel } from "./deploy-config.ts";

/** Bytes at the beginning of every member: superblock, bitmap, and the space that mdadm needs to change the array's shape later. */
export const memberOffset = 8 * MiB;

/** The fewest members of which mdadm makes an array. */
export const fewestMembers: Readonly<Record<RaidLevel, number>> = { 0: 2, 1: 2, 5: 3, 6: 4, 10: 2 };

/**
 * Bytes that an array uses of each of its members: as much as the smallest has. The kernel gives an array all that its members' shares
 * make together, so that two copies on an odd number of members need an even number of MiB for an array of whole MiB.
 */
export function memberShare(level: RaidLevel, sizes: readonly number[]): number {
  const share = Math.max(floorMiB(Math.min(...sizes) - memberOffset), 0);
  return level === 10 && sizes.length % 2 === 1 ? Math.floor(share / (2 * MiB)) * 2 * MiB : share;
}

/** How many of `count` members hold data: the others hold copies and parity (two copies for level 10). */
const dataMembers: Readonly<Record<RaidLevel, (count: number) => number>> = {
  0: (count) => count,
  1: () => 1,
  5: (count) => count - 1,
  6: (count) => count - 2,
  10: (count) => count / 2,
};

/** Bytes of an array whose members have these sizes. */
export function arraySize(level: RaidLevel, sizes: readonly number[]): number {
  return memberShare(level, sizes) * dataMembers[level](sizes.length);
}

/** What a group gets of a physical volume: whole extents of 1 MiB after the metadata, such as 1936 of 2000 MiB (provision.json(5), "Physical volume"). */
export function physicalVolumeSize(size: number, metaSize: number): number {
  return Math.max(floorMiB(size) - ceilMiB(metaSize), 0);
}
