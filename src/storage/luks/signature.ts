/** What blkid calls a LUKS container. */
export const signature = "crypto_LUKS";
/** The name of the layer, by which its items in the lists that several layers share are told. */
export const layerName = "luks";

/** The items of this layer in a list that several layers share. */
export function own<T extends { readonly layer: string }>(list: readonly T[] | undefined): readonly T[] {
  return (list ?? []).filter(({ layer }) => layer === layerName);
}
