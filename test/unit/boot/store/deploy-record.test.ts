/** The record of a deploy: what of the examples is in it, that no secret is, and what becomes of one that is damaged, hostile or of another version. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planRecord, readRecord, recordPath, renderRecord } from "../../../../src/boot/store/deploy-record.ts";
import { openStore, readContent } from "../../../../src/boot/store/store.ts";
import { replaceMenu } from "../../../../src/boot/store/write.ts";
import { idleEnvironment } from "../../../../src/boot/state/environment.ts";
import { infoPath, menuPath } from "../../../../src/boot/menu/menu.ts";
import { withManifests } from "../../../../src/plan/manifests.ts";
import { Scope } from "../../../../src/host/scope.ts";
import { verify } from "../../../../src/recipes/boot-upkeep.ts";
import type { DeployRecord } from "../../../../src/schema/deploy-record.ts";
import { validate } from "../../../../src/schema/deploy-record.validate.js";
import { changed, type ExampleName } from "../../../support/files/example.ts";
import { bootMenu, bootRecord, createBootNode, onPartition } from "../../../support/hosts/boot-node.ts";
import { createTestContext, type Seed } from "../../../support/hosts/recording-host.ts";
import { planExample } from "../../plan/fixture.ts";

const options = { uuid: null, who: "anna" };

/** Those that get a multiboot partition, and fit the machines that the tests have. */
const recorded: readonly ExampleName[] = [
  "two-systems",
  "utility-in-roots",
  "utility-alone",
  "lvm-and-raid",
  "image-files",
  "three-systems",
  "redeploy",
  "seeds",
];

for (const name of recorded) {
  test(`the record of ${name}.json is the stored one and fits its schema`, async () => {
    // As on blank disks: whether what was there is kept is none of its business.
    const record = planRecord(planExample(name, changed(name, { "/partitions_policy": "clean" })));
    await expect(renderRecord(record)).toMatchFileSnapshot(join(import.meta.dirname, `${name}.record.json`));
    expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
  });
}

test("no user, password, token or query of any address is in it, and it says which fields lack them", () => {
  const secret = "Hush";
  const document = changed("two-systems", {
    "/deploy_data": { kernel_params: `quiet ds=x;s=https://u:${secret}@host/ y=http://host/?${secret} a?b` },
    "/images/0/image_pull_url": `rsync://u:${secret}@host/images/tree`,
    "/images/0/carry": ["/etc/x y/*"],
    "/images/1/image_pull_url": `https://host/x.tar?token=${secret}#${secret}`,
    "/images/1/checksum_url": `https://${secret}@host/SUMS?sig=${secret}`,
    "/images/1/signature_url": `https://u:${secret}@host/SUMS.sig`,
    "/images/1/signature_key": `RW${"A".repeat(54)}`,
  });
  const record = planRecord(planExample("two-systems", document));
  expect(renderRecord(record)).not.toContain(secret);
  expect(record).toMatchObject({
    kernelParams: "quiet ds=x;s=https://host/ y=http://host/ a?b",
    images: [
      { source: "rsync://host/images/tree/", carry: ["/etc/x y/*"] },
      {
        source: "https://host/x.tar",
        file: { checksumUrl: "https://host/SUMS", signatureUrl: "https://host/SUMS.sig" },
      },
    ],
    leftOut: [
      { field: "/kernelParams", what: ["userinfo", "query"] },
      { field: "/images/0/source", what: ["userinfo"] },
      { field: "/images/1/source", what: ["query"] },
      { field: "/images/1/file/checksumUrl", what: ["userinfo", "query"] },
      { field: "/images/1/file/signatureUrl", what: ["userinfo"] },
    ],
  });
  expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
});

test("of a container image it has the manifest, and where the credentials are but not what they are", () => {
  const digest = `sha256:${"a".repeat(64)}`;
  const document = changed("two-systems", {
    "/images/0": { name: "bookworm", image_pull_url: "oci://host/my-os:12", target: "/", auth_file: "/run/auth.json" },
  });
  const plan = withManifests(planExample("two-systems", document), new Map([["bookworm", { manifest: digest }]]));
  const record = planRecord(plan);
  expect(record.images[0]).toMatchObject({
    ...{
      driver: "oci",
      source: "oci://host/my-os:12",
      flags: [],
      oci: { authFile: "/run/auth.json", manifest: digest },
    },
  });
  expect(record.images[1]).not.toHaveProperty("oci");
  expect(record.leftOut).toEqual([]);
  expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
});

