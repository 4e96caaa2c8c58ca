/** One word of a shell's language. GRUB's script has rules of its own: src/boot/menu/grub-script.ts. */

/** The text in single quotes, between which a shell gives nothing a meaning; a quote in the text ends them and is escaped. */
export function quoteShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
