/** The file in which podman, skopeo and docker keep credentials for registries: containers-auth.json(5). */

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The keys that hold for a repository, the closest first: "registry/a/b", "registry/a", "registry". */
function keysOf(registry: string, repository: string): string[] {
  const names = repository.split("/");
  const keys = names.map((_, index) => `${registry}/${names.slice(0, names.length - index).join("/")}`);
  return [...keys, registry];
}

/** Docker writes whole addresses, and for its own registry that of another name. */
function plainKey(key: string): string {
  const bare = key.replace(/^https?:\/\//u, "").replace(/\/v[12]\/?$/u, "");
  return bare === "index.docker.io" ? "docker.io" : bare;
}

function decode(auth: string): Credentials | undefined {
  const text = new TextDecoder().decode(Buffer.from(auth, "base64"));
  const split = text.indexOf(":");
  // Docker fills up with zeros.
  const password = text.slice(split + 1).replace(/\0+$/u, "");
  return split < 1 ? undefined : { user: text.slice(0, split), password };
}

/**
 * Those for a repository of a registry; undefined if the file has none, also if a helper program keeps them. Throws an Error for a file
 * of another form, which says nothing of what is in it.
 */
export function findCredentials(text: string, registry: string, repository: string): Credentials | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new Error("it is no JSON");
  }
  const auths = (document as { readonly auths?: unknown } | null)?.auths;
  if (typeof auths !== "object" || auths === null || Array.isArray(auths)) throw new Error('it has no object "auths"');
  const entries = new Map(Object.entries(auths).map(([key, entry]): [string, unknown] => [plainKey(key), entry]));
  const entry = keysOf(registry, repository)
    .map((key) => entries.get(key))
    .find((one) => one !== undefined);
  const { auth } = (entry ?? {}) as { readonly auth?: unknown };
  if (auth === undefined) return undefined;
  const found = typeof auth === "string" ? decode(auth) : undefined;
  if (found === undefined) throw new Error(`its "auth" for ${registry} is no base64 of a user and a password`);
  return found;
}
