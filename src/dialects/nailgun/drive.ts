/** What a nailgun document has for the config drive of its node, and which keys are needed for that. */
import type { Violation } from "../../base/errors.ts";
import { at } from "../../config/json-pointer.ts";
import { renderValue } from "../../config/schema-check.ts";
import type { AccountSpec, DriveContentSpec, NetworkSpec } from "../../config/drive-content.ts";
import { repeated } from "../../config/repeated.ts";
import type { Account, NailgunDocument } from "../../schema/nailgun.ts";
import { interfaceNameForm, isInterfaceName } from "./given.ts";

const defaultTimezone = "UTC";
const defaultShell = "/bin/bash";
const chosenInterface = "netcfg/choose_interface";

/** The sender puts quotes into some texts. */
function bare(text: string): string {
  return text.replace(/^"(?<inner>.*)"$/su, "$<inner>").trim();
}

function bareList(texts: readonly string[]): string[] {
  return texts.map(bare).filter((text) => text !== "");
}

/** Words with blanks or commas between them. */
function wordsOf(text = ""): string[] {
  return bare(text)
    .split(/[\s,]+/u)
    .filter((word) => word !== "");
}

function partOf(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (part, key) =>
      typeof part === "object" && part !== null && Object.hasOwn(part, key)
        ? (part as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  );
}

function missing(pointer: string, key: string, expected: string): Violation {
  return {
    pointer,
    problem: `"${key}" is missing, which a config drive is made of`,
    expected: `${expected}, or prepare_configdrive = false`,
  };
}

interface Admin {
  readonly name: string;
  readonly facts: unknown;
}

/** The interface by which the node is administered. */
function findAdmin(document: unknown): Admin | undefined {
  const mac = partOf(document, "kernel_options", chosenInterface);
  const interfaces = partOf(document, "interfaces");
  if (typeof mac !== "string" || typeof interfaces !== "object" || interfaces === null) return undefined;
  const isIt = (facts: unknown): boolean => String(partOf(facts, "mac_address")).toLowerCase() === mac.toLowerCase();
  const found = Object.entries(interfaces as Readonly<Record<string, unknown>>).find(([, facts]) => isIt(facts));
  return found === undefined ? undefined : { name: found[0], facts: found[1] };
}

function octetsOf(value: unknown): number[] | undefined {
  if (typeof value !== "string" || !/^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/u.test(value)) return undefined;
  const octets = value.split(".").map(Number);
  return octets.every((octet) => octet < 256) ? octets : undefined;
}

function isAddress(value: unknown): boolean {
  return octetsOf(value) !== undefined;
}

function isAddress6(text: string): boolean {
  return /^[\da-f:.]+$/iu.test(text) && URL.canParse(`http://[${text}]/`);
}

/** Ones, and then zeros. */
function isNetmask(value: unknown): boolean {
  const bits = (octetsOf(value) ?? []).map((octet) => octet.toString(2).padStart(8, "0"));
  return /^1+0*$/u.test(bits.join(""));
}

function otherForm(pointer: string, value: unknown, expected: string): Violation {
  return { pointer, problem: `${renderValue(value)} has another form`, expected };
}

/** Its name, which cloud-init gives it, its address, and what belongs to that. */
function checkAdmin({ name, facts }: Admin): Violation[] {
  const pointer = at("", "interfaces", name);
  const checks = [
    ["ip_address", isAddress, "that of an IPv4 address"],
    ["netmask", isNetmask, "that of 255.255.255.0"],
  ] as const;
  return [
    ...(isInterfaceName(name) ? [] : [otherForm(pointer, name, interfaceNameForm)]),
    ...checks.flatMap(([key, isRight, expected]) => {
      const value = partOf(facts, key);
      if (value === undefined) return [missing(pointer, key, "that of the admin interface")];
      return isRight(value) ? [] : [otherForm(at(pointer, key), value, expected)];
    }),
  ];
}

/** A word that is no address keeps cloud-init from setting up the whole network. */
function findOtherServers({ name_servers: servers }: NailgunDocument): Violation[] {
  return wordsOf(servers)
    .filter((word) => !isAddress(word) && !isAddress6(word))
    .map((word) => ({
      pointer: "/name_servers",
      problem: `${renderValue(word)} is no address`,
      expected: "IP addresses with blanks or commas between them",
    }));
}

/** One account would have what two of one name say, each a part of it. */
function findRepeatedAccounts({ ks_meta: meta }: NailgunDocument): Violation[] {
  const accounts = (meta.user_accounts ?? []).map(({ name }, index) => ({
    name,
    pointer: at("/ks_meta/user_accounts", index),
  }));
  return repeated(accounts, ({ name }) => name).map(({ item, first }) => ({
    pointer: at(item.pointer, "name"),
    problem: `"${item.name}" is also the name of ${first.pointer}`,
    expected: "each account once",
  }));
}

