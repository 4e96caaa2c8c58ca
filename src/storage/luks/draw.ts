/** Encrypted volumes as they are and as they will be. */
import { renderSize } from "../../base/sizes.ts";
import type { FoundLayer } from "../../schema/inventory.ts";
import type { PlannedLayer } from "../../schema/plan.ts";
import type { Block, Element, Fate, Row, Section, Side } from "../drawing.ts";
import {
  describeContent,
  describeDevice,
  describeHolders,
  emptySide,
  fateOfContent,
  fateOfPlace,
  fateWords,
  nodeName,
  nowHeading,
  thenHeading,
} from "../drawing-words.ts";
import type { Frame, InventoryFrame } from "../layer.ts";
import { own } from "./signature.ts";

const title = { text: "Encrypted volumes", tone: "bold" } as const;

const unlockWords = { passphrase: "passphrase", "key-file": "key file", tpm2: "TPM" } as const;

function fateNow({ uuid }: FoundLayer, frame: Frame): Fate {
  const planned = own(frame.plan.layers).find((item) => item.uuid === uuid && item.keep === true);
  if (planned !== undefined) return fateOfContent(planned.device, frame);
  return frame.plan.policy === "extend" ? "kept" : "lost";
}

function drawBefore(frame: Frame, found: readonly FoundLayer[]): Side {
  if (found.length === 0) return emptySide("NOW: none that is open");
  const fates = found.map((item) => fateNow(item, frame));
  const rows = found.map((item, index): Row => {
    const { path, size, parents, content } = item;
    const places = parents.map((parent) => nodeName(parent, frame)).join(", ");
    const fate = fates[index] ?? "lost";
    const short = [nodeName(path, frame), renderSize(size), places];
    return { fate, words: [[...short, describeContent(path, content, frame)], short] };
  });
  const kept = fates.some((fate) => fate !== "lost");
  return {
    heading: nowHeading(kept, fates),
    elements: [{ kind: "table", heads: ["Device", "Size", "On", "Content"], rows }],
  };
}

function rowAfter(item: PlannedLayer, frame: Frame): Row {
  const { device, size, below, keep, encryption } = item;
  const { type, place, images } = describeDevice(device, frame);
  const fate = keep === true ? fateOfPlace(device, frame) : "made";
  const places = below.map((one) => nodeName(one, frame)).join(", ");
  const opened = encryption === undefined ? "" : unlockWords[encryption.unlock];
  const short = [places, renderSize(size), fateWords[fate], opened];
  return { fate, device, words: [[...short, type, place, images], [...short, type, place], short] };
}

/** Where deploy takes the keys from. */
function keyLines(planned: readonly PlannedLayer[], frame: Frame): Element[] {
  const placesOf = ({ below }: PlannedLayer): string => below.map((one) => nodeName(one, frame)).join(", ");
  const asked = planned.filter(({ encryption }) => encryption?.keyFile === undefined).map(placesOf);
  const named = planned.flatMap((item) =>
    item.encryption?.keyFile === undefined ? [] : [`Key of ${placesOf(item)}: ${item.encryption.keyFile}`],
  );
  const given = asked.length === 0 ? [] : [`Key of ${asked.join(", ")}: as --key-file of deploy`];
  return [...given, ...named].map((text): Element => ({ kind: "line", text, tone: "plain" }));
}

export function drawContainers(frame: Frame): Block[] {
  const [found, planned] = [own(frame.machine.layers), own(frame.plan.layers)];
  if (found.length + planned.length === 0) return [];
  const heads = ["On", "Size", "Fate", "Opened by", "Type", "For", "Systems"];
  const after: Side =
    planned.length === 0
      ? emptySide(frame.plan.policy === "extend" ? "THEN: as they are" : "THEN: none")
      : {
          heading: thenHeading,
          elements: [
            { kind: "table", heads, rows: planned.map((item) => rowAfter(item, frame)) },
            ...keyLines(planned, frame),
          ],
        };
  return [{ title: [title], before: drawBefore(frame, found), after }];
}

export function drawFoundContainers(frame: InventoryFrame): Section[] {
  const rows = own(frame.machine.layers).map(({ path, size, parents, content, uses }) => [
    nodeName(path, frame),
    renderSize(size),
    `on ${parents.map((parent) => nodeName(parent, frame)).join(", ")}`,
    describeContent(path, content, frame),
    describeHolders(uses, frame),
  ]);
  return rows.length === 0 ? [] : [{ title: [title], rows }];
}
