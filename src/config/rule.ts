/** What a rule is: something that no schema can say, because it looks at several places of a deploy config at once. */
import type { DeployConfig } from "./deploy-config.ts";
import type { Finding } from "./wording.ts";

/** What a config lacks because some of it could not be read. */
export interface Missing {
  readonly images: boolean;
  readonly volumes: boolean;
}

export interface Rule {
  /** A name of its own, if `find` has none. */
  readonly name?: string;
  /**
   * What the rule must see the whole of. Without it the rule is safe on a partial config: no false findings if some parts were
   * dropped as invalid.
   */
  readonly needs?: readonly (keyof Missing)[];
  /** Every violation of the rule. */
  readonly find: (config: DeployConfig) => Finding[];
}
