/** Tasks of the Ansible collection: what is understood, what it makes the commands do, and what Ansible is told. */
import { describe, expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { environmentPath, renderEnvironment } from "../../../src/boot/state/environment.ts";
import { historyPath } from "../../../src/boot/state/history.ts";
import { menuPath } from "../../../src/boot/menu/menu.ts";
import { parseTask, readModuleName } from "../../../src/cli/boot/ansible-task.ts";
import { describeFailure, doTask, tellDone } from "../../../src/cli/boot/ansible.ts";
import { bootMenu, createBootNode, onPartition } from "../../support/hosts/boot-node.ts";
import { createRecordingHost, createTestContext, type RecordingHost } from "../../support/hosts/recording-host.ts";

type Module = Parameters<typeof parseTask>[0];
type Result = Awaited<ReturnType<typeof doTask>>;

async function run(host: RecordingHost, module: Module, options: object): Promise<Result> {
  return await doTask(createTestContext(host), parseTask(module, options));
}

/** All that a command may write on the partition. */
function written(host: RecordingHost): (string | undefined)[] {
  return [menuPath, environmentPath, historyPath].map((path) => onPartition(host, path));
}

function problem(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof BareonError) return `${error.exit}: ${error.message} ${error.hint ?? ""}`.trim();
    throw error;
  }
  throw new Error("it was accepted");
}

/** b, which is on trial, runs. */
const runningTrial = {
  partition: {
    [environmentPath]: renderEnvironment({
      ...{ once: null, trial: 1, left: 2, base: 0, tries: 3, generation: bootMenu.generation },
    }),
  },
  machine: {
    "/proc/cmdline": "bareon.entry=1 bareon.reason=trial\n",
    "/proc/self/mountinfo": "22 1 254:4 / / rw,relatime shared:1 - btrfs /dev/vda4 rw\n",
  },
};

describe("what a task asks", () => {
  test("modules are known by their names", () => {
    expect(readModuleName("boot_info")).toBe("boot_info");
    expect(problem(() => readModuleName("reboot"))).toBe(
      "usage: This version of bareon-boot does not know the module bareon.node.reboot. The collection is newer than the program on this node.",
    );
  });

  test("templates make texts of numbers and flags, and options without a value are not there", () => {
    const given = { state: "trial", entry: 1, tries: "2", reset: "yes", force: "False", wait: null };
    expect(parseTask("boot", { ...given, _ansible_check_mode: true, _ansible_diff: false })).toEqual({
      task: { module: "boot", options: { state: "trial", entry: "1", tries: 2, reset: true, force: false } },
      isCheck: true,
      hasDiff: false,
    });
  });

  test.each([
    ["boot", {}, 'bareon.node.boot: "state" is missing (expected the option state)'],
    [
      "boot",
      { state: "gone" },
      'bareon.node.boot: option state: "gone" is none of the known values (expected default, once, trial, confirmed, rejected, cancelled or rolled_back)',
    ],
    [
      "boot",
      { state: "trial", entry: "b", tries: 12 },
      "bareon.node.boot: option tries: 12 is too large (expected a whole number from 1 to 9)",
    ],
    [
      "boot",
      { state: "trial", entry: "b", tries: "many" },
      'bareon.node.boot: option tries: "many" is not a whole number (expected a whole number from 1 to 9)',
    ],
    ["boot", { state: "trial", entri: "b" }, "bareon.node.boot: there is no option entri: did you mean entry?"],
    [
      "update",
      { full_speed: "maybe" },
      'bareon.node.update: option full_speed: "maybe" is not true or false (expected true to take all that the disks and the processor have)',
    ],
    ["boot_info", [], "The arguments of the module are no object."],
  ] satisfies [Module, object, string][])("%s %j is refused with the option's name", (module, options, message) => {
    expect(problem(() => parseTask(module, options))).toBe(`usage: ${message}`);
  });

  test.each([
    [{ state: "once" }, "bareon.node.boot: option entry is missing, which state: once needs."],
    [
      { state: "default", entry: "b", tries: 2 },
      "bareon.node.boot: option tries does not go with state: default, but with trial.",
    ],
    [
      { state: "cancelled", entry: "b" },
      "bareon.node.boot: option entry does not go with state: cancelled, but with default, once, trial, confirmed, rolled_back.",
    ],
  ])("%j is refused", async (options, message) => {
    await expect(run(createBootNode(), "boot", options)).rejects.toThrow(message);
  });
});

