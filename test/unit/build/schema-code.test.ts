/** The code in src/schema is what the schemas give. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findDrift, renderSchemaFiles, writeSchemaFiles } from "../../../src/build/schema-code.ts";

test("src/schema is what `npm run schema` would write now", async () => {
  expect(await findDrift()).toEqual([]);
});

async function writeSample(directory: string, required: readonly string[]): Promise<void> {
  const schema = {
    title: "Sample",
    type: "object",
    required,
    properties: {
      kind: { enum: ["a", "b"] },
      names: { type: "array", uniqueItems: true, items: { type: "string", minLength: 2 } },
    },
  };
  await writeFile(join(directory, "sample.schema.json"), JSON.stringify(schema));
}

test("a changed schema, an edited file and a left-over one are drift", async () => {
  const source = await mkdtemp(join(tmpdir(), "schema-"));
  const target = await mkdtemp(join(tmpdir(), "schema-code-"));
  try {
    await writeSample(source, []);
    await writeSchemaFiles(source, target);
    expect(await findDrift(source, target)).toEqual([]);

    await writeSample(source, ["kind"]);
    expect(await findDrift(source, target)).toEqual(["sample.ts"]);
    expect(await writeSchemaFiles(source, target, ["validators"])).toEqual(["sample.validate.js"]);
    expect(await findDrift(source, target)).toEqual(["sample.ts"]);

    await writeSchemaFiles(source, target);
    await writeFile(join(target, "old.ts"), "");
    await writeFile(join(target, "sample.validate.d.ts"), "");
    expect(await writeSchemaFiles(source, target)).toEqual(["old.ts", "sample.validate.d.ts"]);
    expect(await readFile(join(target, "sample.ts"), "utf8")).toContain('kind: "a" | "b"');
  } finally {
    await rm(source, { recursive: true });
    await rm(target, { recursive: true });
  }
});

test("what is defined in another schema is imported from its types", async () => {
  const source = await mkdtemp(join(tmpdir(), "schema-"));
  try {
    await writeSample(source, []);
    const other = {
      title: "Other",
      type: "object",
      properties: { whole: { $ref: "sample.schema.json" }, part: { $ref: "sample.schema.json#/definitions/somePart" } },
    };
    await writeFile(join(source, "other.schema.json"), JSON.stringify(other));
    const code = (await renderSchemaFiles(source, ["types"])).get("other.ts") ?? "";
    expect(code).toContain('import type { Sample, SomePart } from "./sample.ts";\n');
    expect(code).toMatch(/whole\?: Sample;\s+part\?: SomePart;/u);
    expect(code).not.toContain("interface Sample");
    await writeFile(
      join(source, "other.schema.json"),
      JSON.stringify({ ...other, items: { $ref: "none.schema.json" } }),
    );
    await expect(renderSchemaFiles(source, ["types"])).rejects.toThrow(
      "none.schema.json refers to a schema that is not there",
    );
  } finally {
    await rm(source, { recursive: true });
  }
});

test("a validator needs nothing at run time and reports every violation with its data and schema", async () => {
  const source = await mkdtemp(join(tmpdir(), "schema-"));
  try {
    await writeSample(source, ["kind"]);
    const code = (await renderSchemaFiles(source)).get("sample.validate.js") ?? "";
    expect(code).not.toMatch(/^import /mu);
    await writeFile(join(source, "sample.mjs"), code);
    const { validate } = (await import(
      join(source, "sample.mjs")
    )) as typeof import("../../../src/schema/boot-info.validate.js");
    expect(validate({ kind: "a", names: ["ää", "bb"] })).toBe(true);
    expect(validate({ names: ["ä", "bb", "bb"] })).toBe(false);
    const errors = validate.errors?.map(({ instancePath, keyword, data, schema }) => ({
      instancePath,
      keyword,
      data,
      schema,
    }));
    expect(errors).toContainEqual({ instancePath: "/names/0", keyword: "minLength", data: "ä", schema: 2 });
    expect(errors?.map(({ keyword }) => keyword).sort()).toEqual(["minLength", "required", "uniqueItems"]);
  } finally {
    await rm(source, { recursive: true });
  }
});
