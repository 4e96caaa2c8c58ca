/** Clears what a filesystem is made on, unless that was cleared as a whole before. */
import type { Command } from "../../../base/command.ts";
import { clearDevice } from "../../erase.ts";
import type { Layer, StoragePlan } from "../../layer.ts";
import { plannedNodes } from "../../planned-nodes.ts";

/** What is kept was not cleared. */
export function clearFormer(storage: StoragePlan, device: string, layers: readonly Layer[]): Command[] {
  return plannedNodes(layers, storage)
    .filter(({ isCleared }) => isCleared !== true)
    .flatMap(({ devices }) => devices.filter(({ path }) => path === device))
    .flatMap(({ path, size }) => clearDevice(path, size));
}
