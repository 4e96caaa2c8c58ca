/** The table of deploy drivers by their name in a plan. */
import type { PlannedImage } from "../../schema/plan.ts";
import type { DeployDriver } from "./deploy-driver.ts";
import { rsyncDriver } from "./rsync.ts";
import { swiftDriver } from "./swift.ts";

export const deployDrivers: Readonly<Record<PlannedImage["driver"], DeployDriver>> = {
  rsync: rsyncDriver,
  swift: swiftDriver,
};
