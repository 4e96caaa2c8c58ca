/** The manuals say what the programs understand: commands, options, exit codes and their meanings, no more and no less. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exitCodes } from "../../src/base/errors.ts";
import { bootLine } from "../../src/cli/boot/options.ts";
import type { CommandLine } from "../../src/cli/command-table.ts";
import { provisionLine } from "../../src/cli/provision/options.ts";
import { projectRoot } from "../support/files/paths.ts";

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
    expect(sorted(documented.keys())).toEqual(sorted([...line.options.map(({ name }) => name), ...common.options]));
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
      const shown = /^\.(?<optional>Op )?Ar (?<name>[A-Z]+)$/mu.exec(use ?? "")?.groups;
      expect([shown?.["name"], shown?.["optional"] !== undefined]).toEqual([
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
