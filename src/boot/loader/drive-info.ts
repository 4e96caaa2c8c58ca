/** What boot-info says of a config drive: where systems find it, never what is in it. */
import type { BootInfo } from "../../schema/boot-info.ts";
import type { Plan } from "../../schema/plan.ts";

/** Nothing for a node without one, or for one that was not written. */
export function driveInfo({ configDrive, disks }: Plan): Pick<BootInfo, "config_drive"> {
  if (configDrive === undefined) return {};
  const { as, device, images } = configDrive;
  if (as === "seed") return { config_drive: { as, images: [...images] } };
  const partition = disks.flatMap(({ partitions }) => partitions).find((one) => one.device === device);
  return partition === undefined ? {} : { config_drive: { as, partuuid: partition.partuuid } };
}
