/** Brings the file of a torrent into the memory, from other nodes and from servers, and gives it to other nodes for as long as it is kept. */
import { redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import type { Context } from "../../host/host.ts";
import type { Jail } from "../../host/jail.ts";
import { mountFilesystem } from "../../host/mounts.ts";
import type { Scope } from "../../host/scope.ts";
import { KeptFiles } from "../../host/kept-files.ts";
import { printFile } from "../../programs/coreutils.ts";
import type { SourcedImage, TransferOptions } from "../source.ts";
import { type Broken, retry } from "../../host/wait.ts";
import {
  fetchTorrent,
  parseProgress,
  parseReason,
  type TorrentProgress,
  type TorrentRequest,
} from "../../programs/aria2.ts";
import { asNobody, nobody } from "../../programs/unshare.ts";
import { limitsOf } from "./connection.ts";
import { addToWaste, isAllWaste, noWaste } from "./swarm-waste.ts";
import { openTorrentRoot } from "./torrent.ts";

interface Swarm {
  /** The image in messages, such as "image red". */
  readonly what: string;
  /** The torrent, which was judged. */
  readonly torrent: Uint8Array;
  /** Bytes of its file. */
  readonly length: number;
  /** Certificates to trust instead of the system's. */
  readonly caFile: string | undefined;
  /** Bytes a second at most, for each direction; undefined for no limit. */
  readonly rate: number | undefined;
}

/** Bytes beside the file: notes of aria2c by which a transfer is gone on with. */
const notes = 8 * MiB;

/** The system's certificates, in Debian, Red Hat and SUSE. */
const systemCertificates = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
];

/** Gives the root what finds servers by their names and knows them; returns the place of certificates in it, if there are any. */
async function prepareRoot({ host }: Context, { path }: Jail, caFile: string | undefined): Promise<string | undefined> {
  await host.makeDirectory(`${path}/etc`);
  for (const file of ["/etc/resolv.conf", "/etc/hosts"]) {
    const content = await host.readFile(file, MiB);
    if (content !== undefined) await host.writeFile(path + file, content);
  }
  for (const place of caFile === undefined ? systemCertificates : [caFile]) {
    const content = await host.readFile(place, 4 * MiB);
    if (content === undefined) continue;
    await host.writeFile(`${path}/certificates`, content);
    return "/certificates";
  }
  return undefined;
}

/** aria2c while it runs; `whole` resolves once the file is there, with undefined, or with why it will not be. Rejects if another try were of no use. */
interface Running {
  readonly whole: Promise<string | undefined>;
  readonly stop: () => Promise<void>;
}

/** `onProgress` is called each second; what it throws, the file rejects with. */
function start(
  ctx: Context,
  jail: Jail,
  request: TorrentRequest,
  onProgress: (progress: TorrentProgress) => void,
): Running {
  const stopped = new AbortController();
  let reason = "it ended before the file was there";
  const { promise: whole, resolve: settle, reject } = Promise.withResolvers<string | undefined>();
  const hear = (line: string): void => {
    const progress = parseProgress(line);
    reason = parseReason(line) ?? reason;
    if (progress === "whole") settle(undefined);
    else if (progress !== undefined)
      try {
        onProgress(progress);
      } catch (error) {
        reject(error);
      }
  };
  // A host of its own: where a transfer is paused for others, what it gives to other nodes goes on.
  const host = ctx.host.withSignal(stopped.signal);
  const ended = host.run(jail.inside(asNobody(fetchTorrent(request))), { onLine: hear }).then(
    () => settle(redact(reason)),
    (error: unknown) => settle(redact(error instanceof BareonError ? reason : String(error))),
  );
  return {
    whole,
    stop: async () => {
      stopped.abort();
      await ended;
    },
  };
}

/** Throws BareonError "failure" once it is seen that the file never comes. */
function watchWaste({ what, length }: Swarm, stallSeconds: number): (progress: TorrentProgress) => void {
  let waste = noWaste;
  return (progress) => {
    waste = addToWaste(waste, progress);
    if (!isAllWaste(waste, { length, stallSeconds })) return;
    throw new BareonError(
      "failure",
      `${what}: of ${Math.round(waste.came / MiB)} MiB that came, nothing was what the torrent describes`,
      {
        hint: "Make the torrent of the very file that is at the image's address, and at those that the torrent names.",
      },
    );
  };
}

/**
 * Returns the path of the file once it is there, each piece as the torrent has it. A transfer that breaks off, or in which nothing
 * comes, is gone on with as the limits for downloads say; one in which only what is not of the file comes is not. Until the scope is closed the file is given to others. Throws BareonError "failure".
 */
async function joinSwarm(ctx: Context, scope: Scope, swarm: Swarm, onBytes: (bytes: number) => void): Promise<string> {
  const { what, torrent, length, caFile, rate } = swarm;
  const jail = await openTorrentRoot(ctx, scope, torrent);
  const folder = `${jail.path}/file`;
  const options = [
    `size=${length + notes}`,
    `uid=${nobody}`,
    `gid=${nobody}`,
    "mode=0700",
    "nodev",
    "nosuid",
    "noexec",
  ];
  await mountFilesystem(ctx, scope, { source: "tmpfs", target: folder, type: "tmpfs", options });
  const limits = limitsOf(ctx);
  const request: TorrentRequest = {
    ...{ torrent: "/torrent", folder: "/file", name: "image", rate, stallSeconds: Math.ceil(limits.stallSeconds) },
    caFile: await prepareRoot(ctx, jail, caFile),
  };
  let most = 0;
  return await retry<string>(ctx, limits, async (): Promise<string | Broken> => {
    const watch = watchWaste(swarm, request.stallSeconds);
    const running = start(ctx, jail, request, (progress) => {
      most = Math.max(most, Math.min(progress.bytes, length));
      onBytes(most);
      watch(progress);
    });
    scope.defer(running.stop);
    const problem = await running.whole;
    ctx.signal.throwIfAborted();
    if (problem === undefined) return `${folder}/image`;
    return {
      broken: `${what}: its torrent broke off after ${most} of ${length} bytes: ${problem}`,
      next: "going on from there",
    };
  });
}

/** The file's bytes, of which those that are brought into the memory count as progress. Throws BareonError "failure". */
export async function* readFromSwarm(
  ctx: Context,
  { name, file = {} }: SourcedImage,
  { torrent, length }: Pick<Swarm, "torrent" | "length">,
  { onProgress, kept }: Pick<TransferOptions, "onProgress" | "kept">,
): AsyncGenerator<Uint8Array, void> {
  await using own = new KeptFiles();
  const { caFile, rate } = file;
  const swarm: Swarm = { what: `image ${name}`, torrent, length, caFile, rate };
  const path = await (kept ?? own).once(
    name,
    async (scope) => await joinSwarm(ctx, scope, swarm, (bytes) => onProgress({ bytes, files: 0 })),
  );
  onProgress({ bytes: length, files: 0 });
  yield* ctx.host.stream(printFile(path));
  await own.close();
}
