/** Shell assignments in files such as os-release and /etc/default/grub, read without a shell: no program is run. */

/** A variable in a value, which a shell puts in. */
interface Reference {
  readonly variable: string;
}

export interface Assignment {
  readonly name: string;
  /** With the variables in it as they stand. */
  readonly value: string;
  /** The value in pieces. */
  readonly pieces: readonly (string | Reference)[];
  /** True for `NAME+=VALUE`. */
  readonly append: boolean;
  /** False if a shell would do more than put variables in, or if the line is more than an assignment or stands in a condition. */
  readonly literal: boolean;
}

const start = /^[ \t]*(?:export[ \t]+)?(?<name>[A-Za-z_]\w*)(?<append>\+?)=/u;
const piece = /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<plain>[^\s'"\\;&|<>()]+)/uy;
/** What means something inside double quotes, and outside all quotes but for the backslash, which is a piece of its own there. */
const special = /\\(?<char>["\\$`])|\$\{(?<braced>[A-Za-z_]\w*)\}|\$(?<bare>[A-Za-z_]\w*)|(?<other>[$`])/gu;

type Value = Pick<Assignment, "value" | "pieces" | "literal">;

function parsePiece(text: string): Value {
  const pieces: (string | Reference)[] = [];
  let value = "";
  let literal = true;
  let end = 0;
  const addText = (plain: string): void => {
    pieces.push(plain);
    value += plain;
  };
  for (const match of text.matchAll(special)) {
    const { char, braced, bare, other } = match.groups ?? {};
    addText(text.slice(end, match.index) + (char ?? other ?? ""));
    end = match.index + match[0].length;
    if (other !== undefined) literal = false;
    const variable = braced ?? bare;
    if (variable === undefined) continue;
    pieces.push({ variable });
    value += match[0];
  }
  addText(text.slice(end));
  return { value, pieces, literal };
}

function parseValue(text: string): Value {
  const parts: Value[] = [];
  let end = 0;
  piece.lastIndex = 0;
  for (let groups = piece.exec(text)?.groups; groups !== undefined; groups = piece.exec(text)?.groups) {
    end = piece.lastIndex;
    const { single, double, escaped, plain } = groups;
    const fixed = single ?? escaped;
    parts.push(
      fixed === undefined ? parsePiece(double ?? plain ?? "") : { value: fixed, pieces: [fixed], literal: true },
    );
  }
  const rest = text.slice(end);
  const tail = rest.trim();
  const isWhole = tail === "" || tail === ";" || (tail.startsWith("#") && tail !== rest.trimEnd());
  return {
    value: parts.map(({ value }) => value).join(""),
    pieces: parts.flatMap(({ pieces }) => pieces),
    literal: isWhole && parts.every(({ literal }) => literal),
  };
}

/** How much deeper the lines after this one stand in conditions and loops. */
function deepening(line: string): number {
  const words = line.trim().split(/[\s;]+/u);
  const count = (names: readonly string[]): number => words.filter((word) => names.includes(word)).length;
  if (/^\s*#/u.test(line)) return 0;
  const opens = /^\s*(?:if|case|for|while|until)\b/u.test(line) ? 1 : 0;
  return opens - (opens > 0 || /^\s*(?:fi|esac|done)\b/u.test(line) ? Math.min(count(["fi", "esac", "done"]), 1) : 0);
}

/** Every assignment that stands at the start of a line, in order; other lines are passed over. */
export function parseAssignments(text: string): Assignment[] {
  let depth = 0;
  return text
    .replaceAll("\\\n", "")
    .split(/\r?\n/u)
    .flatMap((line) => {
      const groups = start.exec(line)?.groups;
      if (groups === undefined) {
        depth = Math.max(depth + deepening(line), 0);
        return [];
      }
      const parsed = parseValue(line.slice(line.indexOf("=") + 1));
      const literal = parsed.literal && depth === 0;
      return [{ name: groups["name"] ?? "", append: groups["append"] === "+", ...parsed, literal }];
    });
}

/** A value that doubles itself in every line would not end. */
const longestValue = 16 * 1024;

export interface Values {
  readonly values: ReadonlyMap<string, string>;
  /** Names whose value a shell would have to work out; that assignment counts for nothing. */
  readonly unread: readonly string[];
}

/** What the assignments amount to, the last one of a name winning. A variable in its own value has the value so far. */
export function assignedValues(assignments: readonly Assignment[]): Values {
  const values = new Map<string, string>();
  const unread: string[] = [];
  for (const { name, pieces, append, literal } of assignments) {
    const parts = pieces.map((part) => {
      if (typeof part === "string") return part;
      return values.get(part.variable) ?? (part.variable === name ? "" : undefined);
    });
    const all = [append ? (values.get(name) ?? "") : "", ...parts];
    const size = all.reduce((sum, part) => sum + (part?.length ?? 0), 0);
    if (literal && size <= longestValue && all.every((part) => part !== undefined)) values.set(name, all.join(""));
    else unread.push(name);
  }
  return { values, unread };
}

/** Letters of a system's name that are kept: it stands on one line of a menu. */
const longestName = 200;

/** The name that a system gives itself in os-release (os-release(5)), cut if it is overlong; undefined if it has none, or none in UTF-8. */
export function systemName(osRelease: string): string | undefined {
  const text = osRelease.replace(/^\uFEFF/u, "");
  const values = new Map(parseAssignments(text).map(({ name, value }) => [name, value]));
  const name = [values.get("NAME"), values.get("VERSION")].filter(Boolean).join(" ");
  const found = [values.get("PRETTY_NAME"), name].find(
    (one) => one !== undefined && one.trim() !== "" && !one.includes("\uFFFD"),
  );
  return found?.slice(0, longestName);
}
