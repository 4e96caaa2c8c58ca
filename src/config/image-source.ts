/** The forms of an image's address: which transport it names, and the address as that transport wants it. */

export type ImageSource =
  /** A file tree that rsync reads: from a daemon, over ssh, or here. */
  | { readonly kind: "rsync"; readonly transport: "daemon" | "ssh" | "local"; readonly address: string }
  /** An image file over HTTP or here. */
  | { readonly kind: "file"; readonly address: string };

function tree(address: string): string {
  return address.endsWith("/") ? address : `${address}/`;
}

/** Undefined where the address has no form that is known; ssh would take a host that begins with "-" as an option. A tree's address ends with "/": its content is meant, not the folder. */
export function parseSource(address: string): ImageSource | undefined {
  if (/^(?:https?:\/\/[^/\s]|file:\/\/(?:localhost)?\/)\S*$/iu.test(address)) return { kind: "file", address };
  if (/^rsync:\/\/[^/\s]+\/[^/\s]/iu.test(address))
    return { kind: "rsync", transport: "daemon", address: tree(address) };
  if (/^[a-z][a-z0-9+.-]*:\/\//iu.test(address)) return undefined;
  if (address.startsWith("/")) return { kind: "rsync", transport: "local", address: tree(address) };
  if (/^(?:[^\s:/@]+@)?(?:[^\s:/@[\]-][^\s:/@[\]]*|\[[0-9a-fA-F:.]+\])::[^/\s]/u.test(address))
    return { kind: "rsync", transport: "daemon", address: tree(address) };
  if (/^(?:[^\s:/@]+@)?(?:[^\s:/@[\]-][^\s:/@[\]]*|\[[0-9a-fA-F:.]+\]):[^:\s]/u.test(address))
    return { kind: "rsync", transport: "ssh", address: tree(address) };
  return undefined;
}

/** The driver for an address; rsync for one of no known form, which a rule refuses (rules.ts). */
export function driverFor(address: string): "rsync" | "file" {
  return parseSource(address)?.kind === "file" ? "file" : "rsync";
}
