/** JSON pointers (RFC 6901): making one from steps, and looking one up. */

/** The pointer of a place below another: `at("/images", 0, "name")` is "/images/0/name". */
export function at(base: string, ...steps: readonly (string | number)[]): string {
  return steps.reduce<string>((pointer, step) => `${pointer}/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`, base);
}
