/** The files of a config drive that is made on the node, as OpenStack's format has them: a small cloud-config, the node's name, its network. */
import type { AccountSpec, DriveContentSpec } from "../config/drive-content.ts";
import { renderYaml } from "../formats/cloud-init.ts";

/** The hash of an account's password by the account's name; none for an account without one. */
export type PasswordHashes = ReadonlyMap<string, string>;

const folder = "openstack/latest";

function renderUser({ name, home, shell, sudo, keys }: AccountSpec, hash: string | undefined): object {
  return {
    name,
    ...(home === undefined ? {} : { homedir: home }),
    shell,
    ...(sudo.length === 0 ? {} : { sudo }),
    ...(keys.length === 0 ? {} : { ssh_authorized_keys: keys }),
    ...(hash === undefined ? {} : { hashed_passwd: hash, lock_passwd: false }),
  };
}

function section(name: string, lines: readonly string[]): string {
  return ["# Written by bareon-provision.", `[${name}]`, ...lines, ""].join("\n");
}

/** Search domains have no place in the network's own file. */
function resolverFiles({ nameServers, searchDomains }: DriveContentSpec): object[] {
  if (nameServers.length === 0 && searchDomains.length === 0) return [];
  const lines = [
    ...(nameServers.length === 0 ? [] : [`DNS=${nameServers.join(" ")}`]),
    ...(searchDomains.length === 0 ? [] : [`Domains=${searchDomains.join(" ")}`]),
  ];
  return [
    { path: "/etc/systemd/resolved.conf.d/bareon.conf", content: section("Resolve", lines), permissions: "0644" },
  ];
}

function renderUserData(content: DriveContentSpec, hashes: PasswordHashes): string {
  const { hostname, timezone, accounts, nameServers, searchDomains, timeServers } = content;
  const files = resolverFiles(content);
  const config = {
    hostname: hostname.split(".")[0] ?? hostname,
    fqdn: hostname,
    preserve_hostname: false,
    timezone,
    users: accounts.map((account) => renderUser(account, hashes.get(account.name))),
    disable_root: false,
    ssh_pwauth: false,
    ...(timeServers.length === 0 ? {} : { ntp: { enabled: true, servers: timeServers } }),
    ...(files.length === 0
      ? {}
      : {
          write_files: files,
          manage_resolv_conf: true,
          resolv_conf: { nameservers: nameServers, searchdomains: searchDomains },
        }),
  };
  return `#cloud-config\n${renderYaml(config)}`;
}

function renderNetwork({ network, nameServers }: DriveContentSpec): string | undefined {
  if (network === undefined) return undefined;
  const { name, mac, address, netmask, gateway } = network;
  const routes = gateway === undefined ? [] : [{ network: "0.0.0.0", netmask: "0.0.0.0", gateway }];
  return renderYaml({
    links: [{ id: name, name, type: "phy", ethernet_mac_address: mac }],
    networks: [{ id: "admin", type: "ipv4", link: name, ip_address: address, netmask, routes }],
    services: nameServers.map((server) => ({ type: "dns", address: server })),
  });
}

/** The text of each file by its path from the top of the drive. */
export function renderDrive(content: DriveContentSpec, hashes: PasswordHashes): ReadonlyMap<string, string> {
  const { instanceId, hostname } = content;
  const network = renderNetwork(content);
  return new Map([
    [`${folder}/meta_data.json`, renderYaml({ uuid: instanceId, hostname, name: hostname })],
    [`${folder}/user_data`, renderUserData(content, hashes)],
    ...(network === undefined ? [] : [[`${folder}/network_data.json`, network] as const]),
  ]);
}
