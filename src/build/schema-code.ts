/** Makes src/schema (types and compiled validators) from schema/*.schema.json; what they say is not decided here. */
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { compile, type JSONSchema } from "json-schema-to-typescript";

interface Schema {
  /** "provision" for provision.schema.json. */
  readonly name: string;
  /** The schema's `title`, the name of the main type. */
  readonly title: string;
  readonly document: object;
}

const root = join(import.meta.dirname, "../..");
const defaultSource = join(root, "schema");
const defaultTarget = join(root, "src/schema");
const suffix = ".schema.json";

function notice(name: string): string {
  return `Generated from schema/${name}${suffix} by \`npm run schema\`; edit that, not this.`;
}

function parseSchema(name: string, text: string): Schema {
  const document: unknown = JSON.parse(text);
  if (
    typeof document !== "object" ||
    document === null ||
    !("title" in document) ||
    typeof document.title !== "string"
  ) {
    throw new Error(`${name}${suffix} has no title; the generated type is named after it`);
  }
  return { name, title: document.title, document };
}

async function readSchemas(source: string): Promise<Schema[]> {
  const files = (await readdir(source)).filter((file) => file.endsWith(suffix)).sort();
  return Promise.all(
    files.map(async (file) => parseSchema(file.slice(0, -suffix.length), await readFile(join(source, file), "utf8"))),
  );
}

function newAjv(schemas: readonly Schema[]): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    // Off, because a discriminator's tag is required where it stands and defined in the alternatives.
    strictRequired: false,
    allowUnionTypes: true,
    discriminator: true,
    // One function for each definition, not one copy of its code for each use.
    inlineRefs: false,
    code: { esm: true, source: true, lines: true },
  });
  for (const { name, document } of schemas) ajv.addSchema(document, `${name}${suffix}`);
  return ajv;
}

/** The name of the type that a reference to another schema means: the schema's own, or that of one of its definitions. */
function nameForeign(
  reference: string,
  schemas: readonly Schema[],
): { readonly schema: string; readonly type: string } {
  const [file = "", , , definition] = reference.split(/[#/]/u);
  const other = schemas.find(({ name }) => `${name}${suffix}` === file);
  if (other === undefined) throw new Error(`${reference} refers to a schema that is not there`);
  const type = definition === undefined ? other.title : definition.charAt(0).toUpperCase() + definition.slice(1);
  return { schema: other.name, type };
}

/** The schema with each reference to another one as the name of its type, which is put into `imports`, by schema. */
function withImports(value: unknown, schemas: readonly Schema[], imports: Map<string, Set<string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => withImports(item, schemas, imports));
  if (typeof value !== "object" || value === null) return value;
  if ("$ref" in value && typeof value.$ref === "string" && !value.$ref.startsWith("#")) {
    const { schema, type } = nameForeign(value.$ref, schemas);
    imports.set(schema, (imports.get(schema) ?? new Set()).add(type));
    return { tsType: type };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withImports(item, schemas, imports)]));
}

async function renderTypes(schema: Schema, schemas: readonly Schema[]): Promise<string> {
  const imports = new Map<string, Set<string>>();
  const document = withImports(schema.document, schemas, imports) as JSONSchema;
  const banner = `/** ${notice(schema.name)} */`;
  const code = await compile(document, schema.title, {
    bannerComment: banner,
    // Plain arrays where the schema asks for one item or more; the validator sees to that.
    ignoreMinAndMaxItems: true,
    style: { printWidth: 140 },
  });
  const lines = Array.from(
    imports,
    ([name, types]) => `\nimport type { ${[...types].sort().join(", ")} } from "./${name}.ts";`,
  );
  return code.replace(banner, banner + lines.sort().join(""));
}

