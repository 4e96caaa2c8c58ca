/** The example of bareon-nailgun(5) is a document that is read as the page says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dialectOf } from "../../src/dialects/dialects.ts";
import { readConfig } from "../../src/recipes/plan.ts";
import { readLiteral } from "../support/files/man-text.ts";
import { projectRoot } from "../support/files/paths.ts";
import { sourceOf } from "./dialects/nailgun/fixture.ts";

test("the example is valid, is known by ks_meta, and lays out what it names", () => {
  const page = readFileSync(join(projectRoot, "man/bareon-nailgun.5"), "utf8");
  const [block = "", ...more] = Array.from(page.matchAll(/^\.Bd -literal\n(?<text>[\s\S]*?)^\.Ed$/gmu), ({ groups }) =>
    readLiteral(groups?.["text"] ?? ""),
  );
  expect(more).toEqual([]);
  const document: unknown = JSON.parse(block);
  expect(dialectOf(document)).toBe("nailgun");
  const { config } = readConfig(sourceOf(document));
  expect(config.images.map(({ name, target }) => [name, target])).toEqual([
    ["node-1.example.net", "/"],
    ["node-1.example.net /boot", "/boot"],
  ]);
  expect(config.disks).toHaveLength(2);
  expect(config.groups).toMatchObject([{ name: "os", volumes: [{ name: "root" }, { name: "swap" }] }]);
  expect(config.configDrive).toMatchObject({ as: "partition", disk: 0, content: { hostname: "node-1.example.net" } });
});
