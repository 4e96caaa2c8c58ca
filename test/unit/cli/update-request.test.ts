/** The options of an update as a person writes them. */
import { expect, test } from "vitest";
import { parseRate, updateOptions } from "../../../src/cli/provision/update-request.ts";
import { provisionLine } from "../../../src/cli/provision/options.ts";
import { renderUpdate } from "../../../src/view/update.ts";
import update from "../plan/lvm-and-raid.update.json" with { type: "json" };
import type { Update } from "../../../src/schema/update.ts";

test.each([
  ["1K", 1024],
  ["20M", 20 * 1024 * 1024],
  ["1G", 1024 ** 3],
  ["2048", 2048],
])("the rate %s is %d bytes a second", (text, bytes) => {
  expect(parseRate(text)).toBe(bytes);
});

test.each(["", "0", "10", "1.5M", "20m", "M", "20MiB", "-1M", "1T"])("the rate %j is refused", (text) => {
  expect(() => parseRate(text)).toThrow(/--bandwidth/u);
});

test("without options it is the only idle system, tried once", () => {
  expect(updateOptions(new Map(), "")).toMatchObject({
    entry: null,
    planOnly: false,
    wish: { method: undefined, carryFrom: "idle", arm: "trial", tries: 1, rate: undefined },
  });
});

test("where several partitions could be the multiboot partition, one is named", () => {
  expect(updateOptions(new Map([["uuid", "U"]]), "")).toMatchObject({ uuid: "U" });
  const commands: readonly string[] = provisionLine.options.find(({ name }) => name === "uuid")?.commands ?? [];
  expect(commands.toSorted()).toEqual(["release", "remove", "rescue", "update"]);
});

test.each([
  ["tries", "0"],
  ["tries", "10"],
  ["checksum", "sha256:abc"],
  ["checksum", "md5"],
  ["image-name", "a\u0007b"],
])("--%s %j is refused", (name, value) => {
  expect(() => updateOptions(new Map([[name, value]]), "")).toThrow(new RegExp(`--${name}`, "u"));
});

test("a person sees what is written, what is not, and how it ends", () => {
  const planned = update as unknown as Update;
  const text = renderUpdate(planned);
  expect(text).toContain("  /  /dev/md0  ext4\n");
  expect(text).toContain("not written, since other images have them too: /srv/shared");
  expect(text).toContain("it is on trial from the next boot on");
  expect(renderUpdate({ ...planned, done: true, seconds: 12.34 })).toBe(
    "blue is blue now, after 12.3 s: it is on trial from the next boot on, and the running system comes back if it fails.\n",
  );
});
