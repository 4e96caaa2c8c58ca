/** A source is one folder and one line in a table: one that only the tests have is read, planned, measured and deployed. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { execute } from "../../../src/deploy/execute.ts";
import { checkSources } from "../../../src/deploy/preflight.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import { makePlan } from "../../../src/plan/plan.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import type { ImageSources } from "../../../src/sources/source.ts";
import { imageSources } from "../../../src/sources/sources.ts";
import { changed } from "../../support/files/example.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";
import { countingUuid, readInventory } from "../plan/fixture.ts";
import { noteSource } from "./note/note.ts";

const table = {
  ...imageSources,
  note: noteSource,
};
// The names of a plan's drivers are those of its schema; the row counts all the same.
const sources: ImageSources = table;

function read(changes: Readonly<Record<string, unknown>>): ReturnType<typeof readIronicConfig>["config"] {
  const document = changed("one-system", { "/images/0/image_pull_url": "note://hello%20world", ...changes });
  return readIronicConfig(document, { compat: false, sources }).config;
}

function planNote(changes: Readonly<Record<string, unknown>> = {}): Plan {
  return makePlan({
    config: read(changes),
    inventory: readInventory("one-system"),
    newUuid: countingUuid(),
    sources,
  });
}

function violationsOf(changes: Readonly<Record<string, unknown>>): BareonError["violations"] {
  try {
    read(changes);
  } catch (error) {
    if (error instanceof BareonError) return error.violations;
    throw error;
  }
  return [];
}

test("its address decides the driver, and the plan has what the source put there", () => {
  const [image] = planNote().images;
  expect(image).toMatchObject({ driver: "note", source: "note://hello%20world", flags: [] });
  expect(image).not.toHaveProperty("file");
});

test("its own rules and those of the others are applied to it", () => {
  const pointer = "/images/0/image_pull_url";
  expect(violationsOf({ [pointer]: "note://" })).toEqual([
    { pointer, problem: "the note is empty", expected: "a text" },
  ]);
  expect(violationsOf({ "/images/0/ca_file": "/ca.pem" })).toMatchObject([
    { pointer: "/images/0/ca_file", problem: "this is for image files, not for a note" },
  ]);
  expect(violationsOf({ "/images/0/deploy_driver": "rsync" })).toMatchObject([
    { pointer, problem: "this is a note, which the deploy driver rsync does not read" },
  ]);
  expect(violationsOf({ [pointer]: "gopher://x" })).toMatchObject([
    { pointer, expected: expect.stringMatching(/, existing or note:\/\/TEXT$/u) as string },
  ]);
});

test("it is measured before the first write, and refused if it cannot be read or does not fit", async () => {
  const ctx = createTestContext(createRecordingHost());
  const measured = await checkSources(ctx, planNote(), undefined, sources);
  expect(measured.get("bookworm")).toMatchObject({ bytes: 11, files: 1 });
  const lost = planNote({ "/images/0/image_pull_url": "note://lost" });
  await expect(checkSources(ctx, lost, undefined, sources)).rejects.toMatchObject({ exit: "source" });
  const plan = planNote();
  const small = { ...plan, volumes: plan.volumes.map((volume) => ({ ...volume, size: 1 })) };
  await expect(checkSources(ctx, small, undefined, sources)).rejects.toThrow("more than its volumes have");
});

test("it is deployed into its tree with what was measured, and its progress is told", async () => {
  const plan = planNote();
  const root = "/run/bareon/image-0";
  const host = createRecordingHost({
    files: { [`${root}/boot`]: { kind: "directory", mode: 0o755 } },
    expect: [
      { command: /^(?:mount|umount|sync|getfattr) /u, always: true },
      { command: /^stat /u, stdout: "0:0:755\n", always: true },
    ],
  });
  const ctx = createTestContext(host);
  const sizes = await checkSources(ctx, plan, undefined, sources);
  const steps = plan.steps.filter(({ kind }) => kind === "deploy-image");
  await expect(execute(ctx, { ...plan, steps }, { toolPath: undefined, sizes, sources })).rejects.toThrow(
    "no step that installs the boot loader",
  );
  expect(host.text(`${root}/note`)).toBe("HELLO WORLD");
  expect(host.text(`${root}/etc/fstab`)).toBe(plan.images[0]?.fstab);
  expect(ctx.events.filter(({ event }) => event === "transfer")).toContainEqual(
    expect.objectContaining({ image: "bookworm", bytes: 11, totalBytes: 11, files: 1 }),
  );
});
