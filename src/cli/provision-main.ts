/** bareon-provision: its command line. */
import manifest from "../../package.json" with { type: "json" };

export async function main(argv: readonly string[]): Promise<number> {
  if (argv[0] === "--version") process.stdout.write(`${manifest.version}\n`);
  else if (argv[0] === "--help") process.stdout.write("Usage: bareon-provision\n");
  else return 2;
  return 0;
}
