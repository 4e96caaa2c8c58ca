/** The hardware manager is of this version, and has a method for each step of the agent: a step without one would be offered and not found. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import manifest from "../../../../package.json" with { type: "json" };
import { steps } from "../../../../src/integrations/ironic/agent/steps.ts";
import { projectRoot } from "../../../support/files/paths.ts";

async function read(name: string): Promise<string> {
  return await readFile(join(projectRoot, "src/integrations/ironic/hardware-manager", name), "utf8");
}

test("the hardware manager has the steps of the agent", async () => {
  const text = await read("bareon_hardware_manager.py");
  const methods = Array.from(
    text.matchAll(/^ {4}(?<method>\w+) = _step\('(?<kind>\w+)', '(?<name>\w+)'\)$/gmu),
    (found) => ({
      ...found.groups,
    }),
  );
  expect(methods).toEqual(steps.map(({ kind, name }) => ({ method: name, kind, name })));
});

test("its package has the version of the programs and names its class", async () => {
  const text = await read("pyproject.toml");
  expect(text).toContain(`\nversion = "${manifest.version}"\n`);
  const { module = "", name = "" } =
    /^\[project\.entry-points\."ironic_python_agent\.hardware_managers"\]\nbareon = "(?<module>\w+):(?<name>\w+)"$/mu.exec(
      text,
    )?.groups ?? {};
  expect(await read(`${module}.py`)).toContain(`\nclass ${name}(`);
});
