/** One command of Ironic, done without its agent: another agent hands it on as it got it, and hands back what became of it. */
import { BareonError } from "../../../base/errors.ts";
import type { Context } from "../../../host/host.ts";
import type { OwnPrograms } from "../../../programs/bareon.ts";
import { actionsOf } from "./actions.ts";
import { agentFolder } from "./agent.ts";
import type { CommandResult } from "./answers.ts";
import { Commands } from "./commands.ts";
import { readWanted } from "./requests.ts";

/** The steps and the logs. The machine's power and its network are the business of who runs there. */
const handedOn = /^(?:deploy|clean|service|log)\./u;

/** `text` is the body that an agent's server would get. Throws BareonError "usage" for what is no command. */
export async function doOneCommand(
  ctx: Context,
  text: string,
  { programs, folder = agentFolder }: { readonly programs: OwnPrograms; readonly folder?: string | undefined },
): Promise<CommandResult> {
  const wanted = readWanted(text);
  if ("status" in wanted)
    throw new BareonError("usage", "Standard input has no command of Ironic.", {
      hint: 'It is like {"name": "deploy.get_deploy_steps", "params": {"node": {...}, "ports": []}}.',
    });
  const { name, parameters } = wanted;
  await ctx.host.makeDirectory(folder, 0o700);
  const actions = actionsOf({ ctx, programs, folder }, async () => undefined);
  const action = handedOn.test(name) && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined)
    throw new BareonError("usage", `There is no command ${JSON.stringify(name.slice(0, 100))} here.`);
  const commands = new Commands(ctx);
  const { id, ended } = commands.start(name, action, parameters);
  await ended;
  const result = commands.find(id);
  if (result === undefined) throw new Error(`${name} has a result`);
  return result;
}
