/** Shell assignments in files such as os-release and /etc/default/grub, read without a shell: nothing is expanded or run. */

export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** True for `NAME+=VALUE`. */
  readonly append: boolean;
  /** False if a shell would expand something, or if the line is more than an assignment: then the value is not what a shell has. */
  readonly literal: boolean;
}

const start = /^[ \t]*(?:export[ \t]+)?(?<name>[A-Za-z_]\w*)(?<append>\+?)=/u;
const piece = /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<plain>[^\s'"\\;&|<>()]+)/uy;
/** What stands after the value of a line that is nothing but an assignment, without blanks at both ends. */
const tail = /^(?:;?|#.*)$/u;

/** True if a shell would expand something in the text: a character for that with no backslash of its own before it. */
function isExpanded(text: string): boolean {
  for (let place = 0; place < text.length; place += text[place] === "\\" ? 2 : 1)
    if (text[place] === "$" || text[place] === "`") return true;
  return false;
}

function parseValue(text: string): Pick<Assignment, "value" | "literal"> {
  let value = "";
  let literal = true;
  let end = 0;
  piece.lastIndex = 0;
  for (let groups = piece.exec(text)?.groups; groups !== undefined; groups = piece.exec(text)?.groups) {
    end = piece.lastIndex;
    const { single, double, escaped, plain } = groups;
    if (isExpanded(double ?? plain ?? "")) literal = false;
    value += single ?? double?.replaceAll(/\\(?<char>["\\$`])/gu, "$<char>") ?? escaped ?? plain ?? "";
  }
  const rest = text.slice(end);
  const isComment = rest.startsWith(" ") || rest.startsWith("\t");
  const left = rest.trim();
  return { value, literal: literal && tail.test(left) && (isComment || !left.startsWith("#")) };
}

/** Every assignment that stands at the start of a line, in order; other lines are passed over. */
export function parseAssignments(text: string): Assignment[] {
  return text
    .replaceAll("\\\n", "")
    .split(/\r?\n/u)
    .flatMap((line) => {
      const groups = start.exec(line)?.groups;
      if (groups === undefined) return [];
      const rest = line.slice(line.indexOf("=") + 1);
      return [{ name: groups["name"] ?? "", append: groups["append"] === "+", ...parseValue(rest) }];
    });
}

export interface Values {
  readonly values: ReadonlyMap<string, string>;
  /** Names whose value a shell would have to work out; they are not in `values`. */
  readonly unread: readonly string[];
}

/** What the assignments amount to, the last one of a name winning. */
export function assignedValues(assignments: readonly Assignment[]): Values {
  const values = new Map<string, string>();
  const unread: string[] = [];
  for (const { name, value, append, literal } of assignments) {
    if (literal) values.set(name, append ? `${values.get(name) ?? ""}${value}` : value);
    else unread.push(name);
  }
  return { values, unread };
}

/** Letters of a system's name that are kept: it stands on one line of a menu. */
const longestName = 200;

/** The name that a system gives itself in os-release (os-release(5)), cut if it is overlong; undefined if it has none. */
export function systemName(osRelease: string): string | undefined {
  const values = new Map(parseAssignments(osRelease).map(({ name, value }) => [name, value]));
  const name = [values.get("NAME"), values.get("VERSION")].filter(Boolean).join(" ");
  const found = [values.get("PRETTY_NAME"), name].find((text) => text !== undefined && text.trim() !== "");
  return found?.slice(0, longestName);
}
