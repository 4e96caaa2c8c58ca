/** The path that an address stands for. */

/** Takes back what an address encodes; a % that encodes nothing stands for itself. */
export function decodePath(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/giu, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/** The path of a file:// address; undefined for another. */
export function localPath(url: string): string | undefined {
  const path = /^file:\/\/(?:localhost)?(?<path>\/.*)$/iu.exec(url)?.groups?.["path"];
  return path === undefined ? undefined : decodePath(path);
}

/** The path of an address of any scheme, without what follows it. */
export function addressPath(address: string): string {
  return decodePath(address.replace(/[?#].*$/u, "").replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/iu, ""));
}

/** Scheme and server, without a user. */
export function addressServer(address: string): string {
  return (/^[a-z][a-z0-9+.-]*:\/\/[^/]*/iu.exec(address)?.[0] ?? "").replace(/\/\/[^/]*@/u, "//").toLowerCase();
}
