/** Files that the system of a nailgun document gets: names of network interfaces, and a mark for the sender's own agent. */
import type { NailgunDocument } from "../../schema/nailgun.ts";
import type { GivenFile } from "../../schema/plan.ts";

interface InterfaceName {
  readonly mac: string;
  readonly name: string;
}

/** What the kernel and systemd take for a name of an interface, among printable ones. */
export function isInterfaceName(text: string): boolean {
  return /^(?!\.{1,2}$|\d+$)[A-Za-z0-9_.-]{1,15}$/u.test(text);
}

export const interfaceNameForm =
  "a name of at most 15 letters, digits, dots, dashes and underscores, not of digits alone";

/** The pairs of a text such as "MAC_name,MAC_name"; undefined for a text of another form. */
export function parseInterfaceNames(text: string): InterfaceName[] | undefined {
  const names: InterfaceName[] = [];
  for (const pair of text.split(",").map((one) => one.trim())) {
    if (pair === "") continue;
    const { mac, name } = /^(?<mac>[\da-f]{2}(?::[\da-f]{2}){5})_(?<name>.*)$/isu.exec(pair)?.groups ?? {};
    if (mac === undefined || name === undefined || !isInterfaceName(name)) return undefined;
    names.push({ mac: mac.toLowerCase(), name });
  }
  return names;
}

/** systemd.link(5). Bridges and the like may have the same address, but no path on a bus. */
function toLink({ mac, name }: InterfaceName): GivenFile {
  const lines = [
    "# Written by bareon-provision.",
    "[Match]",
    `MACAddress=${mac}`,
    "Path=*",
    "",
    "[Link]",
    `Name=${name}`,
  ];
  return { path: `/etc/systemd/network/10-bareon-${name}.link`, text: `${lines.join("\n")}\n` };
}

/** Keeps the agent from announcing the node as a new one, until the node itself removes it. */
const noDiscovery: GivenFile = {
  path: "/etc/nailgun-agent/nodiscover",
  text: "",
  onlyWith: "/usr/bin/nailgun-agent",
};

export function givenFiles({ kernel_options: options }: NailgunDocument, namesInterfaces: boolean): GivenFile[] {
  const names = namesInterfaces ? (parseInterfaceNames(options?.udevrules ?? "") ?? []) : [];
  return [...names.map(toLink), noDiscovery];
}
