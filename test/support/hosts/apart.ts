/** How a test deploys apart from whatever else this machine does: other deploys, and systems on other disks, which os-prober would find. */

const script =
  'mkdir -p /run/bareon && mount -t tmpfs tmpfs /run/bareon && mount --bind /dev/null "$(command -v os-prober)" && exec "$@"';

/** The program with its words, in a work directory of its own and without os-prober; it is the process that is started. */
export function apart(program: string, words: readonly string[]): readonly [string, string[]] {
  return ["unshare", ["--mount", "--", "sh", "-c", script, "sh", program, ...words]];
}