/** Keys without which the node would come up without its network, as violations; of a document that may have any form. */
export function findMissingForDrive(document: unknown): Violation[] {
  const meta = partOf(document, "ks_meta");
  const mac = partOf(document, "kernel_options", chosenInterface);
  const interfaces = partOf(document, "interfaces");
  const admin = findAdmin(document);
  return [
    ...(interfaces === undefined ? [missing("", "interfaces", "the interfaces of the node by their names")] : []),
    ...(mac === undefined
      ? [missing(at("", "kernel_options"), chosenInterface, "the MAC address of the admin interface")]
      : []),
    ...(mac !== undefined && interfaces !== undefined && admin === undefined
      ? [
          {
            pointer: at("", "kernel_options", chosenInterface),
            problem: "no interface has this MAC address",
            expected: "that of one of the interfaces",
          },
        ]
      : []),
    ...(admin === undefined ? [] : checkAdmin(admin)),
    ...["master_ip", "gw"]
      .filter((key) => meta !== undefined && partOf(meta, key) === undefined)
      .map((key) => missing("/ks_meta", key, "an IPv4 address")),
  ];
}

/** With an empty password anybody could log in, so that such an account has none. */
function toPassword({ password, hashed_password: hash }: Account): Pick<AccountSpec, "password"> {
  if (typeof password === "string") return password === "" ? {} : { password: { kind: "plain", text: password } };
  return typeof hash === "string" && hash !== "" ? { password: { kind: "hash", text: hash } } : {};
}

function toAccount(account: Account): AccountSpec {
  const { name, homedir: home, shell = defaultShell, sudo = [], ssh_keys: keys = [] } = account;
  return {
    name,
    ...toPassword(account),
    ...(home === undefined ? {} : { home }),
    shell,
    sudo,
    keys: bareList(keys),
  };
}

/** Keys of the document are for root, beside its own. */
function readAccounts({ ks_meta: meta }: NailgunDocument): AccountSpec[] {
  const { user_accounts: accounts = [], authorized_keys: keys = [], auth_key: key = "" } = meta;
  const own = bareList([...keys, key]);
  const all = accounts.map(toAccount);
  const root = all.find(({ name }) => name === "root") ?? { name: "root", shell: defaultShell, sudo: [], keys: [] };
  const others = all.filter(({ name }) => name !== "root");
  return [{ ...root, keys: [...new Set([...own, ...root.keys])] }, ...others];
}

function readNetwork(document: NailgunDocument): NetworkSpec | undefined {
  const { name, facts } = findAdmin(document) ?? {};
  const [mac, address, netmask] = ["mac_address", "ip_address", "netmask"].map((key) => partOf(facts, key));
  if (name === undefined || typeof mac !== "string" || typeof address !== "string" || typeof netmask !== "string")
    return undefined;
  const { gw: gateway } = document.ks_meta;
  return { name, mac: mac.toLowerCase(), address, netmask, ...(gateway === undefined ? {} : { gateway }) };
}

/** What is wrong in a document of the right form, of which a config drive is made. */
export function checkDrive(document: NailgunDocument): Violation[] {
  return [...findOtherServers(document), ...findRepeatedAccounts(document)];
}

/** Of a document in which findMissingForDrive misses nothing. */
export function readDrive(document: NailgunDocument): DriveContentSpec {
  const { uid, hostname, ks_meta: meta, name_servers: servers, name_servers_search: search } = document;
  const network = readNetwork(document);
  return {
    instanceId: uid === undefined ? hostname : `node-${uid}`,
    hostname,
    timezone: meta.timezone ?? defaultTimezone,
    accounts: readAccounts(document),
    ...(network === undefined ? {} : { network }),
    nameServers: wordsOf(servers),
    searchDomains: wordsOf(search),
    timeServers: meta.master_ip === undefined ? [] : [meta.master_ip],
  };
}

/** What the sender's own templates set up and this program does not, if the document wants it. */
export function findNotSetUp({ ks_meta: meta }: NailgunDocument): string[] {
  const names = { puppet_enable: "the agent of Puppet", mco_enable: "MCollective" } as const;
  return (["puppet_enable", "mco_enable"] as const)
    .filter((key) => meta[key] === true || Number(meta[key] ?? 0) !== 0)
    .map(
      (key) =>
        `/ks_meta/${key}: ${names[key]} is not set up: the config drive that is made has accounts, keys, names, time and network alone`,
    );
}