async function read(seed: Seed | undefined, more: Readonly<Record<string, Seed>> = {}): Promise<DeployRecord | "none"> {
  const ctx = createTestContext(createBootNode({ partition: { [recordPath]: seed, ...more } }));
  await using scope = new Scope();
  const store = await openStore(ctx, scope, options);
  return await readRecord(ctx, store, (await readContent(ctx, store)).info);
}

/** The record of the node with the value set at its top. */
function withTop(values: object): string {
  return JSON.stringify({ ...bootRecord, ...values });
}

function withImage(values: object): string {
  return withTop({ images: bootRecord.images.map((image, index) => (index === 0 ? { ...image, ...values } : image)) });
}

function withMount(values: object): string {
  return withImage({ mounts: [{ ...bootRecord.images[0]?.mounts[0], ...values }] });
}

test("whether folders of an image go onto its volumes, and the files that it gets, are in it", () => {
  const plan = planExample("image-files", changed("image-files", { "/images/0/spread": true }));
  const given = [{ path: "/etc/motd", text: "mine\n" }];
  const record = planRecord({ ...plan, images: plan.images.map((image) => ({ ...image, given })) });
  expect(record.images.map((image) => [image.spread, image.given])).toEqual(
    plan.images.map((_, index) => [index === 0 ? true : undefined, given]),
  );
  expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
});

test("it is read as it was written, with keys that a later version added; a node of an earlier version has none", async () => {
  await expect(read(JSON.stringify(bootRecord))).resolves.toEqual(bootRecord);
  await expect(read(withTop({ more: [1] }))).resolves.toMatchObject({ more: [1] });
  await expect(read(undefined)).resolves.toBe("none");
});

describe("a record that cannot be used is refused, with what is wrong and what to do", () => {
  const uuid = bootRecord.images[1]?.mounts[0]?.uuid ?? "";
  const cases: Readonly<Record<string, readonly [Seed, string, RegExp]>> = {
    empty: ["", "unverified", /damaged: it is no JSON/u],
    torn: [JSON.stringify(bootRecord).slice(0, 300), "unverified", /damaged: it is no JSON/u],
    "another thing": ["[]", "unverified", /damaged: must be object/u],
    "without a version": [withTop({ version: undefined }), "unverified", /damaged: .*version/u],
    "of a newer version": [withTop({ version: 2, images: 1 }), "failure", /newer version of bareon, in version 2/u],
    "of version 0": [withTop({ version: 0 }), "unverified", /damaged: \/version/u],
    "with an option as its source": [withImage({ source: "-e sh" }), "unverified", /\/images\/0\/source/u],
    "with two lines as its source": [withImage({ source: "a\nb" }), "unverified", /\/images\/0\/source/u],
    "with an operand as a flag": [withImage({ flags: ["x"] }), "unverified", /\/images\/0\/flags\/0/u],
    "with a carried path that climbs": [withImage({ carry: ["/../x"] }), "unverified", /\/images\/0\/carry\/0/u],
    "with all of the tree carried": [withImage({ carry: ["/*"] }), "unverified", /\/images\/0\/carry\/0/u],
    "with a mount that climbs": [withMount({ mount: "/a/../../b" }), "unverified", /\/mounts\/0\/mount/u],
    "with a UUID that is a path": [withMount({ uuid: "../../../dev/x" }), "unverified", /\/mounts\/0\/uuid/u],
    "of a root that is another's": [withMount({ uuid }), "unverified", /of another deploy.*image a has another root/u],
    "of an image that is another": [
      withImage({ imageUuid: "2" }),
      "unverified",
      /of another deploy.*image a has another image_uuid/u,
    ],
    "of another image": [withImage({ name: "c" }), "unverified", /of another deploy.*it lacks image a/u],
    "of more images": [
      withTop({ images: [...bootRecord.images, { ...bootRecord.images[0], name: "c" }] }),
      "unverified",
      /of another deploy.*has an image c/u,
    ],
    "of an image twice": [
      withTop({ images: [...bootRecord.images, bootRecord.images[0]] }),
      "unverified",
      /two images of one name/u,
    ],
    "of fewer images": [withTop({ images: bootRecord.images.slice(1) }), "unverified", /it lacks image a/u],
    "that is a folder": [{ kind: "directory", mode: 0o755 }, "unverified", /no regular file/u],
    "that is larger than all": [" ".repeat(4 * 1024 * 1024 + 1), "unverified", /more than 4 MiB/u],
    "that is a symlink": [{ kind: "symlink", target: "/bareon/other.json" }, "unverified", /a symlink/u],
  };
  test.for(Object.entries(cases))("%s", async ([, [seed, exit, message]]) => {
    const more = { "bareon/other.json": JSON.stringify(bootRecord) };
    await expect(read(seed, more)).rejects.toMatchObject({ exit, message: expect.stringMatching(message) as string });
  });
});

