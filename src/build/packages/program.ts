/** Runs the programs that make packages and media: quiet, with the same surroundings everywhere, and with their output in the error if they fail. */
import { execa } from "execa";

export interface ProgramOptions {
  /** Seconds; tells the program from when the release is. */
  readonly epoch?: number;
  readonly cwd?: string;
  /** Lets it ask the person who runs this. */
  readonly asks?: boolean;
}

const debianPackages: Readonly<Record<string, string>> = {
  "dpkg-deb": "dpkg",
  mcopy: "mtools",
  "mkfs.fat": "dosfstools",
  mmd: "mtools",
  rpmbuild: "rpm",
};

/** Its standard output. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { epoch, cwd, asks = false }: ProgramOptions = {},
): Promise<string> {
  const { exitCode, stdout, stderr, code } = await execa(program, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { LC_ALL: "C", TZ: "UTC", ...(epoch === undefined ? {} : { SOURCE_DATE_EPOCH: String(epoch) }) },
    stdin: asks ? "inherit" : "ignore",
    ...(asks ? { stderr: ["inherit", "pipe"] } : {}),
    reject: false,
  });
  if (code === "ENOENT")
    throw new Error(
      `${program} is not installed; in Debian it is in the package ${debianPackages[program] ?? program}`,
    );
  if (exitCode !== 0) throw new Error(`${program} ended with ${exitCode ?? "a signal"}:\n${stderr}\n${stdout}`);
  return stdout;
}
