/** How a nailgun document is known, what it must have, and what of it is refused by its name. */
import { expect, test } from "vitest";
import { dialectOf } from "../../../../src/dialects/dialects.ts";
import { readConfig } from "../../../../src/recipes/plan.ts";
import { readExample } from "../../../support/files/example.ts";
import { configOf, inSpace, readNode, refusalOf, sourceOf, violationsOf } from "./fixture.ts";

test("a document with ks_meta is one of nailgun, and any other of ironic", () => {
  expect(dialectOf(readNode("node-7"))).toBe("nailgun");
  expect(dialectOf({ ks_meta: null })).toBe("nailgun");
  for (const other of [readExample("two-systems"), {}, [], null, "ks_meta"]) expect(dialectOf(other)).toBe("ironic");
});

test("what is needed and not there is told at once", () => {
  expect(refusalOf({ ks_meta: { pm_data: {} } }).exit).toBe("invalid");
  const problems = violationsOf({ ks_meta: { pm_data: {} } }).map(({ problem }) => problem);
  for (const key of [
    "profile",
    "hostname",
    "image_data",
    "ks_spaces",
    "interfaces",
    "netcfg/choose_interface",
    "gw",
    "master_ip",
  ])
    expect(problems).toContainEqual(expect.stringContaining(`"${key}" is missing`));
  expect(problems).toHaveLength(8);
});

test("what a config drive is made of is needed only for that", () => {
  const bare = readNode("node-3", { "/interfaces": undefined, "/kernel_options": undefined, "/ks_meta/gw": undefined });
  expect(violationsOf(bare)).toHaveLength(3);
  expect(configOf(bare, { prepareConfigDrive: false }).configDrive).toEqual({ as: "partition", disk: 0 });
  expect(
    violationsOf(readNode("node-3", { "/kernel_options": { "netcfg/choose_interface": "52:54:00:00:00:00" } })),
  ).toMatchObject([{ problem: "no interface has this MAC address" }]);
});

test("keys that mean nothing to a deploy are ignored wherever they are, without a word", () => {
  const changes = {
    "/power_type": "ssh",
    "/ks_meta/other": [1],
    "/ks_meta/pm_data/other": null,
    [inSpace(0, "/other")]: {},
    [inSpace(0, "/volumes/0/other")]: true,
    "/interfaces/eth0/static": "0",
  };
  expect(readConfig(sourceOf(readNode("node-3", changes)))).toEqual(readConfig(sourceOf(readNode("node-3"))));
  expect(readConfig(sourceOf(readNode("node-3", changes))).warnings).not.toContainEqual(
    expect.stringContaining("other"),
  );
});

test("what cannot be done is refused by its name, as not supported", () => {
  const simple = refusalOf(readNode("node-3", { "/partitioning": {} }));
  expect(simple.exit).toBe("unsupported");
  expect(simple.violations).toMatchObject([
    { pointer: "/partitioning", problem: expect.stringContaining("nailgun_simple") as string },
  ]);
  const templates = readNode("node-3", {
    "/ks_meta/cloud_init_templates": { boothook: "b.jinja2", cloud_config: "c.jinja2" },
  });
  expect(refusalOf(templates).exit).toBe("unsupported");
  expect(violationsOf(templates).map(({ pointer }) => pointer)).toEqual([
    "/ks_meta/cloud_init_templates/boothook",
    "/ks_meta/cloud_init_templates/cloud_config",
  ]);
  expect(configOf(templates, { prepareConfigDrive: false })).toBeDefined();
});

test("what is wrong is told beside what is not supported", () => {
  const { exit, violations } = refusalOf(
    readNode("node-3", { "/partitioning": {}, [inSpace(1, "/volumes/1/lvm_meta_size")]: 1 }),
  );
  expect([exit, violations.length]).toEqual(["invalid", 2]);
});

test("agents that are wanted and not set up are named", () => {
  const warningsOf = (changes: object): readonly string[] =>
    readConfig(sourceOf(readNode("node-7", changes as Record<string, unknown>))).warnings.filter((text) =>
      text.includes("_enable"),
    );
  expect(warningsOf({})).toEqual([]);
  expect(warningsOf({ "/ks_meta/puppet_enable": 1, "/ks_meta/mco_enable": 1 })).toEqual([
    expect.stringContaining("/ks_meta/puppet_enable: the agent of Puppet is not set up"),
    expect.stringContaining("/ks_meta/mco_enable: MCollective is not set up"),
  ]);
});

