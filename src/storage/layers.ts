/** The table of all storage layers, from the lowest to the highest: a new layer is a folder and a line here. */
import { esp } from "./esp/layer.ts";
import { filesystem } from "./filesystem/layer/layer.ts";
import { gpt } from "./gpt/layer.ts";
import type { Layer } from "./layer.ts";
import { luks } from "./luks/layer.ts";
import { lvm } from "./lvm/layer.ts";
import { md } from "./md/layer.ts";
import { other } from "./other/layer.ts";

export const storageLayers: readonly Layer[] = [gpt, md, lvm, luks, esp, filesystem, other];
