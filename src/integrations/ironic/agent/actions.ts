/** The commands that the agent knows, by the names that Ironic has for them. */
import { pause } from "../../../host/wait.ts";
import { changePower } from "../../../programs/power.ts";
import { rebootMachine } from "../../../host/reboot.ts";
import { VersionMismatch } from "./answers.ts";
import type { Action } from "./commands.ts";
import { isObject } from "./node-config.ts";
import type { Workshop } from "./own-program.ts";
import { findStep, type StepKind, steps } from "./steps.ts";
import { collectLogs } from "./system-logs.ts";
import { syncAll } from "../../../programs/mount.ts";

/** Who offers the steps, in the words of Ironic. */
const manager = "BareonAgent";
/** Changes when a step means something else, or takes other arguments. */
const stepsVersion = "1";

function listSteps(workshop: Workshop, kind: StepKind): Action {
  return {
    alone: false,
    run: async (_ctx, { node }) => {
      const own = steps.filter((step) => step.kind === kind);
      const list: object[] = [];
      for (const { name, args, priority } of own)
        list.push({
          ...{ step: name, interface: "deploy", priority: await priority(workshop, node), reboot_requested: false },
          ...(kind === "clean" ? { abortable: false } : {}),
          argsinfo: Object.fromEntries(
            Object.entries(args).map(([key, { description, required }]) => [key, { description, required }]),
          ),
        });
      return { [`${kind}_steps`]: { [manager]: list }, hardware_manager_version: { [manager]: stepsVersion } };
    },
  };
}

/** Throws VersionMismatch for steps that were planned with another version. */
function checkVersion(version: unknown): void {
  if (!isObject(version)) return;
  const planned = version[manager];
  if (planned === stepsVersion) return;
  throw new VersionMismatch(
    "failure",
    `The steps were planned with ${JSON.stringify(version).slice(0, 200)}, and this ramdisk has version ${stepsVersion} of ${manager}.`,
    { hint: "The ramdisk was replaced meanwhile: start again." },
  );
}

function executeStep(workshop: Workshop, kind: StepKind): Action {
  return {
    ...{ alone: true, isStep: true },
    run: async (_ctx, parameters) => {
      checkVersion(parameters[`${kind}_version`]);
      const asked = parameters["step"];
      const { step, args } = findStep(kind, asked);
      const result = await step.run(workshop, args, parameters["node"]);
      return { [`${kind}_result`]: result, [`${kind}_step`]: asked };
    },
  };
}

/** Milliseconds in which the answer gets to Ironic before the machine is gone. */
const farewell = 1000;

function afterFarewell(action: () => Promise<void>): Action["run"] {
  return async ({ host, signal }) => {
    await host.run(syncAll());
    await pause(signal, farewell);
    await action();
    return null;
  };
}

/** `lockDown` ends all that goes over the network. */
export function actionsOf(workshop: Workshop, lockDown: () => Promise<void>): Readonly<Record<string, Action>> {
  const { ctx } = workshop;
  const kinds = ["deploy", "clean", "service"] as const;
  const powerOff = async (): Promise<void> => void (await ctx.host.run(changePower("poweroff"), { unabortable: true }));
  return {
    ...Object.fromEntries(
      kinds.flatMap((kind) => [
        [`${kind}.get_${kind}_steps`, listSteps(workshop, kind)],
        [`${kind}.execute_${kind}_step`, executeStep(workshop, kind)],
      ]),
    ),
    "standby.sync": {
      alone: false,
      run: async ({ host }) => {
        await host.run(syncAll());
        return null;
      },
    },
    "standby.power_off": { alone: true, run: afterFarewell(powerOff) },
    "standby.run_image": { alone: true, run: afterFarewell(async () => await rebootMachine(ctx)) },
    "system.lockdown": { alone: true, run: afterFarewell(lockDown) },
    "log.collect_system_logs": {
      ...{ alone: false, isLarge: true },
      run: async () => ({ system_logs: await collectLogs(workshop) }),
    },
  };
}
