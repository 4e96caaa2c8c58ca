/** What systems are told by a config drive that is made for a node, and not given to it; src/first-boot makes it. */

export interface DriveContentSpec {
  /** What cloud-init knows the node by: another one is another machine to it. */
  readonly instanceId: string;
  /** The full name of the node. */
  readonly hostname: string;
  readonly timezone: string;
  readonly accounts: readonly AccountSpec[];
  /** The one interface that is set up; absent for what the system does by itself. */
  readonly network?: NetworkSpec;
  readonly nameServers: readonly string[];
  readonly searchDomains: readonly string[];
  readonly timeServers: readonly string[];
}

export interface AccountSpec {
  readonly name: string;
  /** A secret, as is its hash; absent for an account that nobody can enter by a password. */
  readonly password?: { readonly kind: "plain" | "hash"; readonly text: string };
  readonly home?: string;
  readonly shell: string;
  /** Rules of sudoers(5) without the user's name. */
  readonly sudo: readonly string[];
  /** Lines for sshd's authorized_keys. */
  readonly keys: readonly string[];
}

export interface NetworkSpec {
  readonly name: string;
  readonly mac: string;
  readonly address: string;
  readonly netmask: string;
  readonly gateway?: string;
}
