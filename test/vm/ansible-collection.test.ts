/** The Ansible collection as ansible-core of two Debian releases sees it, without a node: documentation, syntax, linters, and the file that is installed. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AnsibleController, collectionSource } from "../support/hosts/ansible-controller.ts";
import { controllers } from "../support/systems/ansible-root.ts";

const modules = ["boot", "boot_info", "update", "switch"] as const;
const playbooks = ["playbooks/rolling_trial.yml", "playbooks/rolling_update.yml", "docs/examples/switch.yml"];

async function runOk(controller: AnsibleController, words: readonly string[]): Promise<string> {
  const { exitCode, output } = await controller.run(words);
  expect(exitCode, `${words.join(" ")}\n${output}`).toBe(0);
  return output;
}

describe.each(Object.entries(controllers))("%s", (name, version) => {
  const suite = name as keyof typeof controllers;
  let controller: AnsibleController;

  beforeAll(async () => {
    controller = await AnsibleController.open(suite, [], console.error);
  });

  afterAll(async () => {
    await controller?.[Symbol.asyncDispose]();
  });

  const expectOk = async (...words: readonly string[]): Promise<string> => await runOk(controller, words);

  test("it is the release that is meant", async () => {
    expect(await expectOk("ansible", "--version")).toContain(`[core ${version}.`);
  });

  test.each(modules)("%s is documented", async (module) => {
    expect(await expectOk("ansible-doc", `bareon.node.${module}`)).toContain("EXAMPLES:");
  });

  test("the role is documented", async () => {
    expect(await expectOk("ansible-doc", "-t", "role", "bareon.node.rolling")).toContain("rolling_entry");
  });

  test.each(playbooks)("%s has the right syntax", async (playbook) => {
    await expectOk("ansible-playbook", "--syntax-check", "-i", "docs/examples/inventory.yml", playbook);
  });

  test("what ansible-galaxy builds can be installed and used", async () => {
    const { version: release } = JSON.parse(
      await readFile(join(collectionSource, "../../../package.json"), "utf8"),
    ) as {
      readonly version: string;
    };
    const steps = [
      "ansible-galaxy collection build --output-path /tmp .",
      "cd /",
      "export ANSIBLE_COLLECTIONS_PATH=/root/installed",
      `ansible-galaxy collection install /tmp/bareon-node-${release}.tar.gz`,
      "ansible-doc bareon.node.switch >/dev/null",
      "ls -A /root/installed/ansible_collections/bareon/node",
    ];
    const listed = (await expectOk("sh", "-euc", steps.join("\n"))).trim().split("\n");
    expect(listed).toEqual(expect.arrayContaining(["README.md", "meta", "playbooks", "plugins", "roles"]));
    expect(listed).not.toContain(".ansible-lint");
  });

  test("yamllint finds nothing", async () => {
    expect(await expectOk("yamllint", "--strict", ".")).toBe("");
  });

  // All that need no package of pip.
  test.each(["compile", "action-plugin-docs", "shebang", "symlinks", "ignores"])(
    "ansible-test sanity finds nothing: %s",
    async (check) => {
      const python = check === "compile" ? ["--python", suite === "trixie" ? "3.13" : "3.11"] : [];
      await expectOk("ansible-test", "sanity", "--test", check, ...python);
    },
  );
});

// That of bookworm takes no template where Ansible does.
test("ansible-lint finds nothing", async () => {
  await using controller = await AnsibleController.open("trixie", [], console.error);
  expect(await runOk(controller, ["ansible-lint", "--offline", "--nocolor"])).toContain("Passed: 0 failure(s)");
});
