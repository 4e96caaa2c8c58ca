/** The options of an update as a person writes them. */
import { describe, expect, test } from "vitest";
import { withAddresses } from "../../../src/cli/provision/addresses.ts";
import type { Values } from "../../../src/cli/provision/deploy-source.ts";
import { parseRate, updateOptions } from "../../../src/cli/provision/update-request.ts";
import { checkOptions } from "../../../src/cli/provision/option-rules.ts";
import { addressPattern, fileAddressPattern, identityPattern, namePattern } from "../../../src/config/identity.ts";
import schema from "../../../schema/provision.schema.json" with { type: "json" };
import { provisionLine } from "../../../src/cli/provision/options.ts";
import { renderUpdate } from "../../../src/view/update.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";
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

test("without options it is the only idle system, and nothing is said of what an update before may have been begun with", () => {
  expect(updateOptions(new Map(), "")).toMatchObject({
    entry: null,
    planOnly: false,
    wish: { method: undefined, carryFrom: undefined, arm: undefined, tries: undefined },
  });
});

test("where several partitions could be the multiboot partition, one is named", () => {
  expect(updateOptions(new Map([["uuid", "U"]]), "")).toMatchObject({ uuid: "U" });
  const commands: readonly string[] = provisionLine.options.find(({ name }) => name === "uuid")?.commands ?? [];
  expect(commands.toSorted()).toEqual(["release", "remove", "report", "rescue", "update"]);
});

test("tries are for a trial alone", () => {
  const asked = (then: string): unknown =>
    updateOptions(
      new Map([
        ["tries", "2"],
        ["then", then],
      ]),
      "",
    ).wish.tries;
  expect(asked("trial")).toBe(2);
  expect(() => asked("once")).toThrow("--tries is for a trial, and with --then once there is none.");
});

test("a new seed is the parts that are named", () => {
  const values = new Map([
    ["seed-user-data", "/root/user-data"],
    ["seed-network-config", "https://example.net/n"],
  ]);
  expect(updateOptions(values, "").wish.seed?.spec).toEqual({
    userData: { kind: "place", source: "/root/user-data" },
    networkConfig: { kind: "place", source: "https://example.net/n" },
  });
});

test.each([
  ["seed-user-data", "user-data"],
  ["seed-meta-data", "ftp://x/y"],
  ["tries", "0"],
  ["tries", "10"],
  ["checksum", "sha256:abc"],
  ["checksum", "md5"],
  ["image-name", "a\u0007b"],
  ["image-name", ""],
  ["image-name", "a\u2028b"],
  ["image-uuid", "a b"],
  ["image-uuid", ""],
  ["image-uuid", "ü"],
  ["source", "host:"],
  ["source", ""],
  ["source", "-e"],
  ["source", "ftp://host/x"],
  ["source", "existing"],
  ["checksum-url", "-K"],
  ["checksum-url", " https://host/SUMS"],
  ["checksum-url", "https://host/SUMS\u0001"],
  ["signature-url", "host:SUMS.asc"],
  ["signature-url", ""],
  ["torrent-url", "magnet:?xt=urn:btih:0"],
])("--%s %j is refused", (name, value) => {
  expect(() => updateOptions(new Map([[name, value]]), "")).toThrow(new RegExp(`--${name}`, "u"));
});

test("names and addresses are what a deploy config may have", () => {
  const { name, image, fileUrl } = schema.definitions;
  expect(fileAddressPattern.source).toBe(new RegExp(fileUrl.pattern, "u").source);
  expect(namePattern.source).toBe(new RegExp(name.pattern, "u").source);
  expect(identityPattern.source).toBe(new RegExp(image.properties.image_uuid.pattern, "u").source);
  expect(addressPattern.source).toBe(new RegExp(image.properties.image_pull_url.pattern, "u").source);
  const values = new Map([
    ["image-name", "Debian 13 ü"],
    ["image-uuid", "a-b:c"],
    ["source", "host::images/b"],
  ]);
  expect(updateOptions(values, "").wish).toMatchObject({ imageName: "Debian 13 ü", imageUuid: "a-b:c" });
});

