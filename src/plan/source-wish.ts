/** What the command line says of where a new version comes from, and whether that can be. */
import { BareonError } from "../base/errors.ts";
import type { Driver } from "../config/deploy-config.ts";
import type { PlannedFile } from "../schema/plan.ts";
import { sourceSpecs } from "../sources/spec/specs.ts";

/** What the command line says of the new version; undefined for what is as recorded. */
export interface SourceWish {
  readonly source?: string | undefined;
  /** ALGORITHM:HEX. */
  readonly checksum?: string | undefined;
  readonly checksumUrl?: string | undefined;
  readonly signatureUrl?: string | undefined;
  readonly torrentUrl?: string | undefined;
  /** The file with the credentials for registries. */
  readonly authFile?: string | undefined;
  /** Whether the registry is spoken to by http. */
  readonly plainHttp?: boolean | undefined;
  /** A folder in which layers of container images stay. */
  readonly layers?: string | undefined;
  /** Bytes a second that the network may take; undefined for no limit. */
  readonly rate?: number | undefined;
}

/** What the options of container images are given with another source. */
function refuseForOthers(driver: Driver, source: string, { authFile, plainHttp, layers }: SourceWish): void {
  const given = Object.entries({ "--auth-file": authFile, "--plain-http": plainHttp, "--layers": layers });
  const words = given.flatMap(([word, value]) => (value === undefined || value === false ? [] : [word]));
  const [first] = words;
  if (driver !== "oci" && first !== undefined)
    throw new BareonError("usage", `${first}: this is for container images, not for ${sourceSpecs[driver].use}.`);
  if (layers !== undefined && !source.startsWith("oci://"))
    throw new BareonError(
      "usage",
      "--layers: this is for container images of a registry, and the layout has its layers.",
    );
}

/** Throws "usage" for what such a source cannot be asked, and for what excludes each other. */
export function checkWish(
  file: Pick<PlannedFile, "signatureKey" | "allowMd5">,
  { driver, source }: { readonly driver: Driver; readonly source: string },
  wish: SourceWish,
): void {
  const { checksum, checksumUrl, signatureUrl, torrentUrl } = wish;
  const words = {
    ...{ "--checksum": checksum, "--checksum-url": checksumUrl },
    ...{ "--signature-url": signatureUrl, "--torrent-url": torrentUrl },
  };
  const given = Object.entries(words).flatMap(([word, value]) => (value === undefined ? [] : [word]));
  if (driver !== "file" && given.length > 0)
    throw new BareonError(
      "usage",
      `${given.join(" and ")}: this is for image files, not for ${sourceSpecs[driver].use}.`,
    );
  refuseForOthers(driver, source, wish);
  if (checksum !== undefined && checksumUrl !== undefined)
    throw new BareonError("usage", "--checksum and --checksum-url exclude each other.");
  if (signatureUrl !== undefined && file.signatureKey === undefined)
    throw new BareonError(
      "usage",
      "--signature-url needs a public key, and the node's record has none for this image.",
    );
  if (checksum?.startsWith("md5:") === true && file.allowMd5 !== true)
    throw new BareonError(
      "usage",
      "An MD5 does not protect from a file that was made to have it: give sha256: or sha512:.",
    );
}
