/** Metrics as the text that Prometheus and its exporters read: its text format, version 0.0.4. Which metrics there are is not decided here. */

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A gauge: a value that may go up and down. */
export interface Metric {
  readonly name: string;
  /** One sentence without a line break, a backslash and a full stop. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Letters of a label's value that are kept: each other value is a series of its own, and none of them is a text to be read whole. */
const longestValue = 200;

/** Whatever the text is, a value on one line: the format knows escapes for a backslash, a quote and a line break alone. */
function renderValue(text: string): string {
  const shown = Array.from(text.toWellFormed().replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "?"));
  const cut = shown.length > longestValue ? [...shown.slice(0, longestValue - 1), "…"] : shown;
  return cut.join("").replaceAll(/[\\"]/gu, (letter) => `\\${letter}`);
}

function renderLabels(labels: Sample["labels"]): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${renderValue(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

/** Of samples with the same labels the first counts: a reader refuses the whole text for a second one. */
function renderMetric({ name, help, samples }: Metric): string {
  const lines = new Map<string, string>();
  for (const { labels, value } of samples) {
    const series = `${name}${renderLabels(labels)}`;
    if (Number.isFinite(value) && !lines.has(series)) lines.set(series, `${series} ${value}\n`);
  }
  if (lines.size === 0) return "";
  return [`# HELP ${name} ${help}.\n`, `# TYPE ${name} gauge\n`, ...lines.values()].join("");
}

/** A metric without a sample is left out. */
export function renderMetrics(metrics: readonly Metric[]): string {
  return metrics.map(renderMetric).join("");
}
