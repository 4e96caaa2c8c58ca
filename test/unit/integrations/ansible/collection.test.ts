/** The Ansible collection says of itself what is so: options as the program takes them, one version, and modules that need no Python. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { liveOptions } from "../../../../src/cli/provision/live-options.ts";
import { flags, moduleNames, wholeNumbers } from "../../../../src/cli/boot/ansible-task.ts";
import { parseYaml } from "../../../../src/formats/yaml.ts";
import { projectRoot } from "../../../support/files/paths.ts";

const collection = join(projectRoot, "src/integrations/ansible");
const read = (path: string): string => readFileSync(join(projectRoot, path), "utf8");

interface OptionSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
}

interface Schema {
  readonly definitions: Readonly<
    Record<
      string,
      OptionSchema & {
        readonly properties?: {
          readonly module: { readonly const: string };
          readonly options: {
            readonly required?: readonly string[];
            readonly properties: Readonly<Record<string, OptionSchema>>;
          };
        };
      }
    >
  >;
}

interface Documented {
  readonly DOCUMENTATION: {
    readonly module: string;
    readonly options: Readonly<
      Record<string, { readonly type: string; readonly required?: boolean; readonly choices?: readonly string[] }>
    >;
  };
}

const { definitions } = JSON.parse(read("schema/ansible.schema.json")) as Schema;
const types: Readonly<Record<string, string>> = { string: "str", integer: "int", boolean: "bool" };

/** As the documentation has them. */
function optionsOf(module: string): Record<string, object> {
  const task = Object.values(definitions).find(({ properties }) => properties?.module.const === module);
  const { properties = {}, required = [] } = task?.properties?.options ?? {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, own]) => {
      const option = own.$ref === undefined ? own : (definitions[own.$ref.replace("#/definitions/", "")] ?? {});
      const type = option.enum === undefined ? types[option.type ?? ""] : "str";
      const choices = option.enum === undefined ? {} : { choices: option.enum };
      return [name, { type, ...choices, ...(required.includes(name) ? { required: true } : {}) }];
    }),
  );
}

describe.each(moduleNames)("%s", (module) => {
  test("its file has three lines for a shell", () => {
    const text = read(`src/integrations/ansible/plugins/modules/${module}.sh`);
    // What is called with words in its first line cannot be started by ansible-core 2.19.
    expect(text).toBe(`#!/bin/sh\n# WANT_JSON\nexec /usr/sbin/bareon-boot ansible ${module} "$1"\n`);
  });

  test("its documentation has the options of the schema", async () => {
    const { DOCUMENTATION } = (await parseYaml(
      read(`src/integrations/ansible/plugins/modules/${module}.yml`),
    )) as Documented;
    expect(DOCUMENTATION.module).toBe(module);
    const documented = Object.entries(DOCUMENTATION.options).map(([name, { type, required, choices }]) => [
      name,
      { type, ...(choices === undefined ? {} : { choices }), ...(required === undefined ? {} : { required }) },
    ]);
    expect(Object.fromEntries(documented)).toEqual(optionsOf(module));
  });

  test("texts are made numbers and flags where the schema has these", () => {
    for (const [name, option] of Object.entries(optionsOf(module))) {
      expect([name, wholeNumbers.includes(name), flags.includes(name)]).toEqual([
        name,
        "type" in option && option.type === "int",
        "type" in option && option.type === "bool",
      ]);
    }
  });
});

test("update has the options of the command, except those that are the module's own or are of no use to it", () => {
  const left = ["abandon", "addresses", "if-needed", "plan", "json", "reboot", "uuid"];
  const named = liveOptions.flatMap(({ name, commands }) => (commands.some((one) => one === "update") ? [name] : []));
  const expected = named.filter((name) => !left.includes(name)).map((name) => name.replaceAll("-", "_"));
  const own = Object.keys(optionsOf("update")).filter((name) => name !== "entry" && name !== "force");
  expect(own.sort()).toEqual(["require_verified", ...expected].sort());
});

test("the role hands over to update whatever says what the new version is and what proves it", () => {
  const tasks = read("src/integrations/ansible/roles/rolling/tasks/main.yml");
  const names = Object.keys(optionsOf("update")).filter((name) => /^(?:source|checksum|image|.*_url)/u.test(name));
  expect(names).toContain("torrent_url");
  for (const name of names) expect(tasks).toContain(`    ${name}: "{{ rolling_${name} | default(omit, true) }}"\n`);
});

test("its modules are all that the manual has, and the other way round", () => {
  const shipped = readdirSync(join(collection, "plugins/modules")).map((name) => name.replace(/\..*$/u, ""));
  const section = /^\.Sh MODULES$(?<text>.*?)^\.Sh /msu.exec(read("man/bareon-ansible.7"))?.groups?.["text"] ?? "";
  const described = Array.from(section.matchAll(/^\.It Cm (?<name>\w+)$/gmu), ({ groups }) => groups?.["name"] ?? "");
  expect(described.sort()).toEqual([...new Set(shipped)].sort());
});

test("its version is the program's, and where it is said it is the same", () => {
  const { version } = JSON.parse(read("package.json")) as { readonly version: string };
  expect(read("src/integrations/ansible/galaxy.yml")).toContain(`\nversion: ${version}\n`);
  expect(read("src/integrations/ansible/README.md")).toContain(`bareon-node-${version}.tar.gz`);
  expect(read("README.md")).toContain(`bareon-node-${version}.tar.gz`);
  expect(read("man/bareon-ansible.7")).toContain(`bareon-node-${version}.tar.gz`);
});

test("the variables of its role are documented with their defaults, and in the manual", async () => {
  const role = "src/integrations/ansible/roles/rolling";
  const defaults = (await parseYaml(read(`${role}/defaults/main.yml`))) as Readonly<Record<string, unknown>>;
  const { argument_specs: specs } = (await parseYaml(read(`${role}/meta/argument_specs.yml`))) as {
    readonly argument_specs: {
      readonly main: { readonly options: Readonly<Record<string, { readonly default?: unknown }>> };
    };
  };
  const documented = Object.entries(specs.main.options).map(([name, option]) => [name, option.default ?? null]);
  expect(Object.fromEntries(documented)).toEqual(defaults);
});
