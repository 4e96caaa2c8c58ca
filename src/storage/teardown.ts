/** Taking down what sits on the named disks, from the top to the bottom, so that nothing of it holds a disk or comes back on a new one. */
import { topDown } from "../machine/device-graph.ts";
import { type Layers, foundNodes } from "../machine/found-layers.ts";
import { findHolders } from "../machine/holders.ts";
import type { Plan } from "../schema/plan.ts";
import { switchSwapOff } from "../programs/swapoff.ts";
import type { Layer } from "./layer.ts";
import { storageLayers } from "./layers.ts";
import { type Step, toJson } from "./step.ts";

type Machine = Layers & Pick<Plan["machine"], "disks">;

/** The end of what uses a device, before anything of it changes: what is mounted inside another mount goes first. */
export function endUses(machine: Machine, layers: readonly Layer[] = storageLayers): Step[] {
  return findHolders(machine.disks, machine, layers).map((holder, index): Step => {
    const { path, title } = holder;
    return holder.kind === "swap"
      ? { kind: "end-use", id: `swapoff ${path}`, title, phase: "storage", commands: [toJson(switchSwapOff(path))] }
      : { kind: "unmount", id: `unmount ${index} ${path}`, title, phase: "storage", targets: [holder.target] };
  });
}

/**
 * `machine` is what was found on the named disks. Without `erase` it is only switched off: what is kept is put together again
 * from the plan, whatever state it was found in.
 */
export function tearDown(machine: Machine, erase: boolean, layers: readonly Layer[] = storageLayers): Step[] {
  const absent = new Set(
    foundNodes(layers, machine)
      .flatMap(({ devices }) => devices)
      .filter(({ active }) => !active)
      .map(({ path }) => path),
  );
  const isThere = (path: string): boolean => !absent.has(path);
  const items = layers.toReversed().flatMap(({ takeDown }) => takeDown?.(machine, { erase, isThere }) ?? []);
  return topDown(items)
    .filter((item) => item.commands.length > 0)
    .map((item) => ({
      kind: "tear-down",
      id: item.id,
      title: item.title,
      phase: "storage",
      commands: item.commands.map(toJson),
    }));
}
