/**
 * The manuals say what the programs understand: commands, options, exit codes and their meanings, no more and no less; and
 * what READMEs and comments refer to is there.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { BareonError, exitCodes } from "../../src/base/errors.ts";
import { bootLine } from "../../src/cli/boot/options.ts";
import { parseCommandLine } from "../../src/cli/command-line.ts";
import type { CommandLine } from "../../src/cli/command-table.ts";
import { renderError } from "../../src/cli/error-text.ts";
import { provisionLine } from "../../src/cli/provision/options.ts";
import { refuseMissing } from "../../src/deploy/programs.ts";
import { plainStyle } from "../../src/view/style.ts";
import { projectRoot } from "../support/files/paths.ts";
import { createRecordingHost } from "../support/hosts/recording-host.ts";

/** A program and its manual in man/. */
const programs: readonly { readonly line: CommandLine; readonly page: string }[] = [
  { line: bootLine, page: "bareon-boot.8" },
  { line: provisionLine, page: "bareon-provision.8" },
];

interface ObjectSchema {
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What every program has without a table. */
const common = { options: ["help", "version"], commands: ["completion"] };

/** The lines of a section of an mdoc page. */
function section(page: string, name: string): string[] {
  const lines = page.split("\n");
  const start = lines.indexOf(`.Sh ${name}`);
  const end = lines.findIndex((line, index) => index > start && line.startsWith(".Sh "));
  if (start < 0) throw new Error(`the page has no section ${name}`);
  return lines.slice(start + 1, end < 0 ? undefined : end);
}

/** For each item of the section's list whose head matches: its name, and its text as one line without macros of its own. */
function items(lines: readonly string[], head: RegExp): Map<string, string> {
  const found = new Map<string, string>();
  let name: string | undefined;
  for (const line of lines) {
    if (line.startsWith(".It ")) name = head.exec(line)?.groups?.["name"];
    else if (line.startsWith(".El")) name = undefined;
    else if (name !== undefined) found.set(name, `${found.get(name) ?? ""} ${line}`.trim());
  }
  return found;
}

function sorted(words: Iterable<string>): string[] {
  return [...words].sort();
}

describe.each(programs)("$page", ({ line, page }) => {
  const read = async (): Promise<string> => await readFile(join(projectRoot, "man", page), "utf8");

  test("its commands are those of the program", async () => {
    const documented = items(section(await read(), "COMMANDS"), /^\.It Cm (?<name>[a-z-]+)/u);
    expect(sorted(documented.keys())).toEqual(sorted([...line.commands.map(({ name }) => name), ...common.commands]));
  });

  test("its options are those of the program", async () => {
    const documented = items(section(await read(), "OPTIONS"), /^\.It Fl -(?<name>[a-z-]+)/u);
    // Two commands may have an option of one name, with a value and without.
    const names = new Set([...line.options.map(({ name }) => name), ...common.options]);
    expect(sorted(documented.keys())).toEqual(sorted(names));
  });

  test("each command stands in the synopsis with its own options", async () => {
    const uses = section(await read(), "SYNOPSIS")
      .join("\n")
      .split(/^\.Nm.*\n/mu)
      .slice(1);
    for (const { name, operand } of line.commands) {
      const use = uses.find((one) => one.split("\n").includes(`.Cm ${name}`));
      expect(use, name).toBeDefined();
      const options = Array.from(
        (use ?? "").matchAll(/^\.Op Fl -(?<name>[a-z-]+)/gmu),
        ({ groups }) => groups?.["name"] ?? "",
      );
      expect(sorted(options)).toEqual(
        sorted(line.options.filter(({ commands }) => commands.includes(name)).map((option) => option.name)),
      );
      const word = /^\.(?<optional>Op )?Ar (?<name>[A-Z]+)$/mu.exec(use ?? "")?.groups;
      expect([word?.["name"], word?.["optional"] !== undefined]).toEqual([
        operand?.name.toUpperCase(),
        operand?.optional === true,
      ]);
    }
  });

  test("its exit codes are those of the program, with the same meanings", async () => {
    const documented = items(section(await read(), "EXIT STATUS"), /^\.It (?<name>\d+)/u);
    const known = line.exits.map((name) => exitCodes[name]);
    expect([...documented]).toEqual(known.map(({ code, meaning }) => [`${code}`, meaning]));
  });
});

test("boot-info.json(5) has the keys of its schema", async () => {
  const schema = JSON.parse(
    await readFile(join(projectRoot, "schema/boot-info.schema.json"), "utf8"),
  ) as ObjectSchema & {
    readonly definitions: { readonly element: ObjectSchema };
  };
  const page = await readFile(join(projectRoot, "man/boot-info.json.5"), "utf8");
  const documented = items(section(page, "DESCRIPTION"), /^\.It Cm (?<name>\w+)/u);
  expect([...documented.keys()]).toEqual([
    ...Object.keys(schema.properties),
    ...Object.keys(schema.definitions.element.properties),
  ]);
});

const pages = readdirSync(join(projectRoot, "man")).sort();

function text(path: string): string {
  return readFileSync(join(projectRoot, path), "utf8");
}

/** The names of an mdoc page's sections and subsections. */
function headings(page: string): string[] {
  return Array.from(text(`man/${page}`).matchAll(/^\.S[hs] (?<name>.*)$/gmu), ({ groups }) => groups?.["name"] ?? "");
}

/** Every file below these folders that a person writes. */
function sources(): string[] {
  return ["src", "test", ".ci"].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name}`)
      .filter((path) => /\.(?:ts|sh|md)$/u.test(path) && !path.startsWith("src/schema/"))
      .filter((path) => path !== "test/unit/docs.test.ts"),
  );
}

/** The lines of README's indented blocks that begin so, without what is said of them behind "#". */
function linesShown(start: string): string[] {
  const lines = text("README.md").split("\n");
  const blocks = lines.filter((line) => line.startsWith(`    ${start}`) || line.startsWith(`       ${start}`));
  return blocks.map((line) => line.trim().replace(/\s+# .*$/u, ""));
}

test.each(programs)("the commands of $page that README shows are understood", async ({ line }) => {
  const commands = linesShown(`${line.program} `);
  expect(commands.length).toBeGreaterThan(3);
  for (const command of commands) {
    const words = command.split(/\s+/u).slice(1);
    expect(await parseCommandLine(line, words, 80), command).toMatchObject({ kind: "run", command: words[0] });
  }
});

test("README shows what is said if a program is missing", async () => {
  const files = { "/etc/os-release": "ID=debian\n" };
  const host = createRecordingHost({ files, programs: [] });
  const error: unknown = await refuseMissing({ host }, ["mkfs.xfs"], "the update").catch((reason: unknown) => reason);
  if (!(error instanceof BareonError)) throw error;
  const said = renderError("bareon-provision", error, plainStyle).trimEnd();
  expect(text("README.md")).toContain(said.replaceAll(/^/gmu, "    "));
});

test("README lists every man page, and no other", () => {
  const listed = Array.from(
    text("README.md").matchAll(/\]\(man\/(?<page>[\w.-]+)\)/gu),
    ({ groups }) => groups?.["page"],
  );
  expect(sorted(new Set(listed.map((page) => page ?? "")))).toEqual(pages);
});

test.each(pages)("the sections that %s refers to are its own", (page) => {
  const named = Array.from(
    text(`man/${page}`).matchAll(/^\.Sx (?<name>.*?)(?: [.,;:)])*$/gmu),
    ({ groups }) => groups?.["name"],
  );
  expect(headings(page)).toEqual(expect.arrayContaining(named));
});

test.each(pages)(
  "what %s quotes keeps its quotation marks, which a macro takes off a word that begins with one",
  (page) => {
    const bare = text(`man/${page}`)
      .split("\n")
      .filter((line) => /^\.(?:Ql|Li|Dl) (?:.* )?"/u.test(line) && line.includes("{"));
    expect(bare).toEqual([]);
  },
);

test.each(["README.md", "src/README.md", "test/support/README.md"])("every file that %s names is there", (readme) => {
  const folder = dirname(readme);
  const links = Array.from(text(readme).matchAll(/\]\((?<path>[^)#]+)\)/gu), ({ groups }) =>
    join(folder, groups?.["path"] ?? ""),
  );
  const quoted = Array.from(
    text(readme).matchAll(/(?:`|\s)(?<path>(?:src|test|man|schema|\.ci)\/[\w./-]+)/gu),
    ({ groups }) => groups?.["path"] ?? "",
  );
  const missing = [...links, ...quoted].filter((path) => !existsSync(join(projectRoot, path)));
  expect([...new Set(missing)]).toEqual([]);
});

