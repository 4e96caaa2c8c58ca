/** The table of dialects by the name that --data-driver has for them; undefined is not supported yet. */
import type { Dialect } from "./dialect.ts";
import { ironic } from "./ironic/ironic.ts";

export const dialects: Readonly<Record<string, Dialect | undefined>> = {
  ironic,
  nailgun: undefined,
};
