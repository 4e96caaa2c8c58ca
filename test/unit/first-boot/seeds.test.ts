/** What is said of a seed's content that cannot be used. */
import { expect, test } from "vitest";
import { readSeeds } from "../../../src/first-boot/seeds.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

const places = "; or an absolute path, or an address";

test.each([
  ["seeds/web.cfg", true],
  ["ftp://conductor.example.net/web.cfg\n", true],
  ["hostname: web\nlocale: C\n", false],
  ['{"hostname": "web"}', false],
])("user-data %j that is nothing: whether places are named as what it may be is %j", async (text, isPlace) => {
  const ctx = createTestContext(createRecordingHost({ files: {} }));
  const image = { name: "web", seed: { userData: { kind: "inline", text } } } as const;
  const { findings } = await readSeeds(ctx, [image]);
  expect(findings).toHaveLength(1);
  expect(findings[0]?.fault.expected.endsWith(places)).toBe(isPlace);
});