describe("if the power failed while boot-info and record were renamed, the record that goes with boot-info is read", () => {
  const text = JSON.stringify(bootRecord);
  const former = withImage({ source: "host::former/" });
  const [next, old, nextInfo] = [`${recordPath}.new`, `${recordPath}.old`, `${infoPath}.new`];
  const source = async (seed: string, more: Readonly<Record<string, Seed>>): Promise<string> => {
    const record = await read(seed, more);
    return record === "none" ? record : (record.images[0]?.source ?? "");
  };
  test.for<readonly [string, string, Readonly<Record<string, Seed>>]>([
    ["boot-info was renamed, and the record was not", former, { [next]: text, [old]: former }],
    ["that of another deploy is still there", withImage({ name: "c" }), { [next]: text }],
    ["neither was renamed", text, { [next]: former, [nextInfo]: "{}", [old]: text }],
    ["the record is seen renamed, and boot-info is not", former, { [old]: text, [nextInfo]: "{}" }],
    ["both were renamed", text, { [old]: former }],
    ["the next one is of another deploy", text, { [next]: withImage({ name: "c" }) }],
    ["the next one is torn", text, { [next]: former.slice(0, 100) }],
    [
      "the next one is a link",
      text,
      { [next]: { kind: "symlink", target: "/bareon/other.json" }, "bareon/other.json": former },
    ],
  ])("%s", async ([, seed, more]) => {
    expect(await source(seed, more)).toBe(bootRecord.images[0]?.source);
  });
});

test("verify tells of it: missing or newer is a warning, of another deploy or damaged is an error", async () => {
  const check = async (seed: Seed | undefined): Promise<unknown> => {
    // Without a menu nothing else is looked for with programs.
    const ctx = createTestContext(createBootNode({ partition: { [recordPath]: seed, [menuPath]: "" } }));
    const { findings } = await verify(ctx, options, false);
    const { problem, severity } = findings.find((one) => one.check === recordPath) ?? {};
    return problem === null ? "fine" : [severity, problem];
  };
  expect(await check(JSON.stringify(bootRecord))).toBe("fine");
  expect(await check(undefined)).toEqual(["warning", expect.stringContaining("made by an earlier version")]);
  expect(await check(withTop({ version: 2 }))).toEqual(["warning", expect.stringContaining("newer version")]);
  expect(await check(withImage({ name: "c" }))).toEqual(["error", expect.stringContaining("of another deploy")]);
  expect(await check("{")).toEqual(["error", expect.stringContaining("is damaged")]);
});

test("it is replaced together with boot-info, for root alone, and stays where a change has none", async () => {
  const host = createBootNode();
  const ctx = createTestContext(host);
  const replace = async (record?: DeployRecord): Promise<void> => {
    await using scope = new Scope();
    const store = await openStore(ctx, scope, options);
    const { info } = await readContent(ctx, store);
    if (info === null) throw new Error("there is no boot-info");
    const line = { time: "", who: "", what: "update", from: null, to: null, why: "" };
    const environment = idleEnvironment(bootMenu.generation);
    const change = { menu: bootMenu, environment, info: { ...info, current_element: 1 }, line };
    await replaceMenu(ctx, store, { ...change, ...(record === undefined ? {} : { record }) });
    await scope.close();
  };
  await replace();
  expect(onPartition(host, recordPath)).toBe(JSON.stringify(bootRecord));
  const next = { ...bootRecord, kernelParams: "quiet" };
  await replace(next);
  expect(onPartition(host, recordPath)).toBe(renderRecord(next));
  const renames = host.changes.filter((change) => /^rename .*\/bareon\//u.test(change)).slice(-2);
  expect(renames.map((change) => /bareon\/[\w.-]+$/u.exec(change)?.[0])).toEqual([infoPath, recordPath]);
  const last = host.changes.lastIndexOf(renames[1] ?? "");
  expect(host.changes[last - 1]).toBe(renames[0]);
});
