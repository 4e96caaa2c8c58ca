/** fstab(5), as far as it says where something is mounted. */

/** The mount points in an fstab(5), and "swap" for each swap area. */
export function fstabPlaces(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => !line.trimStart().startsWith("#"))
    .flatMap((line) => {
      const [, place = "", type] = line.trim().split(/\s+/u);
      if (type === "swap") return ["swap"];
      return place.startsWith("/") ? [place] : [];
    });
}
