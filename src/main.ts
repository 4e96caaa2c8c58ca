/** The entries of the standalone executable, one for each program: the name that it is called by says which. */
import { leaveSurroundings } from "./host/local/surroundings.ts";

/** Each resolves with the exit code. The surroundings are left before yargs is loaded, which looks for a package.json in the folder that it is loaded in. */
export async function runBoot(argv: readonly string[]): Promise<number> {
  leaveSurroundings();
  const { main } = await import("./cli/boot/main.ts");
  return await main(argv);
}

export async function runProvision(argv: readonly string[]): Promise<number> {
  leaveSurroundings();
  const { main } = await import("./cli/provision/main.ts");
  return await main(argv);
}

export async function runIronicCallback(argv: readonly string[]): Promise<number> {
  leaveSurroundings();
  const { main } = await import("./cli/callback/main.ts");
  return await main(argv);
}
