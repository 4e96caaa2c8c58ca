/** What is quoted for a shell, read by shells. */
import { execa } from "execa";
import { expect, test } from "vitest";
import { quoteShell } from "../../../src/base/shell-quoting.ts";

const texts = [
  "",
  "plain",
  "it's",
  "''",
  "$HOME `id` $(id)",
  'a "b"  c',
  "back\\slash\\",
  "#~*?[x]{a,b};|&<>!\n\ttwo lines",
];

test.each(["sh", "bash"])("%s reads one word that stands for exactly the text", async (shell) => {
  for (const text of texts) {
    const { stdout } = await execa(shell, ["-c", `printf '%s|' ${quoteShell(text)}`], { stripFinalNewline: false });
    expect(stdout).toBe(`${text}|`);
  }
});
