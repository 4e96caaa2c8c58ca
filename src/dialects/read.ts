/** From a document of any dialect to its deploy config: the dialect reads, and the rules of all dialects judge. */
import { BareonError } from "../base/errors.ts";
import { inDocumentOrder } from "../config/json-pointer.ts";
import { renderFindings, renderRemarks } from "../config/wording.ts";
import { cutLabels } from "../storage/filesystem/cut-labels.ts";
import { checkRules, findRemarks } from "../storage/rules.ts";
import type { Dialect, ReadConfig, ReadOptions } from "./dialect.ts";

/**
 * Throws BareonError "invalid" with every violation: those that the dialect finds, and those of all rules in its words; "unsupported"
 * if there is nothing else against the document than what this program cannot do.
 */
export function readDocument({ read, wording, manual }: Dialect, document: unknown, options: ReadOptions): ReadConfig {
  const { draft: written, violations: own, unsupported = [], warnings } = read(document, options);
  const lenient = options.compat && written !== undefined ? cutLabels(written.config) : undefined;
  const draft = written === undefined || lenient === undefined ? written : { ...written, config: lenient.config };
  const findings = draft === undefined ? [] : checkRules(draft.config, draft.missing, options.sources);
  const wrong = [...own, ...renderFindings(findings, wording)];
  const violations = inDocumentOrder(document, [...wrong, ...unsupported]);
  const hint = `${manual} describes every key.`;
  if (wrong.length > 0 || draft === undefined)
    throw new BareonError(
      "invalid",
      `the deploy config has ${violations.length} error${violations.length === 1 ? "" : "s"}`,
      { violations, hint },
    );
  if (unsupported.length > 0)
    throw new BareonError("unsupported", "the deploy config asks for what is not supported", { violations, hint });
  return {
    config: draft.config,
    warnings: [
      ...warnings,
      ...renderRemarks([...(lenient?.remarks ?? []), ...findRemarks(draft.config, options.sources)], wording),
    ],
  };
}
