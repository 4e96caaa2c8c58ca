/** What every dialect can do: read the deploy configs of others. dialects.ts is the table of them. */
import type { DeployConfig, Driver } from "../config/deploy-config.ts";
import type { SourceSpecs } from "../config/source-spec.ts";

/** How an image that names no driver gets one. */
export interface DriverOptions {
  /** The driver of all these images; undefined for that of their address. */
  readonly driver?: Driver | undefined;
  /** The table of sources, if it is not the program's own. */
  readonly sources?: SourceSpecs | undefined;
}

export interface ReadOptions extends DriverOptions {
  /** Unknown keys are warnings, not errors. */
  readonly compat: boolean;
}

export interface ReadConfig {
  readonly config: DeployConfig;
  readonly warnings: readonly string[];
}

export interface Dialect {
  /**
   * Checks a parsed document and returns the deploy config that it describes. Throws BareonError "invalid" with every violation:
   * those of the dialect itself, and those of all rules (storage/rules.ts) with its own pointers and words. The rules take for
   * granted that sizes can be read, and that each name of an image on a volume is that of an image.
   */
  readonly read: (document: unknown, options: ReadOptions) => ReadConfig;
}