test("there is one system, with an image for each mount point and the text that describes them", () => {
  const { images, policy, menuTimeout, bootFromAnyDisk } = configOf(readNode("node-7"));
  expect({ policy, menuTimeout, bootFromAnyDisk }).toEqual({
    policy: "keep-if-any",
    menuTimeout: 10,
    bootFromAnyDisk: true,
  });
  expect(readConfig({ ...sourceOf(readNode("node-7")), menuTimeout: 3 }).config.menuTimeout).toBe(3);
  const manifestUrl = "http://10.77.0.2:8080/img/web.yaml";
  expect(images).toMatchObject([
    {
      name: "node-7.lab.example",
      target: "/",
      spread: true,
      driver: "file",
      source: "http://10.77.0.2:8080/img/web.img.gz",
    },
    { name: "node-7.lab.example /boot", target: "/boot" },
  ]);
  for (const { file } of images)
    expect(file).toEqual({ format: "raw", compression: "gzip", allowMd5: true, manifestUrl });
  const raw = configOf(readNode("node-3", { "/ks_meta/image_data/~1/container": "raw" })).images[0]?.file;
  expect(raw).toMatchObject({
    compression: "none",
    manifestUrl: "http://10.77.0.2:8080/img/env_3_ubuntu_1604_amd64.yaml",
  });
});

test("interfaces are named by files of systemd, unless that is switched off; the agent's mark is for images that have it", () => {
  const given = (settings?: object): readonly object[] => configOf(readNode("node-7"), settings).images[0]?.given ?? [];
  const mark = { path: "/etc/nailgun-agent/nodiscover", text: "", onlyWith: "/usr/bin/nailgun-agent" };
  expect(given()).toEqual([
    {
      path: "/etc/systemd/network/10-bareon-eth0.link",
      text: "# Written by bareon-provision.\n[Match]\nMACAddress=52:54:00:77:00:01\nPath=*\n\n[Link]\nName=eth0\n",
    },
    expect.objectContaining({ path: "/etc/systemd/network/10-bareon-eth1.link" }),
    mark,
  ]);
  expect(given({ nameInterfaces: false })).toEqual([mark]);
  expect(violationsOf(readNode("node-7", { "/kernel_options/udevrules": "52:54:00:77:00:01_../x" }))).toMatchObject([
    { pointer: "/kernel_options/udevrules" },
  ]);
});

test("a disk is meant by its links of identity, or by its id, and its name comes after these", () => {
  const ids = (extra: readonly string[]): object | undefined =>
    configOf(readNode("node-3", { [inSpace(0, "/extra")]: extra, [inSpace(0, "/id")]: "disk/by-path/p" })).disks[0]?.id;
  expect(ids(["disk/by-id/a", "disk/by-path/b"])).toEqual({ type: "link", value: "vda", links: ["/dev/disk/by-id/a"] });
  expect(ids([])).toEqual({ type: "link", value: "vda", links: ["/dev/disk/by-path/p"] });
});

test.each(["swift://images/a.img.gz", "conductor.example.net::images/a/", "/srv/a.img", "http://", ""])(
  "the address %j is refused with the forms that an image can have here",
  (uri) => {
    expect(violationsOf(readNode("node-3", { "/ks_meta/image_data/~1/uri": uri }))).toMatchObject([
      { pointer: "/ks_meta/image_data/~1/uri", expected: "an address that begins with http://, https:// or file:///" },
    ]);
  },
);

test("a password of more bytes than openssl reads of one is refused, and is in no message", () => {
  const set = (password: string): unknown => readNode("node-7", { "/ks_meta/user_accounts/0/password": password });
  expect(() => configOf(set("é".repeat(127)))).not.toThrow();
  const violations = violationsOf(set("é".repeat(128)));
  expect(violations).toMatchObject([{ pointer: "/ks_meta/user_accounts/0/password" }]);
  expect(JSON.stringify(violations)).not.toContain("é");
});