describe("--addresses", () => {
  const read = async (text: string, others: readonly (readonly [string, string])[] = []): Promise<Values> =>
    await withAddresses(
      createTestContext(createRecordingHost({ files: { "/a": text } })),
      new Map([["addresses", "/a"], ...others]),
    );

  test("are taken as if they stood on the command line", async () => {
    const values = await read(`{ "source": "https://u:p@h/x", "checksum_url": "https://h/SUMS" }`, [["tries", "2"]]);
    expect(updateOptions(values, "").wish).toMatchObject({
      ...{ source: "https://u:p@h/x", checksumUrl: "https://h/SUMS", tries: 2 },
    });
    expect(updateOptions(await read("seed_user_data: /root/u\n"), "").wish.seed?.spec).toHaveProperty("userData");
  });

  test("name each of their own faults, and no address", async () => {
    await expect(read(`{ "sources": "https://u:p@h/x" }`)).rejects.toMatchObject({
      ...{ exit: "invalid", message: '/a: there is no address "sources".', hint: "Did you mean source?" },
    });
    await expect(read(`{ "source": ["https://u:p@h/x"] }`)).rejects.toThrow(/^\/a: source is no text\.$/u);
    await expect(read(`["https://u:p@h/x"]`)).rejects.toThrow(/^\/a is no object with addresses\.$/u);
    await expect(read(`{ "source": "https://u:p@h/x" }`, [["source", "https://h/y"]])).rejects.toMatchObject({
      ...{ exit: "usage", message: "/a has source, and the command line has --source as well." },
    });
  });

  test("and a key cannot both come by standard input", () => {
    const values = new Map<string, string | readonly string[]>([
      ["addresses", "-"],
      ["key-file", ["-"]],
    ]);
    expect(() => checkOptions(values, new Set())).toThrow(/Only one of --addresses and --key-file/u);
  });
});

test("--plan and --abandon exclude each other", () => {
  expect(() => checkOptions(new Map(), new Set(["plan", "abandon"]))).toThrow(/--plan and --abandon exclude/u);
});

test("--abandon goes with nothing that an update is made with", async () => {
  const options: readonly string[] = provisionLine.options
    .filter(({ commands }) => (commands as readonly string[]).join() === "update")
    .map(({ name }) => name)
    .filter((name) => name !== "abandon");
  expect(options).toContain("method");
  for (const name of [...options, "require-verified"])
    expect(() => checkOptions(new Map(), new Set([name, "abandon"]))).toThrow(`--${name} and --abandon exclude`);
});

test("the plan says which update goes on, and what --abandon needs", () => {
  const since = "2026-11-29T01:00:00Z";
  const planned = update as unknown as Update;
  expect(renderUpdate(planned)).not.toContain("begun at");
  expect(renderUpdate(planned)).toMatch(/--abandon offers the system again only before the first write/u);
  expect(renderUpdate({ ...planned, begun: { since, goesOn: true } })).toMatch(
    /goes on with the update begun at 2026-11-29T01:00:00Z, \w+ from \S+/u,
  );
  expect(renderUpdate({ ...planned, begun: { since, goesOn: false } })).toContain("this one takes its place");
  // boot-info is on a partition that every system of the node may write.
  expect(renderUpdate({ ...planned, begun: { since: "\u001B[2J", goesOn: true } })).not.toContain("\u001B");
});

test("a person sees what is written, what is not, and how it ends", () => {
  const planned = update as unknown as Update;
  const text = renderUpdate(planned);
  expect(text).toContain("  /  /dev/md0  ext4\n");
  expect(text).toContain("not written, since they are not for this image alone: /srv/shared");
  expect(text).toContain("it is on trial from the next boot on");
  expect(renderUpdate({ ...planned, done: true, seconds: 12.34 })).toBe(
    "blue is blue now, after 12.3 s: it is on trial from the next boot on, and the running system comes back if it fails.\n",
  );
});
