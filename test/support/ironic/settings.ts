/** The configuration of a standalone Ironic: one process, without queue, database server, identity service or DHCP. */
import { stringify } from "ini";

export type Settings = Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;

/** In its root; a folder of the test's. */
export const stateFolder = "/var/lib/ironic";
/** In its own network. */
export const apiPort = 6385;

const kinds = {
  bios: "no-bios,fake",
  boot: "fake,ipxe,pxe",
  console: "no-console",
  deploy: "custom-agent",
  inspect: "no-inspect,fake",
  management: "fake,ipmitool,noop",
  network: "noop",
  power: "fake,ipmitool",
  raid: "no-raid,fake",
  rescue: "no-rescue",
  storage: "noop",
  vendor: "no-vendor,ipmitool",
};

/** Addresses for the machines, as they are told them at their start. */
export interface Addresses {
  readonly api: string;
  /** What Ironic has in its http_root. */
  readonly files: string;
}

/** All of them, beside what the test adds. */
export function ironicSettings({ api, files }: Addresses, more: Settings): string {
  const own: Settings = {
    DEFAULT: {
      auth_strategy: "noauth",
      rpc_transport: "none",
      enabled_hardware_types: "fake-hardware,ipmi",
      ...Object.fromEntries(Object.entries(kinds).map(([kind, names]) => [`enabled_${kind}_interfaces`, names])),
      default_network_interface: "noop",
      my_ip: "127.0.0.1",
      host: "lab",
      state_path: stateFolder,
      debug: true,
      use_stderr: true,
    },
    api: { host_ip: "0.0.0.0", port: apiPort, api_workers: 1, public_endpoint: api },
    database: { connection: `sqlite:///${stateFolder}/ironic.sqlite` },
    dhcp: { dhcp_provider: "none" },
    conductor: {
      automated_clean: false,
      heartbeat_interval: 2,
      sync_power_state_interval: 5,
      deploy_callback_timeout: 3600,
      clean_callback_timeout: 3600,
    },
    // How long a machine may take to switch itself off; one without power would be waited for half a minute.
    agent: { post_deploy_get_power_state_retries: 3, post_deploy_get_power_state_retry_interval: 1 },
    service_catalog: { auth_type: "none", endpoint_override: api },
    oslo_concurrency: { lock_path: `${stateFolder}/locks` },
    deploy: { http_root: `${stateFolder}/http`, http_url: files },
    pxe: {
      tftp_root: `${stateFolder}/tftp`,
      tftp_master_path: `${stateFolder}/tftp/master`,
      images_path: `${stateFolder}/images`,
      instance_master_path: `${stateFolder}/masters`,
    },
  };
  const sections = new Set([...Object.keys(own), ...Object.keys(more)]);
  return stringify(Object.fromEntries(Array.from(sections, (name) => [name, { ...own[name], ...more[name] }])));
}
