/** Elements of HTML and XML as text: the one place where text becomes markup, so that no name from a config or a disk can become any. */
import { printable } from "../style.ts";

/** Text that is markup already. */
export interface Markup {
  readonly markup: string;
}

export type Child = Markup | string;
export type Attributes = Readonly<Record<string, string | number | undefined>>;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Without what would steer a reader, such as a change of direction, and without what is no character of HTML or XML. */
function escapeText(text: string): string {
  return printable(text)
    .replaceAll(/\p{Noncharacter_Code_Point}/gu, "?")
    .replaceAll(/[&<>"']/gu, (character) => entities[character] ?? "");
}

/** Elements of HTML that have no end. All others have one, so that the text is HTML and XML alike. */
const endless: readonly string[] = ["meta"];

function join(children: readonly Child[]): string {
  return children.map((child) => (typeof child === "string" ? escapeText(child) : child.markup)).join("");
}

/** An attribute that is undefined is left out. */
export function element(name: string, attributes: Attributes, ...children: readonly Child[]): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(String(value))}"`)
    .join("");
  const start = `<${name}${written}`;
  return { markup: endless.includes(name) ? `${start} />` : `${start}>${join(children)}</${name}>` };
}

/** Several as one, each on a line of its own. */
export function lines(children: readonly Child[]): Markup {
  return { markup: children.map((child) => join([child])).join("\n") };
}

/** A text of several lines. */
export function multiline(text: string): Markup {
  return lines(text.split("\n"));
}

/** Rules of ours, which have no character that would mean something else in HTML or XML. */
export function styleSheet(rules: string): Markup {
  if (/[<&]/u.test(rules)) throw new Error("a style sheet would end, or mean something else in XML");
  return { markup: `<style>\n${rules}</style>` };
}
