/** A program for the tests of namespace.ts: inside, it mounts a tmpfs on argv[2], runs a sleep, and says so on stdout. */
import { createLocalHost } from "../../../src/host/local/host.ts";
import { mountFilesystem } from "../../../src/host/mounts.ts";
import {
  followLifeline,
  isInsideNamespace,
  runInNamespace,
  signalExitCode,
} from "../../../src/host/local/namespace.ts";
import { Scope } from "../../../src/host/scope.ts";

const directory = process.argv[2] ?? "";
const seconds = process.argv[3] ?? "";

async function inside(): Promise<number> {
  const controller = new AbortController();
  let code = 0;
  followLifeline((signal) => {
    code = signalExitCode(signal);
    controller.abort(new Error("stopped"));
  });
  const ctx = {
    host: createLocalHost({ signal: controller.signal, report: () => undefined }),
    report: () => undefined,
    signal: controller.signal,
  };
  await using scope = new Scope();
  await mountFilesystem(ctx, scope, { source: "tmpfs", target: directory, type: "tmpfs" });
  process.stdout.write("ready\n");
  await ctx.host.run({ program: "sleep", args: [seconds] }).catch((error: unknown) => {
    if (code === 0) throw error;
  });
  return code;
}

process.exitCode = isInsideNamespace()
  ? await inside()
  : (await runInNamespace([process.execPath, ...process.argv.slice(1)], [])).code;
