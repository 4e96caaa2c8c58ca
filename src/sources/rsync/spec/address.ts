/** The forms of a tree's address that rsync takes: which transport each names, and the address as rsync wants it. */

export interface TreeAddress {
  readonly transport: "daemon" | "ssh" | "local";
  /** It ends with "/", because the tree's content is meant and not the folder. */
  readonly address: string;
}

/** Undefined for an address of another form; ssh would take a host that begins with "-" as an option. */
export function parseTreeAddress(text: string): TreeAddress | undefined {
  // A container image, which no host is called after: USER@oci:path/ is one.
  if (/^oci(?:-archive)?:(?!:)/iu.test(text)) return undefined;
  const address = text.endsWith("/") ? text : `${text}/`;
  if (/^rsync:\/\/[^/\s]+\/[^/\s]/iu.test(text)) return { transport: "daemon", address };
  if (/^[a-z][a-z0-9+.-]*:\/\//iu.test(text)) return undefined;
  if (text.startsWith("/")) return { transport: "local", address };
  if (/^(?:[^\s:/@]+@)?(?:[^\s:/@[\]-][^\s:/@[\]]*|\[[0-9a-fA-F:.]+\])::[^/\s]/u.test(text))
    return { transport: "daemon", address };
  if (/^(?:[^\s:/@]+@)?(?:[^\s:/@[\]-][^\s:/@[\]]*|\[[0-9a-fA-F:.]+\]):[^:\s]/u.test(text))
    return { transport: "ssh", address };
  return undefined;
}
