/** A source that exists for the tests alone: the image is a note, written in its own address, that becomes one file of the tree. */
import { BareonError } from "../../../../src/base/errors.ts";
import type { Finding } from "../../../../src/config/wording.ts";
import type { ImageSource } from "../../../../src/sources/source.ts";

function textOf(source: string): string {
  return decodeURIComponent(source.slice("note://".length));
}

export const noteSource: ImageSource = {
  addresses: ["note://TEXT"],
  what: "a note",
  use: "a note",
  parseAddress: (address) => (address.startsWith("note://") ? address.replace(/\s+$/u, "") : undefined),
  findDoubt: () => undefined,
  refuseAddress: (_, { what }) => ({ problem: `this is ${what}, which is no note`, expected: "note://TEXT" }),
  findViolations: ({ images }) =>
    images
      .filter(({ source }) => source.startsWith("note://") && textOf(source) === "")
      .map((spec): Finding => ({
        of: "image",
        spec,
        field: "source",
        problem: "the note is empty",
        expected: "a text",
      })),
  plan: (_, { source }, isOverlaid) => ({ source, flags: isOverlaid ? ["beside others"] : [] }),
  measure: async ({ signal }, { name, source }) => {
    signal.throwIfAborted();
    if (textOf(source) === "lost") throw new BareonError("source", `cannot read image ${name}: the note is lost`);
    return { bytes: textOf(source).length, files: 1, found: textOf(source).toUpperCase() };
  },
  deploy: async ({ host }, { source }, root, { measured, onProgress }) => {
    const text = measured?.found as string;
    await host.writeFile(`${root}/note`, text);
    onProgress({ bytes: textOf(source).length, files: 1 });
  },
};
