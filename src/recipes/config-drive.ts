/** The config drive of a deploy: made of what the config says, or read as it wants it, and held against a plan that was made before. */
import { BareonError } from "../base/errors.ts";
import type { DeployConfig } from "../config/deploy-config.ts";
import { type ConfigDrive, readConfigDrive } from "../first-boot/config-drive.ts";
import { madeDriveBytes, makeConfigDrive } from "../first-boot/made-drive.ts";
import type { Context } from "../host/host.ts";
import type { DriveFacts } from "../plan/config-drive.ts";
import type { Plan } from "../schema/plan.ts";

/** Whether the config says what is in the drive: then a file is not read. */
function isMade(ctx: Context, { configDrive }: Pick<DeployConfig, "configDrive">, path: string | undefined): boolean {
  if (configDrive?.content === undefined) return false;
  if (path !== undefined)
    ctx.report({
      event: "warning",
      message: `The config drive ${path} is not read: one is made of what the deploy config says, unless prepare_configdrive is false.`,
    });
  return true;
}

/** The same as driveFacts of readDriveFor; a drive that is made is not needed for that. */
export async function measureDrive(
  ctx: Context,
  config: Pick<DeployConfig, "configDrive">,
  path: string | undefined,
): Promise<DriveFacts | undefined> {
  return isMade(ctx, config, path) ? { bytes: madeDriveBytes } : driveFacts(await readDriveFor(ctx, config, path));
}

/** Undefined without a path, and without what one is made of. Throws BareonError "source". */
export async function readDriveFor(
  ctx: Context,
  { configDrive }: Pick<DeployConfig, "configDrive">,
  path: string | undefined,
): Promise<ConfigDrive | undefined> {
  if (configDrive?.content !== undefined && isMade(ctx, { configDrive }, path))
    return await makeConfigDrive(ctx, configDrive.content);
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
