/** The entry of the standalone executable: one file, and the name it is called by says which program it is. */
import { basename } from "node:path";
import { leaveSurroundings } from "./host/local/surroundings.ts";

/** Runs the program that the name stands for; resolves with its exit code. Each program is loaded only when it is the one. */
export async function runProgram(name: string, argv: readonly string[]): Promise<number> {
  // Before yargs is loaded, which looks for a package.json in the folder that it is loaded in.
  leaveSurroundings();
  const { main } =
    basename(name) === "bareon-boot" ? await import("./cli/boot/main.ts") : await import("./cli/provision/main.ts");
  return main(argv);
}
