/** The one place on the node where the programs mount things and keep their locks. */

/** Private to root; on a tmpfs, so that nothing of it outlives a boot. */
export const workDirectory = "/run/bareon";

/** Mount points of one deploy. */
export interface Workplace {
  /** Where the tree of the image is. */
  readonly tree: string;
  /** Where a driver may mount what it needs beside it. */
  readonly jail: string;
}

/** One for each deploy that runs at the same time as others. */
export function workplace(number: number): Workplace {
  return { tree: `${workDirectory}/image-${number}`, jail: `${workDirectory}/jail-${number}` };
}

export const defaultWorkplace = workplace(0);
