/** gzip(1): packing a stream. Unpacking a file of an image is decompress.ts. */
import type { Command } from "../base/command.ts";

/** Packs standard input; neither name nor time are kept. */
export function compress(): Command {
  return { program: "gzip", args: ["--no-name", "--stdout"] };
}
