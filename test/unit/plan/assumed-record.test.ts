/** What stands in for a record: which volumes an image shares has to be known, or it is not updated. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { assumeRecord } from "../../../src/plan/assumed-record.ts";
import type { DeployRecord } from "../../../src/schema/deploy-record.ts";
import type { BootInfo, Element } from "../../../src/schema/boot-info.ts";

function element(name: string, more: Partial<Element>): Element {
  return {
    ...{ grub_id: 0, image_name: name, image_uuid: "", os_id: name, boot_name: name, root_uuid: `${name}-root` },
    ...more,
  };
}

function volumes(...mounts: readonly (readonly [string, string])[]): NonNullable<Element["mounts"]> {
  return mounts.map(([mount, uuid]) => ({ mount, uuid, type: "ext4" }));
}

function assume(elements: Element[]): DeployRecord {
  const info: BootInfo = { elements, current_element: 0, multiboot_partition: "m" };
  return assumeRecord(info, { image: "b", fstab: "written\n", carry: [] });
}

function refusal(elements: Element[]): string {
  try {
    assume(elements);
  } catch (error) {
    if (error instanceof BareonError) return `${error.exit}: ${error.message}`;
    throw error;
  }
  return "";
}

const roots = volumes(["/", "b-root"]);

test("an image whose volumes nothing lists has its root and what its kernels are on", () => {
  const bare = assume([element("a", {}), element("b", { mounts: roots })]);
  expect(bare.images[0]?.mounts).toEqual([{ mount: "/", uuid: "a-root", type: "", label: null }]);
  const more = assume([element("a", { boot_uuid: "KERNELS" }), element("b", { mounts: roots })]);
  expect(more.images[0]?.mounts.map(({ mount, uuid }) => [mount, uuid])).toEqual([
    ["/", "a-root"],
    ["/boot", "KERNELS"],
  ]);
  const own = assume([element("a", { boot_uuid: "A-ROOT" }), element("b", { mounts: roots })]);
  expect(own.images[0]?.mounts).toHaveLength(1);
});

test("the fstab that was read in a tree is that of its image alone", () => {
  const { images } = assume([element("a", { mounts: volumes(["/", "a-root"]) }), element("b", { mounts: roots })]);
  expect(images.map(({ fstab }) => fstab)).toEqual(["UUID=a-root / ext4 defaults 0 1\n", "written\n"]);
});

test("without its own volumes, or with one that another image may have too, it is refused", () => {
  expect(refusal([element("a", {}), element("b", {})])).toBe(
    "unsupported: This node has no record of image b, and boot-info has no volumes of it.",
  );
  expect(refusal([element("a", {}), element("b", { mounts: [] })])).toMatch(/^unsupported: /u);
  const more = volumes(["/", "b-root"], ["/boot", "kernels"], ["/srv", "data"]);
  const listed = element("c", { mounts: volumes(["/", "c-root"]) });
  expect(refusal([element("a", { boot_uuid: "x" }), element("b", { mounts: more }), listed])).toBe(
    "unsupported: This node has no record of image b, and boot-info has no volumes of a, which may have /srv too.",
  );
  expect(refusal([listed, element("b", { mounts: more })])).toBe("");
  const boot = volumes(["/", "b-root"], ["/boot", "kernels"]);
  expect(refusal([element("a", {}), element("b", { mounts: boot })])).toMatch(/which may have \/boot too/u);
  expect(refusal([element("a", { boot_uuid: "x" }), element("b", { mounts: boot })])).toBe("");
});
