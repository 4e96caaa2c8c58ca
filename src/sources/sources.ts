/** The table of deploy drivers by their name in a plan. */
import type { PlannedImage } from "../schema/plan.ts";
import type { DeployDriver } from "./source.ts";
import { rsyncDriver } from "./rsync/rsync.ts";
import { fileDriver } from "./file/file.ts";

export const deployDrivers: Readonly<Record<PlannedImage["driver"], DeployDriver>> = {
  rsync: rsyncDriver,
  file: fileDriver,
};
