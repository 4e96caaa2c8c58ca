/** What is said of a node that was adopted and released: that its menu boots nothing, and not that it is damaged. */
import { expect, test } from "vitest";
import { adoptionPath, type Adoption, renderAdoption } from "../../../src/boot/store/adoption-file.ts";
import { list, showHistory, status } from "../../../src/recipes/boot-show.ts";
import { verify } from "../../../src/recipes/boot-upkeep.ts";
import { createBootNode } from "../../support/hosts/boot-node.ts";
import { createTestContext, type RecordingHost } from "../../support/hosts/recording-host.ts";

const options = { uuid: null, who: "anna" };
const now = "this node was released: what booted it before its adoption boots it, and not this boot menu";

function node(state: Adoption["state"]): RecordingHost {
  const adoption = renderAdoption({ state, core: null, formerCore: null, formerOrder: ["0001"] });
  return createBootNode({
    partition: { [adoptionPath]: adoption },
    programs: [],
    commands: [{ command: /^uname /u, always: true }],
  });
}

test("status, list and history say it first, and promise no next boot", async () => {
  for (const result of [
    await status(createTestContext(node("released")), options),
    await showHistory(createTestContext(node("released")), options),
  ]) {
    expect(result.explanation).toBe(now);
    expect(result.warnings[0]).toContain(now);
  }
  expect((await list(createTestContext(node("released")), options)).warnings[0]).toContain(now);
  const armed = await status(createTestContext(node("armed")), options);
  expect([armed.explanation, armed.warnings]).toEqual(["a is booted next, because it is the default", []]);
});

test("verify does not miss the boot loader that was taken away, and repairs nothing of it", async () => {
  const host = node("released");
  const { findings } = await verify(createTestContext(host), options, true);
  expect(findings.filter(({ problem }) => problem === now)).toEqual([
    { check: "boot loader", problem: now, severity: "warning", repaired: false },
  ]);
  const loaders = /EFI system partition|boot sector|boot list|GRUB's modules/u;
  expect(findings.filter(({ check }) => loaders.test(check))).toEqual([]);
  const others = await verify(createTestContext(node("armed")), options, false);
  expect(others.findings.filter(({ check }) => loaders.test(check)).length).toBeGreaterThan(0);
});
