/** What the surfaces of a drawing mean, as far as the drawing has them. */
import type { DrawnBlock, Part } from "../picture/drawing.ts";
import type { Picture } from "../picture/picture.ts";
import { surfaceOf } from "./bar.ts";

export interface LegendEntry {
  readonly surface: string;
  readonly text: string;
}

function partsOf({ before, after }: DrawnBlock): readonly Part[] {
  const drawn = [...before.drawn, ...(after?.drawn ?? [])];
  return drawn.flatMap((one) => (one.kind === "bar" ? one.parts : []));
}

const meanings = [
  ["several", "shared by several"],
  ["none", "of no system alone"],
  ["free", "free"],
  ["lost", "LOST"],
] as const;

/** Each system and image that a part is of alone, then what else there is. */
export function legendOf({ names, blocks }: Pick<Picture, "names" | "blocks">): LegendEntry[] {
  const parts = blocks.flatMap(partsOf);
  const owned = names.flatMap((text, owner): LegendEntry[] => {
    const part = parts.find((one) => one.owner === owner && one.fate !== "lost");
    return part === undefined ? [] : [{ surface: surfaceOf(part), text }];
  });
  const others = meanings.flatMap(([surface, text]): LegendEntry[] =>
    parts.some((part) => surfaceOf(part) === surface) ? [{ surface, text }] : [],
  );
  return [...owned, ...others];
}
