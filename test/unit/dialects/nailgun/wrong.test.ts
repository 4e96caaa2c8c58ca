/** What is wrong in a nailgun document and could do harm further on: names, texts and numbers that some program would read otherwise. */
import { expect, test } from "vitest";
import { volumesOf } from "../../../../src/config/volumes.ts";
import {
  type Changes,
  configOf,
  diskOf,
  inSpace,
  partition,
  readNode,
  refusalOf,
  violationsOf,
  withSpaces,
} from "./fixture.ts";

const root = partition("root", "/", 4000);
const uri = "/ks_meta/image_data/~1/uri";
const accounts = "/ks_meta/user_accounts";
const parameters = "/ks_meta/pm_data/kernel_params";
const mount = inSpace(0, "/volumes/2/mount");
const group = inSpace(2, "/id");
const logical = inSpace(2, "/volumes/0/name");

test.for([
  ["a backslash in a mount point, which fstab would read", { [mount]: "/a\\040b" }, mount],
  ["several lines of kernel parameters", { [parameters]: "quiet\ninit=/x" }, parameters],
  ["an empty name of a group", { [group]: "" }, group],
  ["a name of a group that is an option", { [group]: "--force" }, group],
  ["a name of a logical volume that leads elsewhere", { [logical]: "../x" }, logical],
  ["a tree of rsync as an image", { [uri]: "host::module/path" }, uri],
  ["an image at an address without a path", { [uri]: "http://10.77.0.2" }, uri],
  ["a gateway that is no address", { "/ks_meta/gw": "10.77.0.256" }, "/ks_meta/gw"],
  ["a name server with a byte that is no text", { "/name_servers": "10.77.0.2\u0000" }, "/name_servers"],
  ["a number of the node on two lines", { "/uid": "1\n2" }, "/uid"],
] as const satisfies readonly (readonly [string, Changes, string])[])("%s is refused", ([, changes, pointer]) => {
  expect(violationsOf(readNode("node-3", changes)).map((violation) => violation.pointer)).toContain(pointer);
});

test("an image has an address that this program reads, and the message names no other form", () => {
  const [violation] = violationsOf(readNode("node-3", { [uri]: "ftp://host/x" }));
  expect(violation?.expected).toBe("an address that begins with http://, https:// or file:///");
  expect(configOf(readNode("node-3", { [uri]: "HTTPS://host/x" })).images[0]?.source).toBe("HTTPS://host/x");
});

test.for([
  ["a name twice", "52:54:00:77:00:01_eth0,52:54:00:77:00:02_eth0"],
  ["an address twice", "52:54:00:77:00:0a_eth0,52:54:00:77:00:0A_eth1"],
  ["a name that leads elsewhere", "52:54:00:77:00:01_.."],
  ["a name of digits", "52:54:00:77:00:01_12"],
  ["a letter that is not one of ASCII", "52:54:00:77:00:01_\u212ath0"],
] as const)("names of interfaces with %s are refused", ([, text]) => {
  expect(violationsOf(readNode("node-7", { "/kernel_options/udevrules": text }))).toMatchObject([
    { pointer: "/kernel_options/udevrules" },
  ]);
});

test.for([
  ["eth0/../x", {}, "/interfaces/eth0~1..~1x"],
  ["eth0\nx", {}, "/interfaces/eth0\nx"],
  ["eth0", { ip_address: "300.1.1.1" }, "/interfaces/eth0/ip_address"],
  ["eth0", { netmask: "255.0.255.0" }, "/interfaces/eth0/netmask"],
] as const)("the admin interface %j with %j is refused", ([name, facts, pointer]) => {
  const mac = "52:54:00:AB:CD:EF";
  const admin = { mac_address: mac, ip_address: "10.0.0.2", netmask: "255.255.254.0" };
  const changes = (key: string, more: object): Changes => ({
    "/interfaces": { [key]: { ...admin, ...more } },
    "/kernel_options/netcfg~1choose_interface": mac.toLowerCase(),
  });
  expect(violationsOf(readNode("node-7", changes(name, facts)))).toMatchObject([{ pointer }]);
  expect(configOf(readNode("node-7", changes("eth0", {}))).configDrive?.content?.network).toMatchObject({
    name: "eth0",
    mac: mac.toLowerCase(),
  });
});

test("name servers are addresses, of either kind", () => {
  const servers = (text: string): Changes => ({ "/name_servers": text });
  expect(violationsOf(readNode("node-3", servers('"10.0.0.1, [x] dns.lab"')))).toMatchObject([
    { pointer: "/name_servers", problem: '"[x]" is no address' },
    { pointer: "/name_servers", problem: '"dns.lab" is no address' },
  ]);
  const { content } = configOf(readNode("node-3", servers('"10.0.0.1,fd00::1"'))).configDrive ?? {};
  expect(content?.nameServers).toEqual(["10.0.0.1", "fd00::1"]);
});

test("an account that is there twice is refused, if a config drive is made", () => {
  const twice = readNode("node-3", { [accounts]: [{ name: "root" }, { name: "ops" }, { name: "root" }] });
  expect(violationsOf(twice)).toMatchObject([{ pointer: `${accounts}/2/name`, expected: "each account once" }]);
  expect(configOf(twice, { prepareConfigDrive: false })).toBeDefined();
});

test("nobody gets an empty password", () => {
  const list = [
    { name: "root", password: "" },
    { name: "ops", password: null, hashed_password: "" },
  ];
  const { content } = configOf(readNode("node-3", { [accounts]: list })).configDrive ?? {};
  expect(content?.accounts.map(({ password }) => password)).toEqual([undefined, undefined]);
});

test("no message shows what may hold a password", () => {
  const documents = [
    readNode("node-3", { [accounts]: { name: "root", password: "s3cret" } }),
    readNode("node-3", { [accounts]: [["root", "s3cret"]] }),
    readNode("node-3", { [accounts]: "root:s3cret" }),
    readNode("node-3", { "/ks_meta": ["s3cret"] }),
    ["s3cret"],
  ];
  for (const document of documents) expect(JSON.stringify(refusalOf(document).violations)).not.toContain("s3cret");
});

test("a journal has a MiB at least", () => {
  const osd = partition("ceph", "none", 10);
  const document = withSpaces(diskOf("sda", [root, osd, osd, osd, partition("cephjournal", "none", 2)]));
  expect(violationsOf(document)).toMatchObject([{ pointer: inSpace(0, "/volumes/4/size"), expected: "3 or more" }]);
});

test("a label is cut between letters", () => {
  const [, volume] = volumesOf(
    configOf(withSpaces(diskOf("sda", [root, partition("d", "/d", 10, { disk_label: "abcdefghijk😀z" })]))),
  );
  expect(volume?.label).toBe("abcdefghijk😀");
});
