/**
 * A network of namespaces: a source and nodes, each behind a link of its own to a router, which is the namespace of this process.
 * Neighbours are entered by hand, since the kernel keeps no more than 1024 of those that it finds.
 */
import { mkdir, readFile } from "node:fs/promises";
import { execa } from "execa";

/** The namespace of the source. */
export const sourceName = "source";
export const sourceAddress = "10.63.0.1";

/** Of the router, for what every node asks and what has no part in the image: no slow link would carry its answers to a thousand nodes. */
export const routerAddress = "10.63.1.1";

export function nodeName(node: number): string {
  return `n${node}`;
}

export function nodeAddress(node: number): string {
  return `10.64.${Math.floor(node / 250)}.${(node % 250) + 1}`;
}

/** argv that runs a program in a namespace. */
export function within(name: string, argv: readonly string[]): readonly [string, ...string[]] {
  return ["nsenter", `--net=/run/netns/${name}`, "--", ...argv];
}

interface Link {
  readonly name: string;
  readonly address: string;
  /** A number of its own, for hardware addresses. */
  readonly number: number;
}

const router = "169.254.1.1";
/** Bytes that a link lets pass at once, and the least that waits for it. */
const [burst, leastQueue] = [16 * 1024, 128 * 1024];

function hardware(side: "router" | "end", number: number): string {
  const hex = number.toString(16).padStart(4, "0");
  return `02:${side === "router" ? "00" : "01"}:00:00:${hex.slice(0, 2)}:${hex.slice(2)}`;
}

/** The queue holds what the link sends in 100 ms, as that of a switch. */
function shape(device: string, bits: number): string {
  const queue = Math.max(leastQueue, Math.round(bits / 8 / 10));
  return `qdisc add dev ${device} root tbf rate ${bits}bit burst ${burst} limit ${queue}`;
}

/** Commands of ip or tc, one a line; `end` is the namespace that they are for, the router's if absent. */
async function batch(program: "ip" | "tc", lines: readonly string[], end?: string): Promise<void> {
  const where = end === undefined ? [] : ["-netns", end];
  await execa(program, [...where, "-batch", "-"], { input: `${lines.join("\n")}\n` });
}

/** The router's side of links. */
async function addLinks(links: readonly Link[], bits: number): Promise<void> {
  await batch("ip", [
    ...links.map(({ name }) => `netns add ${name}`),
    ...links.flatMap(({ name, address, number }) => [
      `link add name ${name} address ${hardware("router", number)} type veth peer name eth0 address ${hardware("end", number)} netns ${name}`,
      `link set ${name} up`,
      `route add ${address}/32 dev ${name}`,
      `neighbour add ${address} lladdr ${hardware("end", number)} dev ${name} nud permanent`,
    ]),
  ]);
  await batch(
    "tc",
    links.map(({ name }) => shape(name, bits)),
  );
}

/** The end's side of a link. */
async function configureEnd({ name, address, number }: Link, bits: number): Promise<void> {
  const commands = [
    "link set lo up",
    `address add ${address}/32 dev eth0`,
    "link set eth0 up",
    `route add ${router}/32 dev eth0`,
    `neighbour add ${router} lladdr ${hardware("router", number)} dev eth0 nud permanent`,
    `route add default via ${router} dev eth0`,
  ];
  await batch("ip", commands, name);
  await batch("tc", [shape("eth0", bits)], name);
}

/** Makes them in the namespaces of this process, which must be its own: nothing here takes them away again. */
export async function makeNetwork(nodes: number, bits: number): Promise<void> {
  // `ip netns` keeps its names in /run.
  await execa("mount", ["--types", "tmpfs", "tmpfs", "/run"]);
  await mkdir("/run/netns");
  await batch("ip", [
    "link set lo up",
    ...[router, routerAddress].map((address) => `address add ${address}/32 dev lo`),
  ]);
  await execa("sysctl", ["--quiet", "--write", "net.ipv4.ip_forward=1"]);
  const links = [
    { name: sourceName, address: sourceAddress, number: 0xff_ff },
    ...Array.from({ length: nodes }, (_, node) => ({ name: nodeName(node), address: nodeAddress(node), number: node })),
  ];
  await addLinks(links, bits);
  for (const link of links) await configureEnd(link, bits);
}

/** Bytes of packets that the source has sent so far. */
export function readSent(table: string): number {
  const line = table.split("\n").find((one) => one.trim().startsWith(`${sourceName}:`));
  const received = line?.split(":")[1]?.trim().split(/\s+/u)[0];
  if (received === undefined) throw new Error(`/proc/net/dev has no ${sourceName}`);
  return Number(received);
}

export async function sentBytes(): Promise<number> {
  return readSent(await readFile("/proc/net/dev", "utf8"));
}
