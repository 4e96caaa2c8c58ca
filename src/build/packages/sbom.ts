/** The list of what an executable is made of (SBOM), in CycloneDX 1.6: of what npm says of the project, that which is in the executable, and Node. */
import { createHash } from "node:crypto";
import type { Architecture } from "../architecture.ts";

/** A component as npm-sbom(1) prints it, in CycloneDX 1.5. */
export interface NpmComponent {
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly description?: string;
  readonly externalReferences?: readonly object[];
  readonly hashes?: readonly object[];
  readonly licenses?: readonly object[];
}

export interface NpmBom {
  readonly components: readonly NpmComponent[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

export interface SbomRequest {
  readonly npm: NpmBom;
  /** The npm packages that are in the executable. */
  readonly parts: readonly { readonly name: string; readonly version: string }[];
  readonly nodeVersion: string;
  readonly architecture: Architecture;
  readonly version: string;
  /** Seconds. */
  readonly epoch: number;
  /** SHA-256 in hexadecimal of the executable, and of the Node binary that it was made of. */
  readonly executable: string;
  readonly node: string;
}

function findComponents({ components }: NpmBom, parts: SbomRequest["parts"]): NpmComponent[] {
  const found = parts.map(({ name, version }) => {
    const component = components.find((one) => one.purl === purlOf(name, version));
    if (component === undefined) throw new Error(`npm knows no ${name} ${version}, which is in the executable`);
    if ((component.hashes ?? []).length === 0 || (component.licenses ?? []).length === 0)
      throw new Error(`npm knows no hash or no licence of ${name} ${version}`);
    return component;
  });
  // Several packages may have one of the same version each.
  return [...new Set(found)];
}

/** As purl-spec writes it: the @ of a scope is escaped. */
function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

const sha256 = (content: string): readonly object[] => [{ alg: "SHA-256", content }];

function nodeComponent({ nodeVersion, architecture, node }: SbomRequest): object {
  return {
    type: "platform",
    "bom-ref": `node@${nodeVersion}`,
    name: "node",
    version: nodeVersion,
    description: "The Node.js binary into which the programs are put; its symbols are stripped first",
    hashes: sha256(node),
    licenses: [{ license: { id: "MIT" } }],
    cpe: `cpe:2.3:a:nodejs:node.js:${nodeVersion}:*:*:*:*:*:*:*`,
    purl: `pkg:generic/node@${nodeVersion}?arch=${architecture.node}&os=linux`,
    externalReferences: [{ type: "website", url: "https://nodejs.org/" }],
  };
}

/** What each component needs of those that are there. */
function renderDependencies(
  { dependencies }: NpmBom,
  own: string,
  found: readonly NpmComponent[],
  node: string,
): object[] {
  const refs = new Set(found.map((component) => component["bom-ref"]));
  const needs = (ref: string): string[] => [
    ...new Set((dependencies.find((one) => one.ref === ref)?.dependsOn ?? []).filter((other) => refs.has(other))),
  ];
  const indirect = new Set(Array.from(refs).flatMap(needs));
  const direct = Array.from(refs).filter((ref) => !indirect.has(ref) || needs(own).includes(ref));
  return [
    { ref: own, dependsOn: [node, ...direct] },
    { ref: node },
    ...Array.from(refs, (ref) => ({ ref, dependsOn: needs(ref) })),
  ];
}

/** A UUID that is the same for the same content (RFC 9562, version 8). */
function uuidOf(content: string): string {
  const bytes = createHash("sha256").update(content).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}

/** The text of the file. */
export function renderSbom(request: SbomRequest): string {
  const { npm, parts, nodeVersion, architecture, version, epoch, executable } = request;
  const found = findComponents(npm, parts);
  const own = `bareon@${version}`;
  const components = found.map(({ "bom-ref": ref, name, version: its, ...rest }) => {
    const { description, purl, hashes, licenses, externalReferences = [] } = rest;
    const told = description === undefined ? {} : { description };
    return { type: "library", "bom-ref": ref, name, version: its, ...told, purl, hashes, licenses, externalReferences };
  });
  const content = {
    metadata: {
      timestamp: new Date(epoch * 1000).toISOString(),
      lifecycles: [{ phase: "build" }],
      component: {
        type: "application",
        "bom-ref": own,
        name: "bareon",
        version,
        hashes: sha256(executable),
        licenses: [{ license: { id: "Apache-2.0" } }],
        purl: `pkg:generic/bareon@${version}?arch=${architecture.rpm}&os=linux`,
      },
    },
    components: [nodeComponent(request), ...components],
    dependencies: renderDependencies(npm, own, found, `node@${nodeVersion}`),
  };
  const document = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}`,
    version: 1,
    ...content,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
