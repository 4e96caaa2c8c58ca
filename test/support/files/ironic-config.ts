/** The deploy config of a document of the ironic dialect, as the programs read it. */
import type { ReadConfig, ReadOptions } from "../../../src/dialects/dialect.ts";
import { ironic } from "../../../src/dialects/ironic/ironic.ts";
import { readDocument } from "../../../src/dialects/read.ts";

/** Throws BareonError "invalid" with every violation. */
export function readIronicConfig(document: unknown, options: ReadOptions): ReadConfig {
  return readDocument(ironic, document, options);
}
