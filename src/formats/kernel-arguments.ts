/** The arguments that a kernel was started with, as /proc/cmdline shows them; what they mean is for who asks. */

/**
 * The values by name; an argument without `=` has the value "". A value may be quoted, and so may the whole argument. Of several with one
 * name the last one counts, as for most of the kernel.
 */
export function parseKernelArguments(text: string): ReadonlyMap<string, string> {
  const words = text.match(/(?:"[^"]*"?|[^\s"])+/gu) ?? [];
  return new Map(
    words.map((word): [string, string] => {
      const plain = word.replaceAll('"', "");
      const split = plain.indexOf("=");
      return split < 0 ? [plain, ""] : [plain.slice(0, split), plain.slice(split + 1)];
    }),
  );
}
