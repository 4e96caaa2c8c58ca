/** Paths as texts: what lies in which directory. Links are not followed. */

/** True for the directory itself and for all that lies below it; both are absolute and without a slash at the end. */
export function isWithin(directory: string, path: string): boolean {
  return directory === "/" || path === directory || path.startsWith(`${directory}/`);
}
