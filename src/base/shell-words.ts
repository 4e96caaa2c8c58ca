/** Words of one text by the quoting rules of a POSIX shell. Nothing is expanded: no variable, no pattern, no command. */

/** The words; undefined if a quote is not closed, or the text ends with a backslash. */
export function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index] ?? "";
    const next = text[index + 1];
    if (letter === "\\" && quote !== "'" && (quote === "" || next === '"' || next === "\\")) {
      if (next === undefined) return undefined;
      word = (word ?? "") + next;
      index += 1;
    } else if (letter === quote) quote = "";
    else if (quote === "" && (letter === "'" || letter === '"')) {
      quote = letter;
      word ??= "";
    } else if (quote === "" && /\s/u.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + letter;
  }
  if (quote !== "") return undefined;
  return word === undefined ? words : [...words, word];
}
