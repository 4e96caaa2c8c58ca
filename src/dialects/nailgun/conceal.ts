/** A nailgun document without its secrets, which is read as the same config but for what a config drive holds. */
import type { Account, KsMeta, NailgunDocument } from "../../schema/nailgun.ts";

function concealAccount(account: Account): Account {
  const { name, homedir, shell, sudo, ssh_keys: keys } = account;
  return {
    name,
    ...(homedir === undefined ? {} : { homedir }),
    ...(shell === undefined ? {} : { shell }),
    ...(sudo === undefined ? {} : { sudo }),
    ...(keys === undefined ? {} : { ssh_keys: keys }),
  };
}

/** The keys that a deploy reads, with the same values. */
function pick<T extends object, K extends keyof T>(part: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.filter((key) => part[key] !== undefined).map((key) => [key, part[key]])) as Pick<T, K>;
}

function concealMeta(meta: KsMeta): KsMeta {
  const { user_accounts: accounts } = meta;
  return {
    ...pick(meta, [
      ...(["pm_data", "image_data", "authorized_keys", "auth_key", "master_ip", "gw", "timezone"] as const),
      ...(["puppet_enable", "mco_enable", "cloud_init_templates"] as const),
    ]),
    ...(accounts === undefined ? {} : { user_accounts: accounts.map(concealAccount) }),
  };
}

/** Dialect.conceal, for a document that could be read. What no deploy reads, such as how the node is switched on, may be a secret too. */
export function concealSecrets(document: unknown): NailgunDocument {
  const known = document as NailgunDocument;
  return {
    ...pick(known, [
      ...(["uid", "profile", "hostname", "name_servers", "name_servers_search"] as const),
      ...(["interfaces", "kernel_options"] as const),
    ]),
    ks_meta: concealMeta(known.ks_meta),
  };
}