/** ajv's ESM output still says `require` for its run-time helpers, so esbuild puts them into the file. */
async function renderValidator(schema: Schema, schemas: readonly Schema[]): Promise<string> {
  // A fresh one, because it numbers what it compiles: else a change to one schema would change the code of others.
  const ajv = newAjv(schemas);
  const result = await build({
    stdin: {
      contents: standalone.default(ajv, { validate: `${schema.name}${suffix}` }),
      resolveDir: root,
      loader: "js",
    },
    bundle: true,
    write: false,
    metafile: true,
    absWorkingDir: root,
    format: "esm",
    target: "node24",
    minifySyntax: true,
    charset: "utf8",
    logLevel: "silent",
  });
  const code = (result.outputFiles[0]?.text ?? "").replace(/^ *\/\/ .*\n/gmu, "");
  // In the form that a further bundle keeps, for the list of what is in the executable (packages/bundled.ts).
  const inputs = Object.values(result.metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const parts = inputs.flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 && path.startsWith("node_modules/") ? [path] : [],
  );
  return `/** ${notice(schema.name)} */\n${parts
    .sort()
    .map((path) => `/*! ${path} */\n`)
    .join("")}${code}`;
}

function renderDeclaration({ name, title }: Schema): string {
  return `/** ${notice(name)} */
import type { ErrorObject } from "ajv";
import type { ${title} } from "./${name}.ts";

/** Says whether the data fits the schema; \`errors\` then holds every violation of the last call, each with its data and schema. */
export declare const validate: ((data: unknown) => data is ${title}) & { readonly errors?: readonly ErrorObject[] | null };
`;
}

/** Which of the generated files are meant: those that git holds, or the compiled validators, which .ci/setup makes. */
export type Part = "types" | "validators";

function partOf(file: string): Part {
  return file.endsWith(".validate.js") ? "validators" : "types";
}

/** The generated files of the parts by their names in src/schema. Throws for a schema that is not valid in ajv's strict mode. */
export async function renderSchemaFiles(
  source = defaultSource,
  parts: readonly Part[] = ["types", "validators"],
): Promise<Map<string, string>> {
  const schemas = await readSchemas(source);
  const files = new Map<string, string>();
  for (const schema of schemas) {
    if (parts.includes("types")) {
      files.set(`${schema.name}.ts`, await renderTypes(schema, schemas));
      files.set(`${schema.name}.validate.d.ts`, renderDeclaration(schema));
    }
    if (parts.includes("validators")) files.set(`${schema.name}.validate.js`, await renderValidator(schema, schemas));
  }
  return files;
}

/** Names in the target that differ from the files, are missing there or are left over; of one part. */
async function compareFiles(files: ReadonlyMap<string, string>, target: string, part: Part): Promise<string[]> {
  const present = (await readdir(target)).filter((name) => !name.startsWith("."));
  const names = new Set([...files.keys(), ...present]);
  const drifted: string[] = [];
  for (const name of names) {
    if (partOf(name) !== part) continue;
    const text = await readFile(join(target, name), "utf8").catch(() => undefined);
    if (text !== files.get(name)) drifted.push(name);
  }
  return drifted.sort();
}

/** Names of the types in the target that differ from what the schemas make now, are missing there or are left over. */
export async function findDrift(source = defaultSource, target = defaultTarget): Promise<string[]> {
  return compareFiles(await renderSchemaFiles(source, ["types"]), target, "types");
}

/** Writes what differs of the parts and removes what no schema makes any more; returns the names. */
export async function writeSchemaFiles(
  source = defaultSource,
  target = defaultTarget,
  parts: readonly Part[] = ["types", "validators"],
): Promise<string[]> {
  const files = await renderSchemaFiles(source, parts);
  const drifted = (await Promise.all(parts.map((part) => compareFiles(files, target, part)))).flat().sort();
  for (const name of drifted) {
    const text = files.get(name);
    await (text === undefined ? rm(join(target, name)) : replaceFile(join(target, name), text));
  }
  return drifted;
}

/** In one step, because a program that starts meanwhile loads it. */
async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

if (import.meta.main) {
  const parts: readonly Part[] = process.argv[2] === "validators" ? ["validators"] : ["types", "validators"];
  for (const name of await writeSchemaFiles(defaultSource, defaultTarget, parts)) console.log(`src/schema/${name}`);
}