test("src/README.md has every folder of src and of src/boot on its map", () => {
  const map = Array.from(
    text("src/README.md").matchAll(/^\| `(?<path>src\/[\w/.-]+)` \|/gmu),
    ({ groups }) => groups?.["path"],
  );
  const folders = (path: string): string[] =>
    readdirSync(join(projectRoot, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${path}/${name}`);
  expect(sorted(map.map((path) => path ?? ""))).toEqual(
    sorted([...folders("src").filter((path) => path !== "src/boot"), ...folders("src/boot"), "src/main.ts"]),
  );
});

test("what comments cite is in the project: a section of a manual, or a document that is there", () => {
  const wrong = sources().flatMap((path) => {
    // A citation may be broken over two lines of a comment.
    const content = text(path).replaceAll(/\n\s*(?:\*|\/\/) ?/gu, " ");
    const manuals = Array.from(
      content.matchAll(
        /\b(?<page>bareon-design|provision\.json|boot-info\.json)\((?<volume>[57])\)(?:, "(?<heading>[^"]+)")?/gu,
      ),
      ({ groups }) => groups ?? {},
    ).filter(({ page, volume, heading }) => {
      const headed = heading !== undefined && headings(`${page}.${volume}`).includes(heading);
      return path.endsWith(".md") || page !== "bareon-design" ? heading !== undefined && !headed : !headed;
    });
    const documents = (content.match(/\b(?:[\w/-]+\.md|COMPAT)\b/gu) ?? []).filter(
      (name) => !existsSync(join(projectRoot, name)) && !existsSync(join(projectRoot, dirname(path), name)),
    );
    const cited = manuals.map(({ page, heading }) => `${page}, ${heading ?? "no section"}`);
    return [...cited, ...documents].map((problem) => `${path}: ${problem}`);
  });
  expect(wrong).toEqual([]);
});
