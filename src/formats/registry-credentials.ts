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

type Part = Readonly<Record<string, unknown>>;

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of the closest key. */
function closest(entries: Part, registry: string, repository: string): unknown {
  const known = new Map(Object.entries(entries).map(([key, entry]) => [plainKey(key), entry]));
  return keysOf(registry, repository)
    .map((key) => known.get(key))
    .find((one) => one !== undefined);
}

/** What a file says of a repository of a registry. */
export interface FoundCredentials {
  /** Undefined if the file itself has none. */
  readonly credentials: Credentials | undefined;
  /** The program that keeps them, by the name in the file; undefined if none is named, or if they are there. */
  readonly helper: string | undefined;
}

/** Throws an Error for a file of another form, which says nothing of what is in it. */
export function findCredentials(text: string, registry: string, repository: string): FoundCredentials {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new Error("it is no JSON");
  }
  const { auths, credHelpers, credsStore } = isPart(document) ? document : {};
  // Docker writes none if a program has all of them.
  const hasHelper = credHelpers !== undefined || credsStore !== undefined;
  if (!isPart(auths) && !(auths === undefined && hasHelper)) throw new Error('it has no object "auths"');
  const entry = isPart(auths) ? closest(auths, registry, repository) : undefined;
  const auth = isPart(entry) ? entry["auth"] : undefined;
  if (auth === undefined) {
    const named = (isPart(credHelpers) ? closest(credHelpers, registry, repository) : undefined) ?? credsStore;
    return { credentials: undefined, helper: typeof named === "string" && named !== "" ? named : undefined };
  }
  const credentials = typeof auth === "string" ? decode(auth) : undefined;
  if (credentials === undefined) throw new Error(`its "auth" for ${registry} is no base64 of a user and a password`);
  return { credentials, helper: undefined };
}
