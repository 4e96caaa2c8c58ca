/** A page or a drawing as a browser reads it, by the parser of parse5. */
import { type DefaultTreeAdapterMap, parse, parseFragment } from "parse5";

type Node = DefaultTreeAdapterMap["node"];
export type Element = DefaultTreeAdapterMap["element"];

function isElement(node: Node): node is Element {
  return "tagName" in node;
}

function childrenOf(node: Node): readonly Node[] {
  return "childNodes" in node ? node.childNodes : [];
}

/** All elements below it, in the order of the text. */
export function elementsIn(node: Node): Element[] {
  return childrenOf(node).flatMap((child) => [...(isElement(child) ? [child] : []), ...elementsIn(child)]);
}

export function textIn(node: Node): string {
  return "value" in node ? node.value : childrenOf(node).map(textIn).join("");
}

export function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((one) => one.name === name)?.value;
}

/** Every error of the text is one of the test. */
function refuse(error: { readonly code: string }): never {
  throw new Error(`a browser would have to guess: ${error.code}`);
}

export function parsePage(text: string): Node {
  return parse(text, { onParseError: refuse, sourceCodeLocationInfo: true });
}

export function parseDrawing(text: string): Node {
  return parseFragment(text, { onParseError: refuse, sourceCodeLocationInfo: true });
}
