/** What every dialect can do: read the deploy configs of others. dialects.ts is the table of them, and read.ts judges what they read. */
import type { Violation } from "../base/errors.ts";
import type { DeployConfig, Driver } from "../config/deploy-config.ts";
import type { Missing } from "../config/rule.ts";
import type { SourceSpecs } from "../config/source-spec.ts";
import type { Wording } from "../config/wording.ts";

/** How an image that names no driver gets one. */
export interface DriverOptions {
  /** The driver of all these images; undefined for that of their address. */
  readonly driver?: Driver | undefined;
  /** The table of sources, if it is not the program's own. */
  readonly sources?: SourceSpecs | undefined;
}

/** What is set beside the document, in a configuration file. */
export interface DialectSettings {
  /** Whether a config drive is made of what the document says; yes if absent. */
  readonly prepareConfigDrive?: boolean;
  /** Whether systems are told the names of network interfaces that the document has; yes if absent. */
  readonly nameInterfaces?: boolean;
}

/** What a document need not say. */
export interface Defaults extends DriverOptions {
  /** Seconds that the boot menu waits; absent for what the dialect has. */
  readonly menuTimeout?: number | undefined;
}

export interface ReadOptions extends Defaults {
  readonly settings?: DialectSettings | undefined;
  /** Unknown keys, and labels that are too long and so cut, are warnings, not errors. */
  readonly compat: boolean;
}

export interface ReadConfig {
  readonly config: DeployConfig;
  readonly warnings: readonly string[];
}

/** What a dialect makes of a document. */
export interface Reading {
  /** The deploy config of what can be read, and what it lacks; undefined if nothing can be read. */
  readonly draft: { readonly config: DeployConfig; readonly missing: Missing } | undefined;
  /** What is wrong with the form of the document, and what no rule can see in its config. One or more if there is no draft. */
  readonly violations: readonly Violation[];
  /** What it asks for that this program cannot do, each by its name; absent for nothing. */
  readonly unsupported?: readonly Violation[];
  readonly warnings: readonly string[];
}

export interface Dialect {
  /** True for a document that no other dialect has, by which it is known if nobody names the dialect; absent for a dialect without such a mark. */
  readonly isMarked?: (document: unknown) => boolean;
  /**
   * Checks the form of a parsed document, which may be anything, and reads it. Throws nothing for a wrong document. The rules
   * take for granted that sizes can be read, and that each name of an image on a volume is that of an image.
   */
  readonly read: (document: unknown, options: ReadOptions) => Reading;
  /** A document that is read as the config, of a node whose one system is there; absent for a dialect in which nobody asks for that. */
  readonly write?: (config: DeployConfig) => unknown;
  /** The document, without what of it is told to systems and may be secret; it is read as the same config, except that this is left out. Absent for a dialect that has nothing of the kind. */
  readonly conceal?: (document: unknown) => unknown;
  /** The dialect's word for each field that a rule speaks of. */
  readonly wording: Wording;
  /** Where its documents are described, for a hint. */
  readonly manual: string;
}
