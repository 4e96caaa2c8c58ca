/** Paths as texts; no file is looked at. */

/** How many symlinks one path may lead over, as the kernel's own limit (path_resolution(7)). */
export const mostLinks = 40;

/** The names of a path, without those that stay in place. */
export function pathNames(path: string): string[] {
  return path.split("/").filter((name) => name !== "" && name !== ".");
}

/** The text without as many of that letter as stand at its end. (A regular expression for it tries each run of them from each of its places.) */
export function withoutEnd(text: string, letter: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === letter) end -= 1;
  return text.slice(0, end);
}

/** True for the directory itself and for all that lies below it; both are absolute and without a slash at the end. */
export function isWithin(directory: string, path: string): boolean {
  return directory === "/" || path === directory || path.startsWith(`${directory}/`);
}
