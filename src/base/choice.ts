/** Several things of which one is meant, in a message. */

/** As "ext4, xfs or btrfs"; "" for none. */
export function renderChoice(names: readonly string[]): string {
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((text) => text !== "").join(" or ");
}
