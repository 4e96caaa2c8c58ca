/** bareon-boot: its command line. */
import manifest from "../../package.json" with { type: "json" };

export async function main(argv: readonly string[]): Promise<number> {
  if (argv[0] !== "--version") return 2;
  process.stdout.write(`${manifest.version}\n`);
  return 0;
}
