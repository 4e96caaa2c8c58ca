/** The header WWW-Authenticate (RFC 9110, 11.6.1), by which a server asks who is there. */

export interface Challenge {
  /** In small letters, such as basic or bearer. */
  readonly scheme: string;
  /** Names in small letters. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Letters of a header that are looked at. */
const longest = 8192;

/** A name alone, or with a value behind "=", which may be quoted. */
const word = /(?<name>[\w!#$%&'*+.^`|~-]+)(?:[ \t]*=[ \t]*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>[^\s,"=]+)))?/gu;

/** In their order; what is none of the form is passed over. */
export function parseChallenges(header: string): Challenge[] {
  const found: { scheme: string; parameters: Map<string, string> }[] = [];
  for (const { groups = {} } of header.slice(0, longest).matchAll(word)) {
    const name = (groups["name"] ?? "").toLowerCase();
    const value = groups["quoted"]?.replace(/\\(.)/gu, "$1") ?? groups["plain"];
    if (value === undefined) found.push({ scheme: name, parameters: new Map() });
    else found.at(-1)?.parameters.set(name, value);
  }
  return found;
}
