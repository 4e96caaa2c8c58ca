/** Seeds and the config drive in a document: what is read of them, what is refused, and that no content is shown. */
import { expect, test } from "vitest";
import { ironic } from "../../../src/dialects/ironic/ironic.ts";
import { changed, readExample } from "../../support/files/example.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import { type Case, check, refusalOf } from "./refusal.ts";

const secret = "hunter2";

function seedOf(seed: unknown): unknown {
  return readIronicConfig(changed("two-systems", { "/images/0/seed": seed }), { compat: false }).config.images[0]?.seed;
}

test("an object is JSON, a path or an address is where the content is, and any other text is the content", () => {
  expect(seedOf({ meta_data: { "local-hostname": "web" }, user_data: { a: 1 } })).toEqual({
    metaData: { kind: "inline", text: '{\n  "local-hostname": "web"\n}\n' },
    userData: { kind: "inline", text: '#cloud-config\n{\n  "a": 1\n}\n' },
  });
  expect(seedOf({ user_data: "#!/bin/sh\n", network_config: "/root/net.yaml" })).toEqual({
    userData: { kind: "inline", text: "#!/bin/sh\n" },
    networkConfig: { kind: "place", source: "/root/net.yaml" },
  });
  for (const source of ["https://example.net/x?token=1", "HTTP://example.net/x", "file:///root/x"])
    expect(seedOf({ user_data: source })).toEqual({ userData: { kind: "place", source } });
  expect(seedOf({ user_data: "/bin/x\n#!/bin/sh" })).toMatchObject({ userData: { kind: "inline" } });
});

test("what systems are told is concealed, and the rest of the document stays as it is", () => {
  const document = changed("seeds", { "/images/0/seed/user_data/password": secret });
  const concealed = ironic.conceal?.(document);
  expect(JSON.stringify(concealed)).not.toContain(secret);
  expect(concealed).toMatchObject({
    images: [
      { seed: { user_data: expect.stringMatching(/^left out: \d+ bytes$/u) as string } },
      { seed: { user_data: "/root/seeds/web-green.cfg" } },
    ],
  });
  const { config } = readIronicConfig(concealed, { compat: false });
  expect(config.images[0]?.seed?.userData?.kind).toBe("left-out");
  expect(ironic.conceal?.(readExample("two-systems"))).toEqual(readExample("two-systems"));
});

const seed = { user_data: `#cloud-config\npassword: ${secret}\n` };
const cases: readonly Case[] = [
  { set: { "/images/0/seed": secret }, finds: [["/images/0/seed", "this is not an object"]] },
  { set: { "/images/0/seed": {} }, finds: [["/images/0/seed", "an object is empty"]] },
  { set: { "/images/0/seed": { user_data: [secret] } }, finds: [["/images/0/seed/user_data", "a list is not"]] },
  { set: { "/images/0/seed": { user_data: "" } }, finds: [["/images/0/seed/user_data", "empty"]] },
  { set: { "/images/0/seed": { password: secret } }, finds: [["/images/0/seed/password", "unknown key"]] },
  { set: { "/images/0/user_data": secret }, finds: [["/images/0/user_data", "unknown key"]] },
  { set: { "/images/0/seeds": seed }, finds: [["/images/0/seeds", "unknown key with the value an object"]] },
  { set: { "/config_drive": { as: "disk" } }, finds: [["/config_drive/as", "none of the known values"]] },
  { set: { "/config_drive": { images: ["bookworm"] } }, finds: [["/config_drive/images", "every system sees"]] },
  {
    set: { "/config_drive": { as: "seed", images: ["bookworm", "jessie"] }, "/images/0/seed": seed },
    finds: [
      ["/config_drive/images", 'is named "jessie"'],
      ["/config_drive/images", '"bookworm" would have a seed'],
    ],
  },
  {
    set: { "/config_drive": { as: "seed", images: ["bookworm"] }, "/images/0/seed": seed },
    finds: [["/config_drive/images", '"bookworm" would have a seed and a config drive']],
  },
  {
    set: { "/images/0/seed": seed, "/partitions/1/volumes/0/mount": "/var" },
    finds: [["/images/0/seed", 'would be that of "trixie" too', "/var/lib/cloud/seed"]],
  },
];

test.each(cases)("refused: $set", (one) => {
  check(one);
  expect(JSON.stringify(refusalOf(changed("two-systems", one.set)).violations)).not.toContain(secret);
});

test("a utility image has no seed", () => {
  check({ set: { "/images/0/seed": seed }, finds: [["/images/0/seed", "is no operating system"]] }, "utility-in-roots");
});
