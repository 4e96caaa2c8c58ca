/** A document with actions: what they become, and everything that is wrong with one at once, each with its place. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { readActionList } from "../../../src/hooks/action-list.ts";
import { type Loose, loose, setAt } from "../../support/files/example.ts";
import { projectRoot } from "../../support/files/paths.ts";

function example(changes: Readonly<Record<string, unknown>> = {}): Loose {
  const document = loose(JSON.parse(readFileSync(join(projectRoot, "test/fuzz/corpus/actions/two"), "utf8")));
  for (const [pointer, value] of Object.entries(changes)) setAt(document, pointer, value);
  return document;
}

function violations(changes: Readonly<Record<string, unknown>>): string[] {
  try {
    readActionList("a.json", example(changes));
  } catch (error) {
    if (!(error instanceof BareonError) || error.exit !== "invalid") throw error;
    return error.violations.map(({ pointer, problem }) => `${pointer}: ${problem}`);
  }
  return [];
}

test("an action runs its command without a shell if that is a path, and by a shell if it is none", () => {
  const { actions, warnings } = readActionList("a.json", example());
  expect(actions).toEqual([
    {
      name: "tell_the_inventory",
      command: {
        program: "/usr/bin/curl",
        args: ["--silent", "--data-binary", "@/tmp/boot-info.json", "http://inventory.example.net/nodes?key=a b"],
        hidesArgs: true,
      },
      isFatal: true,
      limit: 600,
      resources: [],
    },
    {
      name: "label",
      command: {
        program: "/bin/sh",
        args: ["-c", "bash /tmp/hooks/label.sh | tee /tmp/label"],
        hidesArgs: true,
      },
      isFatal: false,
      limit: 30,
      resources: [
        {
          pointer: "/actions/1/resources/0",
          name: "label",
          url: "https://conductor.example.net/label.sh",
          target: "/tmp/hooks/label.sh",
        },
      ],
    },
  ]);
  expect(warnings.map((warning) => warning.split(":").slice(0, 2))).toEqual([
    ["a.json", " /action_user"],
    ["a.json", " /action_key"],
  ]);
});

test("the list may have its other name, and none of it is needed", () => {
  const { actions } = example();
  expect(readActionList("x", { action_list: actions }).actions.map(({ name }) => name)).toEqual([
    "tell_the_inventory",
    "label",
  ]);
  expect(readActionList("x", { actions: [] })).toEqual({ actions: [], warnings: [] });
});

test.each([
  ["no list", { "/actions": undefined }, [': "actions" is missing']],
  ["two lists", { "/action_list": [] }, ['/action_list: the document has both "actions" and "action_list"']],
  ["a key that is missing", { "/actions/0/sudo": undefined }, ['/actions/0: "sudo" is missing']],
  [
    "a mode of the controller",
    { "/actions/1/resources/0/mode": "pull-mount" },
    [/mode: "pull-mount" needs the controller/u],
  ],
  ["an unknown mode", { "/actions/1/resources/0/mode": "send" }, [/mode: "send" is none of the known values/u]],
  [
    "an address of the controller",
    { "/actions/1/resources/0/url": "glance:label" },
    [/url: "glance:label" is no address/u],
  ],
  ["an address without a scheme", { "/actions/1/resources/0/url": "label.sh" }, [/url: "label.sh" is no address/u]],
  ["a target that is no path", { "/actions/1/resources/0/target": "label.sh" }, [/target: "label.sh" does not have/u]],
  [
    "a target upwards",
    { "/actions/1/resources/0/target": "/tmp/../etc/x" },
    [/target: .* does not have the right form/u],
  ],
  [
    "a folder as the target",
    { "/actions/1/resources/0/target": "/tmp/" },
    [/target: .* does not have the right form/u],
  ],
  ["a limit of nothing", { "/actions/0/timeout": 0 }, [/timeout: .* is too small/u]],
  ["no command", { "/actions/0/cmd": " " }, [/cmd: .* does not have the right form/u]],
] as const)("%s is refused with its place", (_, changes, expected) => {
  const found = violations(changes);
  expect(found).toHaveLength(expected.length);
  for (const [index, text] of expected.entries()) expect(found[index]).toMatch(text);
});

test("everything is told at once, in the order of the document, and arguments are not shown", () => {
  const secret = "--password 'hunter2";
  const found = violations({
    "/actions/0/args": secret,
    "/actions/1/resources/0/mode": "pull",
    "/actions/1/terminate_on_fail": "yes",
    "/actions/0/arg": secret,
  });
  expect(found.map((line) => line.split(":")[0])).toEqual([
    "/actions/0/args",
    "/actions/0/arg",
    "/actions/1/terminate_on_fail",
    "/actions/1/resources/0/mode",
  ]);
  expect(found.join("\n")).not.toContain("hunter2");
  expect(violations({ "/actions/0/args": 5 })).toHaveLength(1);
  expect(violations({ "/actions/1/args": "it's" }), "a shell says itself what is wrong with its line").toEqual([]);
});

test("the example of the manual is one", () => {
  const page = readFileSync(join(projectRoot, "man/bareon-provision.8"), "utf8");
  const text = /^\.Sh ACTIONS\n[^]*?^\.Bd -literal.*\n(?<json>[^]*?)^\.Ed$/mu.exec(page)?.groups?.["json"] ?? "";
  expect(readActionList("x", JSON.parse(text)).actions.map(({ name, limit }) => [name, limit])).toEqual([
    ["inventory", 600],
    ["firmware", 1800],
  ]);
});
