/** Volumes that other systems of a node have, as the node itself knows them: a config that was changed since may call one of them that of a system alone. */
import { BareonError } from "../base/errors.ts";
import { isSameUuid } from "../base/uuid.ts";
import type { RecordedMount } from "../schema/deploy-record.ts";
import type { PlannedMount } from "../schema/plan.ts";

/** A system of the node, or a utility image with a volume of its own. */
interface Other {
  readonly name: string;
  readonly mounts: readonly Pick<RecordedMount, "mount" | "uuid">[];
}

type Own = Pick<PlannedMount, "mount" | "device" | "uuid">;

/** Throws BareonError "mismatch" with all volumes of these that would be written for the system `name`. */
export function refuseOthersVolumes(name: string, own: readonly Own[], others: readonly Other[]): void {
  const taken = own.flatMap(({ mount, device, uuid }) =>
    others
      .filter((other) => other.name !== name)
      .flatMap((other) =>
        other.mounts
          .filter((one) => isSameUuid(one.uuid, uuid))
          .map((one) => `${device}, which is to be ${mount} of ${name}, is ${one.mount} of ${other.name}`),
      ),
  );
  if (taken.length === 0) return;
  throw new BareonError("mismatch", taken.join("; "), {
    hint: "Nothing was changed. The config gives a system what another one has on the node: correct it, or deploy the whole config, without --image.",
  });
}
