/** The documents of a package, each where its distributions look for it. */
import type { Packaged } from "../../boot/guest/packaged.ts";
import { packageVersion } from "./about.ts";
import { gzip } from "./contents.ts";

export interface DocumentsRequest extends Packaged {
  readonly copyright: string;
  readonly maintainer: string;
  /** Seconds. */
  readonly epoch: number;
}

const encoder = new TextEncoder();

/** In the form of deb-changelog(5). */
function renderChangelog({ version, maintainer, epoch }: DocumentsRequest): string {
  const date = new Date(epoch * 1000).toUTCString().replace("GMT", "+0000");
  return `bareon (${packageVersion(version)}) unstable; urgency=medium

  * bareon-changes(7) says what is new.

 -- ${maintainer}  ${date}
`;
}

/** Each with the reason that a person reads. */
const overrides = [
  [
    "copyright-file-contains-full-apache-2-license",
    "The licence of Node.js is as it came; it has those of Node's parts in it",
  ],
  ["embedded-library", "Node.js is in the executable with its libraries, as one file for every distribution"],
] as const;

/** Texts by path. */
export function formatDocuments(request: DocumentsRequest): Map<string, Uint8Array> {
  const copyright = encoder.encode(request.copyright);
  if (request.format === "rpm") return new Map([["/usr/share/licenses/bareon/copyright", copyright]]);
  const documents = new Map<string, Uint8Array>([["/usr/share/doc/bareon/copyright", copyright]]);
  if (request.format !== "deb") return documents;
  const lines = overrides.map(([tag, reason]) => `# ${reason}.\nbareon: ${tag} *\n`);
  return documents
    .set("/usr/share/doc/bareon/changelog.gz", gzip(renderChangelog(request)))
    .set("/usr/share/lintian/overrides/bareon", encoder.encode(lines.join("")));
}
