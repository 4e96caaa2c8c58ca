/** ip(8): the network interfaces of the machine and their addresses. */
import type { Command } from "../base/command.ts";
import { readJsonOutput } from "./json-output.ts";

export interface NetworkInterface {
  readonly name: string;
  /** The hardware address in small letters; empty for none. */
  readonly mac: string;
  /** Those by which other machines reach it, IPv4 first. */
  readonly addresses: readonly string[];
}

interface Row {
  readonly ifname?: string;
  readonly address?: string;
  readonly addr_info?: readonly {
    readonly family?: string;
    readonly local?: string;
    readonly scope?: string;
    /** Another machine may have it: that is still looked for, or was found. */
    readonly tentative?: boolean;
    readonly dadfailed?: boolean;
  }[];
}

export function showAddresses(): Command {
  return { program: "ip", args: ["-json", "address", "show"] };
}

/** Switches an interface off. */
export function setLinkDown(name: string): Command {
  return { program: "ip", args: ["link", "set", "dev", name, "down"] };
}

/** Throws BareonError "failure" for what is no output of ip. */
export function parseAddresses(output: string): readonly NetworkInterface[] {
  return readJsonOutput("ip", output, (value) =>
    (value as readonly Row[]).map(({ ifname = "", address = "", addr_info: all = [] }) => {
      const usable = all.filter(({ scope, tentative, dadfailed }) => scope === "global" && !tentative && !dadfailed);
      const of = (wanted: string): string[] =>
        usable.flatMap(({ family, local }) => (family === wanted && local !== undefined ? [local] : []));
      return { name: ifname, mac: address.toLowerCase(), addresses: [...of("inet"), ...of("inet6")] };
    }),
  );
}
