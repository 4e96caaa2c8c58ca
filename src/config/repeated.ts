/** Finds what occurs more than once in a list. */

/** Each item whose key an earlier one has, with the first of these. */
export function repeated<T>(items: readonly T[], key: (item: T) => string): { readonly item: T; readonly first: T }[] {
  const seen = new Map<string, T>();
  const found: { item: T; first: T }[] = [];
  for (const item of items) {
    const first = seen.get(key(item));
    if (first === undefined) seen.set(key(item), item);
    else found.push({ item, first });
  }
  return found;
}
