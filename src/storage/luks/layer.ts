/** Encrypted volumes (LUKS2) as a storage layer. */
import { contentName } from "../../config/volumes.ts";
import type { FoundNode } from "../../machine/found-layers.ts";
import { formatContainer, openContainer } from "../../programs/cryptsetup.ts";
import { removeMapping } from "../../programs/dmsetup.ts";
import type { FoundLayer } from "../../schema/inventory.ts";
import type { PlannedLayer } from "../../schema/plan.ts";
import { wipeAll } from "../erase.ts";
import { deviceMapper } from "../driver.ts";
import type { Layer, PlannedNode, TakeDown } from "../layer.ts";
import { type Step, toJson } from "../step.ts";
import { compareContainers, keepContainers, matchContainers, verifyContainers } from "./compare.ts";
import { drawContainers, drawFoundContainers } from "./draw.ts";
import { inspectContainers } from "./inspect/inspect.ts";
import { isEncrypted, planContainers } from "./plan.ts";
import { luksRules } from "./rules.ts";
import { layerName, own, signature } from "./signature.ts";

/** The GPT type of a LUKS partition (Discoverable Partitions Specification has none of its own; this is that of cryptsetup). */
const containerType = "CA7D7CCB-63ED-4C53-861C-1742536059CC";

function describeFound(item: FoundLayer): FoundNode {
  const { path, uuid, parents, content, uses, active } = item;
  const name = `encrypted volume ${uuid ?? path}`;
  return {
    item,
    name,
    key: `${name} ${path}`,
    title: `${name} on ${parents.join(", ")}`,
    below: parents,
    devices: [{ path, active, content, uses }],
    refusals: [],
  };
}

/** The key comes to each of its programs when it is run. */
function makeStep({ device, uuid, below: [below = ""], keep, encryption }: PlannedLayer): Step {
  const opening = openContainer(below, device);
  const { sectorSize = 512 } = encryption ?? {};
  const commands = keep === true ? [opening] : [formatContainer(below, { uuid, sectorSize }), opening];
  const title = `${keep === true ? "Open" : "Make and open"} the encrypted volume on ${below} as ${device}`;
  return {
    kind: "encryption",
    id: `encryption ${device}`,
    title,
    phase: "storage",
    uuid,
    commands: commands.map(toJson),
  };
}

function describePlanned(item: PlannedLayer): PlannedNode {
  const { device, size, below, keep } = item;
  return {
    name: `encrypted ${below.join(", ").replaceAll(/\/dev\/(?:mapper\/)?/gu, "")}`,
    keep: keep === true,
    below,
    devices: [{ path: device, size }],
    isCleared: keep !== true,
    steps: [makeStep(item)],
    isMirror: false,
    // GRUB reads nothing in it, which is what a /boot of its own is for.
    grubModules: [],
    // How a system opens it is in its crypttab (src/deploy/open-at-boot.ts).
    guest: { programs: ["cryptsetup"] },
    close: { what: device, command: removeMapping(device) },
    use: { label: "LUKS", type: "LUKS2", place: `in ${device}`, images: "" },
  };
}

function takeDown({ path, parents, uuid }: FoundLayer, erase: boolean): TakeDown {
  return {
    id: `encrypted ${uuid ?? path} ${path}`,
    title: `${erase ? "Erase" : "Close"} encrypted device ${path} on ${parents.join(", ")}`,
    below: parents,
    devices: [{ path }],
    commands: [...wipeAll([path], erase), removeMapping(path), ...wipeAll(parents, erase)],
  };
}

export const luks: Layer = {
  name: layerName,
  driver: deviceMapper,
  rules: luksRules,
  signature,
  inspect: inspectContainers,
  found: ({ layers }) => own(layers).map(describeFound),
  partition: (part) =>
    part.kind === "partition" && isEncrypted(part)
      ? { purpose: "volume", type: part.typeGuid ?? containerType, name: part.name ?? contentName(part) }
      : undefined,
  plan: planContainers,
  planned: ({ layers }) => own(layers).map(describePlanned),
  takeDown: ({ layers }, { erase }) => own(layers).map((item) => takeDown(item, erase)),
  contents: ({ layers }) =>
    own(layers).flatMap(({ below }) => below.map((device) => [device, { type: signature, isPart: true }] as const)),
  match: matchContainers,
  compare: compareContainers,
  keep: keepContainers,
  verify: verifyContainers,
  strayMember: "encrypted, and closed",
  draw: drawContainers,
  drawFound: drawFoundContainers,
};
