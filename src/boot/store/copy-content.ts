/** What each copy of the multiboot partition holds, and which are what they are to be. Reads only; align-copies.ts writes. */
import { BareonError } from "../../base/errors.ts";
import { isSameUuid } from "../../base/uuid.ts";
import type { Context, Host } from "../../host/host.ts";
import { readTextInRoot } from "../../host/path-in-root.ts";
import type { Copy } from "../../schema/bareon-boot.ts";
import { infoPath, menuPath } from "../menu/menu.ts";
import { mergeArmed } from "../state/copies.ts";
import { environmentPath, type GrubEnv } from "../state/environment.ts";
import { historyPath } from "../state/history.ts";
import { recordMode, recordPath } from "./deploy-record.ts";
import { readEnvironment } from "./environment-file.ts";
import { loaderInfoPath } from "./loader-info.ts";
import { isWhole, readFromCopies } from "./kept-files.ts";
import { environmentText } from "./overwrite.ts";
import { sparePath } from "./spare-file.ts";
import { type BootStore, enterStore } from "./store.ts";

/** What GRUB does not read, with the modes; all that changes after a deploy. */
export const toldFiles: readonly { readonly path: string; readonly mode?: number }[] = [
  { path: infoPath },
  { path: recordPath, mode: recordMode },
  { path: loaderInfoPath },
  { path: sparePath, mode: 0o600 },
];

/** Those that no change removes: a copy that has lost one, or has it damaged, gets it from another, and never gives its want to others. */
const keptPaths: readonly string[] = [infoPath, recordPath, loaderInfoPath];

/** By path, undefined for a file that is not there: all that is alike on copies. */
export type Texts = ReadonlyMap<string, string | undefined>;

/** `directory` is the top of a copy. */
async function readTexts(host: Host, directory: string): Promise<Texts> {
  const texts = new Map<string, string | undefined>();
  for (const path of [menuPath, environmentPath, historyPath, ...toldFiles.map((file) => file.path)])
    texts.set(path, await readTextInRoot(host, directory, path));
  return texts;
}

/** The store with another copy in the place of the truth. */
export function storeAt(
  store: BootStore,
  { device, uuid }: { readonly device: string; readonly uuid: string },
): BootStore {
  const { head: _, ...more } = store;
  return { ...more, partition: { ...store.partition, device, uuid }, copies: [] };
}

/** What is armed, by the truth's environment and those of the other copies. */
export function armedByAll({ copies }: BootStore, env: GrubEnv): GrubEnv {
  return mergeArmed(
    env,
    copies.map(({ environment }) => environment),
  );
}

/** Every copy that is to be there, in their order; undefined for a partition that stands alone. The truth is what the others are compared with. */
export async function inspectCopies(
  { host }: Pick<Context, "host">,
  store: BootStore,
  uuids: readonly string[] | undefined,
): Promise<Copy[] | undefined> {
  if (uuids === undefined) return undefined;
  const wanted = await readTruth(host, store);
  const copies: Copy[] = [];
  for (const uuid of uuids) {
    if (isSameUuid(uuid, store.partition.uuid)) {
      const isWanting = (await findLost(host, store, wanted)).length > 0;
      copies.push({ uuid, device: store.partition.device, state: isWanting ? "stale" : "alike" });
      continue;
    }
    const copy = store.copies.find((one) => isSameUuid(one.uuid, uuid));
    const isAlike = copy !== undefined && (await findDiffering(host, storeAt(store, copy), wanted)).length === 0;
    copies.push({
      uuid,
      device: copy?.device ?? null,
      state: copy === undefined ? "missing" : isAlike ? "alike" : "stale",
    });
  }
  return copies;
}

/** What each copy is to hold: what the truth holds, with what is armed by all, and with what it has lost. What all have lost is not in it. */
export async function readTruth(host: Host, store: BootStore): Promise<Texts> {
  const directory = await enterStore(store, "read");
  const { env, problem } = await readEnvironment(host, directory);
  const texts = new Map(await readTexts(host, directory));
  if (problem === null) texts.set(environmentPath, environmentText(armedByAll(store, env)));
  const menuText = texts.get(menuPath) ?? "";
  for (const path of keptPaths.filter((one) => !isWhole(texts.get(one)))) {
    const found = await readFromCopies({ host, mounts: store.mounts }, store.copies, { menuText, path });
    if (found === undefined) texts.delete(path);
    else texts.set(path, found.text);
  }
  return texts;
}

/** What the truth itself has lost and a copy has. */
export async function findLost(host: Host, store: BootStore, wanted: Texts): Promise<string[]> {
  const differing = await findDiffering(host, store, wanted);
  return differing.filter((path) => keptPaths.includes(path));
}

/** The paths at which a copy is not what it is to be; all of them if it cannot be read. */
export async function findDiffering(host: Host, copy: BootStore, wanted: Texts): Promise<string[]> {
  try {
    const found = await readTexts(host, await enterStore(copy, "read"));
    return [...wanted.keys()].filter((path) => wanted.get(path) !== found.get(path));
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return [...wanted.keys()];
  }
}
