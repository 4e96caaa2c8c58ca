/** The forms of a container image's address: in a registry, or in an image layout of this machine, as a folder or as one archive. */

/** An image of a registry. */
export interface RegistryAddress {
  readonly kind: "registry";
  /** Its name, with a port if there is one. */
  readonly registry: string;
  readonly repository: string;
  /** Of the two there is at least one; the digest is what counts. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** An image of this machine. */
export interface LayoutAddress {
  readonly kind: "folder" | "archive";
  readonly path: string;
  /** Undefined if the layout has one image alone. */
  readonly ref: string | undefined;
}

export type ImageAddress = RegistryAddress | LayoutAddress;

/** What is wrong with an address, and what would be right. */
export interface AddressFault {
  readonly problem: string;
  readonly expected: string;
}

export const registryForm = "oci://REGISTRY/NAME:TAG@DIGEST";
export const addressForms = [registryForm, "oci:/path:REF", "oci-archive:/path:REF"];

/** True for what can be nothing else, whether it is right or not; two colons are those of an rsync daemon. */
export function isImageAddress(text: string): boolean {
  return /^oci(?:-archive)?:(?!:)/iu.test(text);
}

const host = /^(?:[a-zA-Z\d](?:[a-zA-Z\d.-]*[a-zA-Z\d])?|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/u;
/** The names of the distribution specification; the same letters without its rules for what stands beside what. */
const repositoryName = /^[a-z\d](?:[a-z\d._-]*[a-z\d])?$/u;
const tagName = /^\w[\w.-]{0,127}$/u;
const digestName = /^(?:sha256:[\da-f]{64}|sha512:[\da-f]{128})$/u;
const refName = /^[a-zA-Z\d](?:[\w.:@/+-]*[a-zA-Z\d_])?$/u;

function fault(problem: string, expected: string = registryForm): AddressFault {
  return { problem, expected };
}

/** Docker's own images have no more than a name. */
function fullRepository(registry: string, repository: string): string {
  return registry === "docker.io" && !repository.includes("/") ? `library/${repository}` : repository;
}

function parseRegistry(text: string): RegistryAddress | AddressFault {
  const slash = text.indexOf("/");
  const registry = text.slice(0, Math.max(slash, 0));
  if (registry.includes("@")) return fault("credentials in the address of a container image");
  if (!host.test(registry)) return fault("the address of a container image without the name of a registry");
  const [named = "", digest, ...more] = text.slice(slash + 1).split("@");
  const split = named.lastIndexOf(":");
  const [repository, tag] = split < 0 ? [named, undefined] : [named.slice(0, split), named.slice(split + 1)];
  if (repository.length > 255 || !repository.split("/").every((name) => repositoryName.test(name)))
    return fault("a registry has no image of such a name", "small letters, digits, and . _ - between them");
  if (tag !== undefined && !tagName.test(tag)) return fault("this is no tag of an image", "letters, digits and _ . -");
  if (more.length > 0 || (digest !== undefined && !digestName.test(digest)))
    return fault("this is no digest of an image", "sha256: and 64 digits, or sha512: and 128, in small letters");
  if (tag === undefined && digest === undefined)
    return fault(
      "the address says neither which tag nor which digest is meant",
      `${registryForm}, without :TAG or without @DIGEST`,
    );
  return { kind: "registry", registry, repository: fullRepository(registry, repository), tag, digest };
}

function parseLayout(kind: LayoutAddress["kind"], text: string, form: string): LayoutAddress | AddressFault {
  const split = text.indexOf(":");
  const [path, ref] = split < 0 ? [text, undefined] : [text.slice(0, split), text.slice(split + 1)];
  if (!/^\/[^/]/u.test(path)) return fault("the path of an image layout is not absolute", form);
  if (ref !== undefined && !refName.test(ref)) return fault("this is no name of an image in a layout", form);
  return { kind, path, ref };
}

/** Undefined for what is no address of a container image at all. */
export function parseImageAddress(text: string): ImageAddress | AddressFault | undefined {
  if (!isImageAddress(text)) return undefined;
  const [, scheme = "", rest = ""] = /^(oci(?:-archive)?):(.*)$/su.exec(text) ?? [];
  if (scheme === "")
    return fault("the address of a container image begins with small letters", addressForms.join(", "));
  if (scheme === "oci-archive") return parseLayout("archive", rest, "oci-archive:/path:REF");
  return rest.startsWith("//") ? parseRegistry(rest.slice(2)) : parseLayout("folder", rest, "oci:/path:REF");
}

/** Undefined for an address that is right. */
export function findAddressFault(text: string): AddressFault | undefined {
  const found = parseImageAddress(text);
  return found === undefined || "kind" in found ? undefined : found;
}

/** True for two images of one registry. */
export function sameRegistry(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => {
    const found = parseImageAddress(text);
    return found !== undefined && "kind" in found && found.kind === "registry" ? found.registry : undefined;
  });
  return first !== undefined && first === second;
}

/** Throws an Error for an address that a rule refuses. */
export function imageAddress(text: string): ImageAddress {
  const found = parseImageAddress(text);
  if (found === undefined || !("kind" in found)) throw new Error(`"${text}" is no address of a container image`);
  return found;
}
