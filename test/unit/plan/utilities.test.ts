/** Utility images: which trees they go into, when, and what they leave as it is. */
import { expect, test } from "vitest";
import { findOverfull } from "../../../src/deploy/image-fit.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { changed } from "../../support/files/example.ts";
import { nth, planExample } from "./fixture.ts";

const place = "/partitions/0/volumes";

function deploys(plan: Plan): string[] {
  return plan.steps.flatMap((step) =>
    step.kind === "deploy-image"
      ? [step.image]
      : step.kind === "deploy-utility"
        ? [`${step.image} in ${step.into ?? "a bare tree"}`]
        : [],
  );
}

test("one that shares roots goes into each of these systems, after all systems, and is none", () => {
  const plan = planExample("utility-in-roots");
  expect(deploys(plan)).toEqual(["red", "blue", "tools in red", "tools in blue"]);
  expect(plan.images.map(({ name }) => name)).toEqual(["red", "blue"]);
  expect(plan.utilities).toMatchObject([{ name: "tools", target: "/opt/tools", into: ["red", "blue"], mounts: [] }]);
  expect(plan.boot).toMatchObject({ kind: "multiboot", defaultImage: "red" });
  const rows = (fstab: string | undefined): (string | undefined)[] =>
    fstab
      ?.split("\n")
      .slice(1, -1)
      .map((line) => line.split(" ")[1]) ?? [];
  expect(plan.images.map(({ fstab }) => rows(fstab))).toEqual([["/"], ["/", "/opt"]]);
});

test("one that shares one root of two goes into that system alone", () => {
  const plan = planExample(
    "utility-in-roots",
    changed("utility-in-roots", { [`${place}/0/images`]: ["red"], [`${place}/2/images`]: ["blue", "tools"] }),
  );
  expect(deploys(plan)).toEqual(["red", "blue", "tools in blue"]);
});

test("one that shares no root goes onto its own volumes, once, and does not make a node multiboot", () => {
  const plan = planExample("utility-alone");
  expect(deploys(plan)).toEqual(["system", "tools in a bare tree", "archive in a bare tree"]);
  expect(
    plan.utilities.map(({ into, mounts }) => [into, mounts.map(({ mount, device }) => `${mount} ${device}`)]),
  ).toEqual([
    [[], ["/opt/tools /dev/sda3"]],
    [[], ["/srv /dev/sda4"]],
  ]);
  expect(plan.boot).toMatchObject({ kind: "single", multiboot: null });
  // What it shares with a system is in that one's fstab; what is its own is in none.
  expect(nth(plan.images, 0).fstab).toContain(`UUID=${plan.volumes[1]?.uuid} /opt/tools xfs defaults 0 0\n`);
  expect(nth(plan.images, 0).fstab).not.toContain("/srv");
});

test("a volume for / that no system has is a volume like others, also to those who look at partition types", () => {
  const plan = planExample("utility-alone", changed("utility-alone", { [`${place}/2/mount`]: "/" }));
  expect(nth(plan.utilities, 1)).toMatchObject({ into: [], mounts: [{ mount: "/", device: "/dev/sda4" }] });
  expect(nth(plan.disks, 0).partitions.map(({ type }) => type.slice(0, 8))).toEqual([
    "21686148",
    "4F68BCE3",
    "0FC63DAF",
    "0FC63DAF",
  ]);
});

test("names that run into each other give no two steps one id", () => {
  const names = {
    "/images/1/name": "a",
    "/images/2/name": "tools/a",
    "/images/0/name": "x",
    [`${place}/0/images`]: ["a", "x", "x/tools"],
    [`${place}/1/images`]: ["tools/a", "x"],
    [`${place}/2/images`]: ["tools/a"],
  };
  const config = changed("utility-in-roots", {
    ...names,
    "/images/-": { name: "x/tools", image_pull_url: "/x", target: "/srv" },
  });
  const ids = planExample("utility-in-roots", config).steps.flatMap(({ id, kind }) =>
    kind === "deploy-utility" ? [id] : [],
  );
  expect(ids).toEqual(["utility/x/a", "utility/x/tools~1a", "utility/x~1tools/a"]);
});

test("where another image may have brought a file, one of the same size and time is not taken for the same", () => {
  const flags = (plan: Plan): boolean[] => plan.utilities.map((utility) => utility.flags.includes("--ignore-times"));
  expect([...flags(planExample("utility-in-roots")), ...flags(planExample("utility-alone"))]).toEqual([
    true,
    true,
    false,
  ]);
});

const GiB = 1024 ** 3;
function overfull(plan: Plan, sizes: Readonly<Record<string, number>>): string[] {
  return findOverfull(
    plan,
    new Map(Object.entries(sizes).map(([name, size]) => [name, size * GiB])),
    new Map([["red", GiB / 2]]),
  );
}

test("a system must have room for what goes into it, the boot tool and utility images", () => {
  const plan = planExample("utility-in-roots");
  expect(overfull(plan, { red: 0.25, blue: 1.5, tools: 0.25 })).toEqual([]);
  expect(overfull(plan, { red: 0.25 + 1 / GiB, blue: 1.5, tools: 0.25 })).toHaveLength(1);
  expect(overfull(plan, { red: 0.25, blue: 1.75, tools: 0.5 })).toEqual([
    "image red holds 256 MiB and bareon-boot takes 512 MiB and image tools takes 512 MiB, more than its volumes have (1 GiB)",
    "image blue holds 1.8 GiB and image tools takes 512 MiB, more than its volumes have (1.9 GiB)",
  ]);
});

test("volumes of its own must have room for a utility image, those that hold its target alone", () => {
  const plan = planExample("utility-alone");
  expect(overfull(plan, { system: 1, tools: 0.5, archive: 1 })).toEqual([]);
  expect(overfull(plan, { system: 1.25, tools: 0.5, archive: 2 })).toEqual([
    "image system holds 1.3 GiB and image tools takes 512 MiB, more than its volumes have (1.5 GiB)",
    "image archive holds 2 GiB, more than its volumes have (1.5 GiB)",
  ]);
});
