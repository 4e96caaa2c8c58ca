/** The config drive of a deploy: read as the config wants it, and held against a plan that was made before. */
import { BareonError } from "../base/errors.ts";
import type { DeployConfig } from "../config/deploy-config.ts";
import { type ConfigDrive, readConfigDrive } from "../first-boot/config-drive.ts";
import type { Context } from "../host/host.ts";
import type { DriveFacts } from "../plan/config-drive.ts";
import type { Plan } from "../schema/plan.ts";

/** Undefined without a path. Throws BareonError "source". */
export async function readDriveFor(
  ctx: Context,
  { configDrive }: Pick<DeployConfig, "configDrive">,
  path: string | undefined,
): Promise<ConfigDrive | undefined> {
  return path === undefined ? undefined : await readConfigDrive(ctx, path, configDrive?.as === "seed");
}

export function driveFacts(drive: ConfigDrive | undefined): DriveFacts | undefined {
  return drive === undefined ? undefined : { bytes: drive.image.length };
}

/** The drive that a stored plan is for. Throws BareonError "invalid" if there is none, or if it is of another size. */
export async function readPlannedDrive(
  ctx: Context,
  { configDrive }: Pick<Plan, "configDrive">,
  path: string | undefined,
): Promise<ConfigDrive | undefined> {
  const drive = await readDriveFor(ctx, configDrive === undefined ? {} : { configDrive: { as: configDrive.as } }, path);
  const [planned, found] = [configDrive?.bytes, drive?.image.length];
  if (planned === found) return drive;
  const describe = (bytes: number | undefined): string =>
    bytes === undefined ? "no config drive" : `a config drive of ${bytes} bytes`;
  throw new BareonError("invalid", `the plan is for ${describe(planned)}, and there is ${describe(found)}`, {
    hint: "Make a new plan, or name the right file with --config-drive-path.",
  });
}
