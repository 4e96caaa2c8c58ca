/** Texts of an image that are as large as they may be and made to be slow: reading them takes time in proportion to their length. */
import { expect, test } from "vitest";
import { generalArguments } from "../../../../src/boot/menu/arguments.ts";
import { kernelCandidates } from "../../../../src/boot/menu/kernels.ts";
import { parseBlockVariables } from "../../../../src/formats/environment-block.ts";
import { emptyListing } from "../../../support/systems/shaped-trees.ts";
import { processorTime } from "../../../support/processor-time.ts";

const size = 256 * 1024;

function fill(piece: string, length = size): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

const texts = [
  " ",
  "\n",
  "\t\n",
  "x ",
  "'",
  '"',
  '\\"',
  "\\",
  "$",
  "${a}",
  "menuentry 'a' {\n",
  "menuentry 'a' {\nlinux /x\n}\n",
  "submenu a {\n",
  "linux /vmlinuz-6.1 a\n",
  "set default='a'\n",
  "initrd a b\n",
  `linux${" ".repeat(1000)}`,
  "GRUB_CMDLINE_LINUX=a\n",
  'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX a"\n',
  `GRUB_CMDLINE_LINUX= ${" ".repeat(1000)}`,
  "if\n",
  "a=b\\\n",
];

test.for(texts.map((piece) => [JSON.stringify(piece).slice(0, 40), piece] as const))(
  "a text that is full of %s",
  ([, piece]) => {
    const text = fill(piece);
    const entry = { name: "a.conf", text: `linux /x\noptions ${fill(piece, 16_000)}` };
    const begin = processorTime();
    kernelCandidates({ ...emptyListing, menu: text, loaderEntries: [entry], loaderConfig: `default ${text}` });
    kernelCandidates({ ...emptyListing, menu: `set default='${fill("1>", 4000)}'\n${text}`, grubDefault: text });
    generalArguments([text]);
    parseBlockVariables(`# GRUB Environment Block\n${text}`);
    expect(processorTime() - begin).toBeLessThan(2000);
  },
);

test("a pattern of stars against long names", () => {
  const loaderEntries = Array.from({ length: 100 }, (_, index) => ({
    name: `${"a".repeat(200)}${index}.conf`,
    text: "linux /x\n",
  }));
  const begin = processorTime();
  kernelCandidates({ ...emptyListing, loaderEntries, loaderConfig: `default ${"*a".repeat(100)}b` });
  expect(processorTime() - begin).toBeLessThan(1000);
});

test("assigning a variable to itself over and over does not make it grow without end", () => {
  const text = `GRUB_CMDLINE_LINUX=${"a".repeat(100)}\n${'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX$GRUB_CMDLINE_LINUX"\n'.repeat(60)}`;
  expect(generalArguments([text]).options.length).toBeLessThan(100_000);
});
