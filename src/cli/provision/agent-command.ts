/** The command agent: what the agent is told of this program. What it does is src/integrations/ironic/agent. */
import { dirname, join } from "node:path";
import { isSea } from "node:sea";
import manifest from "../../../package.json" with { type: "json" };
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { runAgent, usualPort } from "../../integrations/ironic/agent/agent.ts";
import { doOneCommand } from "../../integrations/ironic/agent/one-command.ts";
import type { OwnPrograms } from "../../programs/bareon.ts";
import { readSource } from "../input.ts";
import { printJson } from "../output.ts";
import { needRoot, textOf, type Values } from "./deploy-source.ts";

/** Both programs by their names, in the folder of this one; a name says which of them the one file is. */
function ownPrograms(): OwnPrograms {
  const folder = dirname(isSea() ? process.execPath : (process.argv[1] ?? ""));
  const [provision, boot] = [join(folder, "bareon-provision"), join(folder, "bareon-boot")];
  if (isSea()) return { "bareon-provision": [provision], "bareon-boot": [boot] };
  const node = [process.execPath, ...process.execArgv] as const;
  return { "bareon-provision": [...node, provision], "bareon-boot": [...node, boot] };
}

function portOf(values: Values): number {
  const text = textOf(values, "listen-port") ?? String(usualPort);
  const port = Number(text);
  if (/^\d{1,5}$/u.test(text) && port >= 1 && port <= 65_535) return port;
  throw new BareonError("usage", `--listen-port ${text} is no number from 1 to 65535.`);
}

function nodeOf(values: Values): string | undefined {
  const text = textOf(values, "node-uuid");
  if (text === undefined || /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(text)) return text;
  throw new BareonError("usage", `--node-uuid ${text} is no UUID.`);
}

/** Runs until it is stopped; with --command, until that is done. */
export async function runIronicAgent(ctx: Context, values: Values): Promise<void> {
  if (values.has("command")) {
    needRoot("Doing a step of an Ironic");
    const { text } = await readSource(ctx, "-");
    printJson(await doOneCommand(ctx, text, { programs: ownPrograms() }));
    return;
  }
  const [port, node] = [portOf(values), nodeOf(values)];
  needRoot("Doing the steps of an Ironic");
  await runAgent(ctx, {
    commandLine: textOf(values, "kernel-arguments") ?? (await ctx.host.readText("/proc/cmdline")) ?? "",
    ...{ port, node },
    programs: ownPrograms(),
    release: manifest.version,
  });
}
