/** The variables in an environment block of GRUB (grub-editenv(1)), as any system may have one. The node's own block is boot/state/environment.ts. */

const signature = "# GRUB Environment Block\n";

/** Empty for anything but an environment block. A backslash stands before a backslash and before a newline that is part of a value. */
export function parseBlockVariables(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  if (!text.startsWith(signature)) return values;
  for (const line of text.replaceAll("\\\n", " ").split("\n")) {
    const split = line.indexOf("=");
    if (split > 0 && !line.startsWith("#"))
      values.set(line.slice(0, split), line.slice(split + 1).replaceAll(/\\(?<char>.)/gu, "$<char>"));
  }
  return values;
}

/** The text with `$NAME` and `${NAME}` replaced where the variable is known; others stay as they are. */
export function expandVariables(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$(?:\{(?<braced>\w+)\}|(?<plain>\w+))/gu, (match, braced?: string, plain?: string) => {
    return values.get(braced ?? plain ?? "") ?? match;
  });
}
