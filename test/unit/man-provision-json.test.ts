/** provision.json(5) describes the keys of the schema, no more and no less, and its examples are those that are tested. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allowedRsyncFlags } from "../../src/sources/rsync/spec/flags.ts";
import { readIronicConfig } from "../support/files/ironic-config.ts";
import { filesystems } from "../../src/storage/filesystem/filesystems.ts";
import { readLiteral } from "../support/files/man-text.ts";
import { projectRoot } from "../support/files/paths.ts";

interface PropertySchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
}

interface ObjectSchema {
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required: readonly string[];
}

const page = readFileSync(join(projectRoot, "man/provision.json.5"), "utf8");
const schema = JSON.parse(readFileSync(join(projectRoot, "schema/provision.schema.json"), "utf8")) as ObjectSchema & {
  readonly definitions: Readonly<Record<string, ObjectSchema & PropertySchema>>;
};

function section(name: string): string[] {
  const lines = page.split("\n");
  const start = lines.indexOf(`.Ss ${name}`);
  const end = lines.findIndex((line, index) => index > start && /^\.S[sh] /u.test(line));
  expect(start, name).toBeGreaterThan(0);
  return lines.slice(start + 1, end);
}

/** The keys of a section's list, without those of lists inside it, and whether each says that it is required. */
function documented(name: string): Map<string, boolean> {
  const keys = new Map<string, boolean>();
  let depth = 0;
  let current: string[] = [];
  for (const line of section(name)) {
    if (line.startsWith(".Bl ")) depth += 1;
    if (line.startsWith(".El")) depth -= 1;
    if (depth === 1 && line.startsWith(".It Cm ")) current = line.slice(".It Cm ".length).split(" , ");
    for (const key of current) keys.set(key, (keys.get(key) ?? false) || line === "Required.");
  }
  return keys;
}

function sorted(words: Iterable<string>): string[] {
  return [...words].toSorted();
}

/** Sections, the object of the schema that each describes, and the section that it builds upon. */
const sections: readonly {
  readonly name: string;
  readonly object: string;
  readonly upon?: string;
  readonly without?: readonly string[];
}[] = [
  { name: "Image", object: "image" },
  { name: "Disk", object: "disk" },
  { name: "Partition", object: "partition" },
  { name: "BIOS boot partition", object: "boot" },
  { name: "EFI system partition", object: "esp" },
  { name: "RAID member", object: "raid", upon: "Partition", without: ["existing"] },
  { name: "Physical volume", object: "pv" },
  { name: "Volume group", object: "vg" },
  { name: "Logical volume", object: "lv", upon: "Partition", without: ["existing", "partition_guid"] },
];

test.for(sections)(
  "$name has the keys of its schema and says which are required",
  ({ name, object, upon, without = [] }) => {
    const keys = new Map(
      [...(upon === undefined ? [] : documented(upon)), ...documented(name)].filter(([key]) => !without.includes(key)),
    );
    const definition = schema.definitions[object];
    expect(sorted(keys.keys())).toEqual(sorted(Object.keys(definition?.properties ?? {})));
    expect(sorted([...keys].flatMap(([key, required]) => (required ? [key] : [])))).toEqual(
      sorted(definition?.required ?? []),
    );
  },
);

/** The words that a key may have as its value; none if it takes other values as well. */
function valuesOf({ enum: own, $ref: ref }: PropertySchema): string[] {
  const values = own ?? schema.definitions[ref?.split("/").at(-1) ?? ""]?.enum ?? [];
  return values.filter((value) => typeof value === "string");
}

/** The text on a key in a section, up to the next key. */
function textOn(name: string, key: string): string {
  const lines = section(name);
  const start = lines.findIndex((line) => line.startsWith(".It Cm ") && line.slice(7).split(" , ").includes(key));
  const end = lines.findIndex((line, index) => index > start && /^\.(?:It|Ss) /u.test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end).join("\n");
}

test("each word that a key may have as its value stands with it, such as a filesystem or a deploy driver", () => {
  const words = sections.flatMap(({ name, object, upon }) =>
    Object.entries(schema.definitions[object]?.properties ?? {})
      .filter(([key]) => upon === undefined || !documented(upon).has(key) || documented(name).has(key))
      .flatMap(([key, property]) => valuesOf(property).map((word) => ({ name, key, word }))),
  );
  const missing = words.filter(({ name, key, word }) => !new RegExp(`\\b${word}\\b`, "u").test(textOn(name, key)));
  expect(missing).toEqual([]);
  const filesystemWords = words.filter(({ name, key }) => name === "Partition" && key === "file_system");
  expect(filesystemWords.map(({ word }) => word)).toEqual(Object.keys(filesystems));
  expect(words).toContainEqual({ name: "Image", key: "deploy_driver", word: "swift" });
});

test("the document has the keys of its schema, with those inside them", () => {
  const keys = documented("Document");
  expect(sorted(keys.keys())).toEqual(sorted(Object.keys(schema.properties)));
  expect(sorted([...keys].flatMap(([key, required]) => (required ? [key] : [])))).toEqual(sorted(schema.required));
  const inner = Object.values(schema.properties).flatMap(({ properties = {} }) => Object.keys(properties));
  for (const key of inner)
    expect(section("Document"), key).toContainEqual(
      expect.stringMatching(new RegExp(String.raw`^\.Cm ${key}( [:,.])?$`, "u")),
    );
  expect(inner).toHaveLength(21);
});

test("the options for rsync are those that a config may set", () => {
  const named = Array.from(
    section("Options for rsync")
      .join("\n")
      .matchAll(/^\.Fl (?<flags>.*)$/gmu),
    ({ groups }) => groups?.["flags"]?.split(/[ ,]+/u) ?? [],
  ).flat();
  const words = named.filter((flag) => flag.startsWith("-")).map((flag) => `-${flag}`);
  const allowed = allowedRsyncFlags
    .split(" ")
    .slice(1)
    .map((flag) => flag.replace("=VALUE", ""));
  expect(sorted(words)).toEqual(sorted(allowed));
  expect(sorted(named.filter((flag) => /^[A-Za-z]$/u.test(flag)))).toEqual(
    sorted(/\[(?<letters>\w+)\]/u.exec(allowedRsyncFlags)?.groups?.["letters"] ?? ""),
  );
});

test("the examples are files of test/examples, and valid", () => {
  const blocks = Array.from(page.matchAll(/^\.Bd -literal\n(?<text>[\s\S]*?)^\.Ed$/gmu), ({ groups }) =>
    readLiteral(groups?.["text"] ?? ""),
  );
  expect(blocks).toEqual(
    [
      "two-systems",
      "one-system",
      "utility-in-roots",
      "utility-alone",
      "redeploy",
      "lvm-and-raid",
      "image-files",
      "seeds",
    ].map((name) => readFileSync(join(projectRoot, `test/examples/${name}.json`), "utf8")),
  );
  for (const block of blocks) expect(readIronicConfig(JSON.parse(block), { compat: false }).warnings).toEqual([]);
});

test("the example in README is the file that it names", () => {
  const block =
    /^ {3}```json\n(?<json>.*?)^ {3}```$/msu.exec(readFileSync(join(projectRoot, "README.md"), "utf8"))?.groups?.[
      "json"
    ] ?? "";
  expect(block.replaceAll(/^ {3}/gmu, "")).toBe(
    readFileSync(join(projectRoot, "test/examples/two-systems.json"), "utf8"),
  );
});
