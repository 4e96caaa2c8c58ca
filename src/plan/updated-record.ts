/** The node's record as an update leaves it. */
import type { DeployRecord } from "../schema/deploy-record.ts";
import type { Update } from "../schema/update.ts";
import { recordedFlags } from "./update-source.ts";

/** The record once the update is done. Secrets of new addresses are not recorded, as those of a deploy are not. */
export function planUpdatedRecord(
  record: DeployRecord,
  { images: [image], image: name }: Update,
  again: DeployRecord,
): DeployRecord {
  const index = record.images.findIndex((one) => one.name === name);
  const renewed = again.images[0];
  if (image === undefined || renewed === undefined) return record;
  const place = `/images/${index}`;
  const { driver, source, flags, file, oci } = renewed;
  const { file: _, oci: __, ...former } = record.images[index] ?? renewed;
  const { rate: ___, ...proofs } = { rate: undefined, ...file };
  const { rate: ____, layers: _____, ...registry } = { rate: undefined, layers: undefined, ...oci };
  const changed = {
    ...former,
    ...{
      driver,
      source,
      flags: recordedFlags(flags, former.flags),
      imageName: image.imageName,
      imageUuid: image.imageUuid,
    },
    ...(file === undefined ? {} : { file: proofs }),
    ...(oci === undefined ? {} : { oci: registry }),
    ...(renewed.seed === undefined ? {} : { seed: renewed.seed }),
  };
  const isOutdated = (field: string): boolean =>
    field.startsWith(`${place}/`) && (renewed.seed !== undefined || !field.startsWith(`${place}/seed/`));
  return {
    ...record,
    images: record.images.map((one, at) => (at === index ? changed : one)),
    leftOut: [
      ...record.leftOut.filter(({ field }) => !isOutdated(field)),
      ...again.leftOut.flatMap(({ field, what }) =>
        field.startsWith("/images/0/") ? [{ field: `${place}${field.slice("/images/0".length)}`, what }] : [],
      ),
    ],
  };
}
