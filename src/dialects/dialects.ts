/** The table of dialects by the name that --data-driver has for them; undefined is not supported. */
import type { Dialect } from "./dialect.ts";
import { ironic } from "./ironic/ironic.ts";
import { nailgun } from "./nailgun/nailgun.ts";

export const dialects: Readonly<Record<string, Dialect | undefined>> = {
  ironic,
  nailgun,
  nailgun_simple: undefined,
  nailgun_build_image: undefined,
};

export const supportedDialects: readonly string[] = Object.keys(dialects).filter(
  (name) => dialects[name] !== undefined,
);

/** The dialect of documents that have no mark. */
export const usualDialect = "ironic";

/** The name of the dialect of a document that nobody has named. */
export function dialectOf(document: unknown): string {
  return Object.keys(dialects).find((name) => dialects[name]?.isMarked?.(document) === true) ?? usualDialect;
}
