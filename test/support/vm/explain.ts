/** What a guest does while a test has failed or takes too long, for who has nothing but the test's message. */
import type { Shell } from "./shell.ts";

/** With nothing but a shell: the arrays, the load, and of each process its number, where it waits in the kernel, and its command line. */
const question = `cat /proc/mdstat /proc/loadavg
for process in /proc/[0-9]*; do
  line=$(tr '\\0' ' ' < $process/cmdline | cut -c1-120)
  test -z "$line" || echo "\${process#/proc/} $(cat $process/wchan) $line"
done`;

/** The commands in it that have not ended, its answer to the question, and the end of its serial line. */
export async function explainGuest(shell: Shell, serial: string): Promise<string> {
  const commands = shell.running.map((command) => `runs: ${command.slice(0, 200)}`);
  const answer = await shell.run(question, { check: false, timeoutSeconds: 30 }).then(({ stdout }) => stdout, String);
  return [...commands, answer, ...serial.split("\n").slice(-15)].join("\n");
}
