/** JSON pointers (RFC 6901): making one from steps, and the order of places in a document. */

/** The pointer of a place below another: `at("/images", 0, "name")` is "/images/0/name". */
export function at(base: string, ...steps: readonly (string | number)[]): string {
  return steps.reduce<string>(
    (pointer, step) => `${pointer}/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`,
    base,
  );
}

/** Every place of a document in the order in which a person reads it. */
function placesOf(value: unknown, pointer = ""): string[] {
  const below = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [pointer, ...below.flatMap(([key, child]) => placesOf(child, at(pointer, key)))];
}

/** Sorts what has a pointer into the order of the document; a place that is not there counts as the nearest one above it. */
export function inDocumentOrder<T extends { readonly pointer: string }>(document: unknown, items: readonly T[]): T[] {
  const order = new Map(placesOf(document).map((pointer, index) => [pointer, index]));
  const rank = (pointer: string): number =>
    order.get(pointer) ?? (pointer === "" ? 0 : rank(pointer.slice(0, pointer.lastIndexOf("/"))));
  return items.toSorted((one, other) => rank(one.pointer) - rank(other.pointer));
}
