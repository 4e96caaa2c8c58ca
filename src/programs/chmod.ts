/** chmod(1). */
import type { Command } from "../base/command.ts";

/** Takes away what group and others may write. */
export function protect(paths: readonly string[]): Command {
  return { program: "chmod", args: ["go-w", "--", ...paths] };
}
