/** Image files in a plan: what each driver is told, what a stored plan may not be made to say, and which filesystems cannot replace their volume. */
import { expect, test } from "vitest";
import { renderPlan } from "../../../src/view/plan.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { checkStoredPlan } from "../../../src/recipes/plan.ts";
import { findMisfits } from "../../../src/deploy/volume-fit.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { changed, type Loose, loose, setAt } from "../../support/files/example.ts";
import { planExample } from "./fixture.ts";

const MiB = 1024 * 1024;

function planWith(changes: Readonly<Record<string, unknown>> = {}): Plan {
  return planExample("image-files", changed("image-files", changes));
}

test("each image has what its driver is told, and the plan passes its own checks", () => {
  const plan = planWith({ "/images/1/checksum": `sha256:${"AB".repeat(32)}`, "/images/1/ca_file": "/etc/ca.pem" });
  expect(plan.images.map(({ driver, flags, file }) => [driver, flags.length > 0, file])).toEqual([
    ["file", false, { checksumUrl: "http://conductor.example.net/images/SHA256SUMS" }],
    ["file", false, { checksum: `sha256:${"ab".repeat(32)}`, caFile: "/etc/ca.pem" }],
    ["file", false, { checksumUrl: "http://conductor.example.net/images/SHA256SUMS" }],
    ["rsync", true, undefined],
  ]);
  expect(plan.parallel).toBe(2);
  expect(validate(plan)).toBe(true);
  expect(() => checkStoredPlan(plan)).not.toThrow();
});

test("a public key may have the ends of lines of Windows, and be indented", () => {
  const minisign = `untrusted comment: x\r\n  RW${"A".repeat(54)}\r\n`;
  const armour = "-----BEGIN PGP PUBLIC KEY BLOCK-----\r\n\r\nAAAA\r\n-----END PGP PUBLIC KEY BLOCK-----\r\n";
  for (const key of [minisign, armour])
    expect(() =>
      planWith({ "/images/1/signature_url": "https://host/x.sig", "/images/1/signature_key": key }),
    ).not.toThrow();
});

test.for([
  ["/images/0/driver", "rsync"],
  ["/images/3/driver", "file"],
  ["/images/0/source", "conductor.example.net::images/tiny/"],
  ["/images/0/flags", ["--delete"]],
  ["/images/0/file", undefined],
  ["/images/3/file", {}],
  ["/images/0/file/checksumUrl", "-o/etc/passwd"],
  ["/images/0/file/signatureUrl", "/etc/shadow"],
] as const)("a stored plan with another %s is refused", ([pointer, value]) => {
  const stored: Loose = loose(JSON.parse(JSON.stringify(planWith())));
  setAt(stored, pointer, value);
  expect(() => checkStoredPlan(stored as unknown as Plan)).toThrow("was changed after it was made");
});

test("the secret part of an address is in the plan and not in what people see of it", () => {
  const plan = planWith({
    "/images/0/image_pull_url": "https://me:pw1@host/x.tar?temp_url_sig=pw2",
    "/images/0/checksum_url": undefined,
  });
  expect(JSON.stringify(plan)).toContain("pw2");
  expect(renderPlan(plan, 80, plainStyle)).toContain("red: file from https://***@host/x.tar?***");
  expect(renderPlan(plan, 80, plainStyle)).not.toMatch(/pw[12]/u);
});

test("a filesystem has to be of its volume's type, not larger, and in nobody's place", () => {
  const plan = planWith();
  const find = (name: string, type: string, size: number, where = plan): string[] =>
    findMisfits(where, new Map([[name, { type, size }]]));
  expect(find("red", "ext4", 400 * MiB)).toEqual([]);
  expect(find("red", "ext4", 401 * MiB)).toEqual([expect.stringContaining("larger than its volume (400 MiB)")]);
  expect(find("green", "ext4", MiB)).toEqual([
    expect.stringContaining("of type ext4, but the filesystem of its volume is xfs"),
  ]);
  const kept = { ...plan, volumes: plan.volumes.map((volume) => ({ ...volume, keep: true as const })) };
  expect(find("red", "ext4", MiB, kept)).toEqual([
    expect.stringContaining("keeps its data, unless the config gives them up"),
  ]);
});

test("the filesystem of a utility image needs a volume that is mounted at its target", () => {
  const alone = planExample("utility-alone");
  const inRoots = planExample("utility-in-roots");
  expect(findMisfits(alone, new Map([["tools", { type: "xfs", size: MiB }]]))).toEqual([]);
  expect(findMisfits(alone, new Map([["archive", { type: "ext4", size: MiB }]]))).toEqual([
    expect.stringContaining("needs a volume of its own"),
  ]);
  expect(findMisfits(inRoots, new Map([["tools", { type: "ext4", size: MiB }]]))).toEqual([
    expect.stringContaining("needs a volume of its own"),
  ]);
});
