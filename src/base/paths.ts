/** Paths as texts; no file is looked at. */

/** How many symlinks one path may lead over, as the kernel's own limit (path_resolution(7)). */
export const mostLinks = 40;

/** The names of a path, without those that stay in place. */
export function pathNames(path: string): string[] {
  return path.split("/").filter((name) => name !== "" && name !== ".");
}

/** True for the directory itself and for all that lies below it; both are absolute and without a slash at the end. */
export function isWithin(directory: string, path: string): boolean {
  return directory === "/" || path === directory || path.startsWith(`${directory}/`);
}