describe("boot", () => {
  test("a default is set once, and told with what was before", async () => {
    const host = createBootNode();
    const task = { state: "default", entry: "b", _ansible_diff: true };
    const none = { once: null, trial: null };
    expect(await run(host, "boot", task)).toMatchObject({
      changed: true,
      boot: {
        default: { entry_id: "b" },
        reason: "default",
        explanation: "b is booted next, because it is the default",
      },
      diff: {
        before: { default: "a", next: "a", reason: "default", ...none },
        after: { default: "b", next: "b", reason: "default", ...none },
      },
    });
    expect(onPartition(host, menuPath)).toContain("default=1");
    expect(onPartition(host, historyPath)).toMatch(/"who":"[^"]*\(ansible\)"/u);
    const after = written(host);
    expect(await run(host, "boot", task)).toMatchObject({ changed: false });
    expect(written(host)).toEqual(after);
  });

  test.each([
    { state: "default", entry: "b" },
    { state: "once", entry: "b" },
    { state: "trial", entry: "b", tries: 1 },
    { state: "rolled_back", entry: "b" },
  ])("in check mode $state says that it would change, and changes nothing", async (task) => {
    const host = createBootNode();
    await run(host, "boot_info", {});
    const before = written(host);
    expect(await run(host, "boot", { ...task, _ansible_check_mode: true })).toMatchObject({ changed: true });
    expect(written(host)).toEqual(before);
    expect(await run(host, "boot", task)).toMatchObject({ changed: true });
    expect(written(host)).not.toEqual(before);
  });

  test("a trial is armed once, and again with all its tries only where asked for", async () => {
    const host = createBootNode();
    const task = { state: "trial", entry: "b", tries: 2 };
    expect(await run(host, "boot", task)).toMatchObject({
      changed: true,
      boot: { trial: { entry_id: "b", tries: 2 } },
    });
    expect(await run(host, "boot", task)).toMatchObject({ changed: false });
    expect(await run(host, "boot", { ...task, tries: 3 })).toMatchObject({ changed: false });
    expect(await run(host, "boot", { ...task, tries: 3, reset: true })).toMatchObject({ changed: true });
  });

  test("the trial that runs is confirmed, and there is nothing to do then", async () => {
    const host = createBootNode(runningTrial);
    expect(await run(host, "boot", { state: "confirmed", entry: "b" })).toMatchObject({
      changed: true,
      boot: { default: { entry_id: "b" }, trial: null },
    });
    expect(await run(host, "boot", { state: "confirmed" })).toMatchObject({ changed: false });
  });

  test("programs in event.d are told of a confirm that was done, and of nothing else", async () => {
    const told: string[] = [];
    const program = "/etc/bareon/event.d/50-controller";
    const host = createBootNode({
      partition: runningTrial.partition,
      machine: { ...runningTrial.machine, [program]: { kind: "file", content: new Uint8Array(), mode: 0o755 } },
      commands: [
        {
          ...{ command: /^\/bin\/sh .* \/etc\/bareon\/event\.d\//u, always: true, exitCode: 1 },
          effect: (_host, { env }) => void told.push(`${env?.["BAREON_EVENT"]} ${env?.["BAREON_ENTRY"]}`),
        },
      ],
    });
    const ctx = createTestContext(host);
    const act = async (options: object): Promise<boolean> => {
      const asked = parseTask("boot", options);
      let decision: Parameters<typeof tellDone>[2];
      const result = await doTask(ctx, asked, (found) => (decision = found));
      await tellDone(ctx, asked, decision);
      return result.changed;
    };
    expect(await act({ state: "confirmed", _ansible_check_mode: true })).toBe(true);
    expect(told).toEqual([]);
    expect(await act({ state: "confirmed", entry: "b" })).toBe(true);
    expect(told).toEqual(["confirm b"]);
    expect(await act({ state: "confirmed" })).toBe(false);
    expect(await act({ state: "default", entry: "a" })).toBe(true);
    expect(told).toEqual(["confirm b"]);
  });

  test("what does not run is not confirmed", async () => {
    const task = { state: "confirmed", entry: "b" };
    await expect(run(createBootNode(), "boot", task)).rejects.toMatchObject({ exit: "conflict" });
    const { partition } = runningTrial;
    await expect(run(createBootNode({ partition }), "boot", { state: "confirmed" })).rejects.toMatchObject({
      exit: "conflict",
    });
  });

  test.each(["rejected", "cancelled", "confirmed"])("without a trial %s is so already", async (state) => {
    const host = createBootNode();
    expect(await run(host, "boot", { state })).toMatchObject({ changed: false });
  });

  test("a trial is rejected", async () => {
    const { partition } = runningTrial;
    const host = createBootNode({ partition });
    expect(await run(host, "boot", { state: "rejected" })).toMatchObject({ changed: true, boot: { trial: null } });
  });

  test("another default than the expected one is told with message, exit code and hint", async () => {
    const task = { state: "default", entry: "b", expect_current: "b" };
    expect(await run(createBootNode(), "boot", { ...task, expect_current: "a" })).toMatchObject({ changed: true });
    const host = createBootNode({ partition: { [menuPath]: bootMenu.text.replace("default=0", "default=1") } });
    const error: unknown = await run(host, "boot", { state: "default", entry: "a", expect_current: "a" }).catch(
      (reason: unknown) => reason,
    );
    // The entry is what is expected, and not the default.
    if (!(error instanceof BareonError)) throw error;
    expect(describeFailure(error)).toEqual({
      changed: false,
      failed: true,
      msg: "The default is entry 1, not a. Nothing was changed.",
      rc: 37,
      code: "conflict",
      hint: "Somebody else changed it: look at bareon-boot history.",
    });
  });
});

test("boot_info tells what runs, every entry, and whether the one that is named runs", async () => {
  const host = createBootNode();
  expect(await run(host, "boot_info", { entry: "b" })).toMatchObject({
    changed: false,
    runs: false,
    boot: { current: { entry_id: "a" }, booted: "default", next: { entry_id: "a" }, trial: null },
    entries: [{ entry_id: "a" }, { entry_id: "b" }],
  });
  expect(await run(host, "boot_info", { entry: "@current" })).toMatchObject({ runs: true });
  expect(await run(host, "boot_info", {})).not.toHaveProperty("runs");
  await expect(run(host, "boot_info", { entry: "c" })).rejects.toMatchObject({ exit: "entry" });
});

describe("update", () => {
  const version = (imageName: string): object => ({ imageName, imageUuid: "" });
  const done = {
    ...{ version: 1, image: "b", method: "mirror", arm: "nothing", from: version("b-1"), to: version("b-2") },
    ...{ seconds: 3, warnings: ["the image was not verified"] },
  };

  /** A node whose bareon-provision answers so; `words` are those that it was started with. */
  function answering(
    stdout: string,
    exitCode = 0,
    stderr = "",
  ): { readonly host: RecordingHost; readonly words: string[]; readonly inputs: unknown[] } {
    const words: string[] = [];
    const inputs: unknown[] = [];
    const host = createRecordingHost({
      expect: [
        {
          ...{ command: "bareon-provision (arguments hidden)", stdout, stderr, exitCode },
          effect: (_host, { args, input = "{}" }) => {
            words.push(...args);
            inputs.push(JSON.parse(input));
          },
        },
      ],
    });
    return { host, words, inputs };
  }

  test("options are those of bareon-provision, and neither a message, the result nor the command line has an address", async () => {
    const told = JSON.stringify({ ...done, images: [{ source: "http://u:p@h/b.tar" }] });
    const { host, words, inputs } = answering(told);
    const addresses = { source: "http://u:p@h/b.tar", checksum_url: "http://u:p@h/SUMS", seed_user_data: "/root/u" };
    const options = {
      ...{ entry: "b", ...addresses, image_name: "b-2" },
      ...{ full_speed: true, require_verified: false, _ansible_diff: true },
      // No object of ours may look like a promise.
      ...(JSON.parse('{ "then": "nothing" }') as object),
    };
    const [from, to] = ["b-1", "b-2"].map((name) => ({ image_name: name, image_uuid: "" }));
    expect(await run(host, "update", options)).toEqual({
      ...{ changed: true, entry: "b", from, to, method: "mirror", armed: "nothing", seconds: 3 },
      ...{ warnings: ["the image was not verified"], diff: { before: from, after: to } },
    });
    expect(words.join(" ")).toBe(
      "update --json --image-name=b-2 --full-speed --then=nothing --if-needed --addresses=- -- b",
    );
    expect(inputs).toEqual([addresses]);
  });

  test("check mode is the plan, and a version that is there already is no change", async () => {
    const check = answering(JSON.stringify(done));
    expect(await run(check.host, "update", { _ansible_check_mode: true })).toMatchObject({ changed: true });
    expect(check.words).toEqual(["update", "--json", "--plan"]);
    const there = answering(
      JSON.stringify({ version: 1, image: "b", needed: false, from: version("b-2"), to: version("b-2") }),
    );
    expect(await run(there.host, "update", { image_name: "b-2" })).toMatchObject({ changed: false, entry: "b" });
    expect(there.words).toEqual(["update", "--json", "--image-name=b-2", "--if-needed"]);
    const forced = answering(JSON.stringify(done));
    expect(await run(forced.host, "update", { image_name: "b-2", force: true })).toMatchObject({ changed: true });
    expect(forced.words).toEqual(["update", "--json", "--image-name=b-2"]);
  });

  test("its own message, exit code and hint come through", async () => {
    const failure = { code: "source", exit_code: 7, message: "http://h/b.tar cannot be read.", hint: "Is it there?" };
    const { host } = answering(JSON.stringify({ error: failure }), 7);
    await expect(run(host, "update", {})).rejects.toMatchObject({
      ...{ exit: "source", message: failure.message, hint: failure.hint },
    });
    const silent = answering("", 2, "no such option");
    await expect(run(silent.host, "update", {})).rejects.toThrow("said nothing on its standard output. no such option");
  });
});
