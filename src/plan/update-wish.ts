/** What an update is made with: what the command line asks for, and, if one was begun and not ended, what that was made with. */
import { withoutSecrets } from "../base/command.ts";
import { BareonError } from "../base/errors.ts";
import type { SeedSpec } from "../config/deploy-config.ts";
import type { UpdateRequest, Updating } from "../schema/boot-info.ts";
import type { Update } from "../schema/update.ts";
import type { SourceWish } from "./source-wish.ts";

/** What the command line asks for; undefined for the default, or for what an update that is gone on with was made with. */
export interface UpdateWish extends SourceWish {
  readonly imageName?: string | undefined;
  readonly imageUuid?: string | undefined;
  readonly method?: Update["method"] | undefined;
  readonly carryFrom?: Update["carryFrom"] | undefined;
  readonly arm?: Update["arm"] | undefined;
  readonly tries?: number | undefined;
  /** Another seed for cloud-init. */
  readonly seed?: NewSeed | undefined;
}

export interface NewSeed {
  readonly spec: SeedSpec;
  /** Draws the end of its instance-id. */
  readonly newUuid: () => string;
}

export interface SettledWish extends UpdateWish {
  readonly carryFrom: Update["carryFrom"];
  readonly arm: Update["arm"];
  readonly tries: number;
}

const addresses = {
  source: ["source", "--source"],
  checksum_url: ["checksumUrl", "--checksum-url"],
  signature_url: ["signatureUrl", "--signature-url"],
  torrent_url: ["torrentUrl", "--torrent-url"],
} as const;

type AddressField = keyof typeof addresses;
const addressFields = [
  "source",
  "checksum_url",
  "signature_url",
  "torrent_url",
] as const satisfies readonly AddressField[];

/** As boot-info keeps it: without the secrets of addresses, of which it says only that they were there. */
export function recordWish(wish: SettledWish, method: Update["method"]): UpdateRequest {
  const { checksum, authFile, plainHttp, imageName, imageUuid, carryFrom, arm, tries } = wish;
  const given = addressFields.flatMap((field) => {
    const address = wish[addresses[field][0]];
    return address === undefined ? [] : [{ field, ...withoutSecrets(address) }];
  });
  return {
    ...Object.fromEntries(given.map(({ field, text }) => [field, text])),
    ...(checksum === undefined ? {} : { checksum }),
    ...(authFile === undefined ? {} : { auth_file: authFile }),
    ...(plainHttp === undefined ? {} : { plain_http: plainHttp }),
    ...(imageName === undefined ? {} : { image_name: imageName }),
    ...(imageUuid === undefined ? {} : { image_uuid: imageUuid }),
    ...{ method, carry_from: carryFrom, arm, tries },
    ...(wish.seed === undefined ? {} : { new_seed: true as const }),
    left_out: given.filter(({ leftOut }) => leftOut.length > 0).map(({ field }) => field),
  };
}

/** Throws "usage" for an address that is needed, and was kept without its secret; also for a seed, which is not kept. */
function refuseLeftOut(
  { left_out: leftOut = [], new_seed: seed }: UpdateRequest,
  since: string,
  wish: UpdateWish,
): void {
  if (seed === true && wish.seed === undefined)
    throw new BareonError("usage", `The update that was begun at ${since} brings a new seed, which is not recorded.`, {
      hint: "Name it again with --seed-meta-data, --seed-user-data and --seed-network-config.",
    });
  for (const field of addressFields) {
    const [name, option] = addresses[field];
    const isGiven = wish[name] !== undefined || (field === "checksum_url" && wish.checksum !== undefined);
    if (leftOut.includes(field) && !isGiven)
      throw new BareonError(
        "usage",
        `The update that was begun at ${since} had an address with a password or a query in ${option}, which is not recorded.`,
        { hint: `Give the whole address again with ${option}.` },
      );
  }
}

/** Each option that is given wins; the two kinds of checksum replace each other. */
function mergeWish(request: UpdateRequest, wish: UpdateWish): UpdateWish {
  const hasChecksum = wish.checksum !== undefined || wish.checksumUrl !== undefined;
  return {
    source: wish.source ?? request.source,
    checksum: hasChecksum ? wish.checksum : request.checksum,
    checksumUrl: hasChecksum ? wish.checksumUrl : request.checksum_url,
    signatureUrl: wish.signatureUrl ?? request.signature_url,
    torrentUrl: wish.torrentUrl ?? request.torrent_url,
    authFile: wish.authFile ?? request.auth_file,
    plainHttp: wish.plainHttp ?? request.plain_http,
    imageName: wish.imageName ?? request.image_name,
    imageUuid: wish.imageUuid ?? request.image_uuid,
    layers: wish.layers,
    rate: wish.rate,
    method: wish.method ?? request.method,
    carryFrom: wish.carryFrom ?? request.carry_from,
    arm: wish.arm ?? request.arm,
    tries: wish.tries ?? request.tries,
    seed: wish.seed,
  };
}

function isSameVersion(one: UpdateRequest, other: UpdateRequest): boolean {
  const keys = ["source", "checksum", "checksum_url", "signature_url", "image_name", "image_uuid"] as const;
  return keys.every((key) => one[key] === other[key]);
}

/**
 * An update that was begun is gone on with as it was made, unless another source is named: then nothing of it holds for this one.
 * `goesOn` says whether it is the same version. Throws "usage" for an address that has to be given again.
 */
export function settleWish(
  wish: UpdateWish,
  begun: Updating | undefined,
): { readonly wish: SettledWish; readonly goesOn: boolean } {
  const { request, since = "" } = begun ?? {};
  const isSame = wish.source === undefined || withoutSecrets(wish.source).text === request?.source;
  if (request !== undefined && isSame) refuseLeftOut(request, since, wish);
  const merged = request === undefined || !isSame ? wish : mergeWish(request, wish);
  const { carryFrom = "idle", arm = "trial", tries = 1 } = merged;
  const settled = { ...merged, carryFrom, arm, tries };
  const goesOn = request !== undefined && isSameVersion(recordWish(settled, merged.method ?? "mirror"), request);
  return { wish: settled, goesOn };
}
