/** The seeds of a plan: instance-ids, and the step that comes after all that goes into a tree. */
import { expect, test } from "vitest";
import { changed } from "../../support/files/example.ts";
import { planExample } from "./fixture.ts";

test("the instance-id is the image's UUID, else its name, and drawn digits", () => {
  const plan = planExample("seeds");
  const ids = plan.images.map(({ seed }) => seed?.instanceId);
  expect(ids[0]).toMatch(/^debian-12\.1-[0-9a-f]{8}$/u);
  expect(ids[1]).toMatch(/^trixie-[0-9a-f]{8}$/u);
  const named = planExample("seeds", changed("seeds", { "/images/0/image_uuid": "a/../b:c" }));
  expect(named.images[0]?.seed?.instanceId).toMatch(/^a_\.\._b_c-[0-9a-f]{8}$/u);
});

test("seeds are written after every image and utility, before the boot loader", () => {
  const document = changed("utility-in-roots", { "/images/1/seed": { user_data: "#!/bin/sh\n" } });
  const kinds = planExample("utility-in-roots", document).steps.map(({ kind }) => kind);
  expect(kinds.slice(kinds.lastIndexOf("deploy-utility"))).toEqual(["deploy-utility", "write-seed", "install-boot"]);
});

test("a plan without seeds and a config drive is as it was", () => {
  const plan = planExample("two-systems");
  expect(Object.keys(plan)).not.toContain("configDrive");
  expect(plan.images.every((image) => !("seed" in image))).toBe(true);
});
