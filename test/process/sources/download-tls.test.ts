/** Downloads by TLS and through proxies: whom curl trusts, what it never follows, and that no password is told; curl runs for real. */
import { createHash, randomBytes } from "node:crypto";
import { copyFile, mkdir } from "node:fs/promises";
import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { drain } from "../../../src/sources/file/byte-streams.ts";
import { findFile, readContent } from "../../../src/sources/file/content.ts";
import type { Download } from "../../../src/sources/file/connection.ts";
import type { Context, HttpLimits } from "../../../src/host/host.ts";
import { type Fault, type FaultServer, startFaultServer } from "../../support/servers/fault-server.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { type Proxy, startProxy } from "../../support/servers/proxy.ts";
import { readDownload } from "../../support/servers/read-download.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { tarArchive } from "../../support/files/tar-writer.ts";
import { type Authority, type Identity, createAuthority } from "../../support/servers/tls.ts";

const KiB = 1024;
const content = randomBytes(1024 * KiB);
const limits: HttpLimits = { retries: 3, pauseSeconds: 0.01, stallSeconds: 5 };
const variables = [
  "http_proxy",
  "https_proxy",
  "HTTPS_PROXY",
  "all_proxy",
  "ALL_PROXY",
  "no_proxy",
  "NO_PROXY",
  "HTTP_PROXY",
];

let folder: Scratch;
let authority: Authority;
let other: Authority;
let identity: Identity;

beforeAll(async () => {
  folder = await scratchFolder();
  authority = await createAuthority(folder.path);
  other = await createAuthority(folder.path, "other");
  identity = await authority.sign("IP:127.0.0.1");
  for (const name of variables) vi.stubEnv(name, undefined);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

interface Outcome {
  readonly bytes: Uint8Array;
  readonly warnings: string[];
  readonly error: unknown;
  /** Everything that was told. */
  readonly told: string;
}

type Wrap = (ctx: Context) => Context;

async function fetchFrom(url: string, caFile?: string, wrap: Wrap = (ctx) => ctx): Promise<Outcome> {
  const local = localContext();
  const ctx = wrap(local);
  const download: Download = { what: "image x", url, caFile, limits };
  const { bytes, error } = await readDownload(ctx, download);
  const told = JSON.stringify([local.events, error instanceof Error ? [error.message, error] : error]);
  return { bytes, warnings: warnings(local.events), error, told };
}

function expectWhole({ error, bytes }: Outcome): void {
  expect(error).toBeUndefined();
  expect(Buffer.compare(bytes, content)).toBe(0);
}

/** An error at once: nothing was handed on, and no other try made. */
function expectRefused(outcome: Outcome, message: RegExp, hint: RegExp): void {
  expect(outcome.error).toMatchObject({
    name: "BareonError",
    exit: "failure",
    message: expect.stringMatching(message) as string,
    hint: expect.stringMatching(hint) as string,
  });
  expect(outcome.bytes).toHaveLength(0);
  expect(outcome.warnings).toEqual([]);
}

/** On a free port of 127.0.0.1. */
async function listen(server: HttpServer): Promise<AsyncDisposable & { readonly host: string }> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => await new Promise<void>((done) => server.close(() => done())),
  };
}

async function serve(fault?: Fault, shown = identity): Promise<FaultServer> {
  return await startFaultServer(content, fault, shown);
}

describe("trust", () => {
  test("a server whose authority nobody trusts is refused, one whose authority the CA file has is read", async () => {
    await using server = await serve();
    expectRefused(await fetchFrom(server.url), /^image x: curl: \(60\) SSL certificate problem: .*$/u, /CA file/u);
    expectRefused(await fetchFrom(server.url, other.caFile), /\(60\)/u, /CA file/u);
    expect(server.ranges).toEqual([]);
    expectWhole(await fetchFrom(server.url, authority.caFile));
  });

  test("a CA file that is not there, or holds no certificate, is told", async () => {
    await using server = await serve();
    const missing = join(folder.path, "missing.pem");
    expectRefused(
      await fetchFrom(server.url, missing),
      new RegExp(`^image x: curl: \\(77\\) .*${missing}$`, "u"),
      /CA file/u,
    );
    expectRefused(await fetchFrom(server.url, join(folder.path, "ca.key")), /\(77\)/u, /CA file/u);
  });

  test("a certificate for another name, and one that has expired, are refused", async () => {
    await using named = await serve(undefined, await authority.sign("DNS:images.example.net"));
    expectRefused(
      await fetchFrom(named.url, authority.caFile),
      /\(60\) SSL: no alternative certificate subject name matches/u,
      /CA file/u,
    );
    await using expired = await serve(undefined, await authority.sign("IP:127.0.0.1", -1));
    expectRefused(await fetchFrom(expired.url, authority.caFile), /\(60\) .*certificate has expired/u, /clock/u);
  });

  test("without a CA file the system's certificates are trusted, with one they are not", async () => {
    await using server = await serve();
    const system = join(folder.path, "system");
    await mkdir(system);
    await Promise.all([
      copyFile(authority.caFile, join(system, "ca-certificates.crt")),
      copyFile(authority.caFile, join(system, "ca.pem")),
    ]);
    await execa("openssl", ["rehash", system]);
    const script = 'mount --bind "$0" /etc/ssl/certs && exec "$@"';
    const inSystem: Wrap = (ctx) => ({
      ...ctx,
      host: {
        ...ctx.host,
        stream: (command, input) =>
          ctx.host.stream(
            {
              ...command,
              program: "unshare",
              args: ["--mount", "sh", "-c", script, system, command.program, ...command.args],
            },
            input,
          ),
      },
    });
    expectWhole(await fetchFrom(server.url, undefined, inSystem));
    expectRefused(await fetchFrom(server.url, other.caFile, inSystem), /\(60\)/u, /CA file/u);
  });

  test("the CA file of an image is that of its checksums as well", async () => {
    const archive = tarArchive({ name: "file", content: "x" });
    const checksum = "0".repeat(64);
    await using server = await startFaultServer(archive, undefined, identity);
    await using list = await startFaultServer(Buffer.from(`${checksum}  image\n`), undefined, identity);
    const image = {
      name: "x",
      source: server.url,
      flags: [],
      file: { caFile: authority.caFile, checksumUrl: list.url },
    };
    expect(await findFile(localContext(), image)).toMatchObject({
      content: { kind: "tar" },
      checksum: { algorithm: "sha256" },
    });
  });
});

describe("the connection", () => {
  test("passwords and queries of addresses get to the server, and are in no argument that other users could see", async () => {
    const asked: unknown[] = [];
    await using server = await listen(
      createHttpServer(({ url, headers: { authorization } }, response) => {
        asked.push([url, Buffer.from(authorization?.slice("Basic ".length) ?? "", "base64").toString()]);
        response.end(content);
      }),
    );
    const shown: string[] = [];
    const wrap: Wrap = (ctx) => ({
      ...ctx,
      host: {
        ...ctx.host,
        stream: (command, input) => {
          shown.push(JSON.stringify(command));
          return ctx.host.stream(command, input);
        },
      },
    });
    for (const address of [`deployer:hu%22sh\\@${server.host}/x`, `${server.host}/x?key=hu"sh`])
      expectWhole(await fetchFrom(`http://${address}`, undefined, wrap));
    expect(asked).toEqual(
      expect.arrayContaining([
        ["/x", 'deployer:hu"sh\\'],
        ['/x?key=hu"sh', ""],
      ]),
    );
    expect(shown.join("\n")).not.toMatch(/hu|deployer/u);
  });

  test("a redirect leads to another server, but never out of TLS", async () => {
    await using plain = await startFaultServer(content);
    await using secure = await serve();
    await using down = await serve({ kind: "redirect", to: plain.url });
    expectRefused(
      await fetchFrom(down.url, authority.caFile),
      /^image x: curl: \(1\) .*not supported or disabled/u,
      /redirect/u,
    );
    expect(plain.ranges).toEqual([]);
    await using over = await serve({ kind: "redirect", to: secure.url });
    expectWhole(await fetchFrom(over.url, authority.caFile));
    await using foreign = await serve(undefined, await other.sign("IP:127.0.0.1"));
    await using away = await serve({ kind: "redirect", to: foreign.url });
    expectRefused(await fetchFrom(away.url, authority.caFile), /\(60\)/u, /CA file/u);
  });

  test("what broke is taken up again where it broke", async () => {
    await using server = await serve({ kind: "cut", after: 100 * KiB, times: 2 });
    const outcome = await fetchFrom(server.url, authority.caFile);
    expectWhole(outcome);
    expect(server.ranges.slice(1)).toEqual([undefined, `bytes=${100 * KiB}-`, `bytes=${200 * KiB}-`]);
    expect(outcome.warnings).toHaveLength(2);
  });

  test("of a file without a length, an end that came early is not taken for its end", async () => {
    await using chunked = await serve({ kind: "bare", after: 100 * KiB, chunked: true });
    const { error } = await fetchFrom(chunked.url, authority.caFile);
    expect(error).toMatchObject({
      exit: "failure",
      message: expect.stringMatching(/curl: \(18\) .* after 102400 bytes; the server does not say/u) as string,
    });
    // Where nothing but TLS's farewell is missing, curl takes that for the end.
    const image = Buffer.concat([Buffer.from("XFSB"), content]);
    const checksum = createHash("sha256").update(image).digest("hex");
    await using bare = await startFaultServer(image, { kind: "bare", after: image.length - KiB }, identity);
    const source = { name: "x", source: bare.url, flags: [], file: { caFile: authority.caFile } };
    await expect(findFile(localContext(), source)).rejects.toMatchObject({
      message: expect.stringContaining("does not say how long it is") as string,
    });
    const checked = { ...source, file: { ...source.file, checksum: `sha256:${checksum}` } };
    const ctx = localContext();
    const found = await findFile(ctx, checked);
    await expect(drain(readContent(ctx, checked, found, { onProgress: () => undefined }))).rejects.toThrow(
      "is not what its checksum says",
    );
  });

  test("a handshake that is cut is tried again, one with a server that speaks no TLS is not", async () => {
    await using plain = await startFaultServer(content);
    expectRefused(
      await fetchFrom(plain.url.replace("http:", "https:")),
      /^image x: curl: \(35\) .*wrong version number/u,
      /TLS/u,
    );
    const server = createServer((socket) => socket.once("data", () => socket.destroy()));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { error, warnings: told } = await fetchFrom(
      `https://127.0.0.1:${(server.address() as AddressInfo).port}/image`,
    );
    await new Promise((done) => server.close(done));
    expect(error).toMatchObject({ message: expect.stringContaining("given up after 3 more tries") as string });
    expect(told).toHaveLength(3);
  });
});

describe("proxies", () => {
  afterEach(() => {
    for (const name of variables) vi.stubEnv(name, undefined);
  });

  const through = (name: string, { port }: Proxy, credentials = ""): unknown =>
    vi.stubEnv(name, `http://${credentials}127.0.0.1:${port}`);

  test.for(["http_proxy", "all_proxy", "ALL_PROXY"])("http goes through that of %s", async (name) => {
    await using server = await startFaultServer(content, { kind: "cut", after: 100 * KiB, times: 1 });
    await using proxy = await startProxy();
    through(name, proxy);
    expectWhole(await fetchFrom(server.url));
    expect(proxy.asked).toEqual([`GET ${server.url}`, `GET ${server.url}`, `GET ${server.url}`]);
  });

  test.for(["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])(
    "https goes through a tunnel of %s, verified from end to end",
    async (name) => {
      await using server = await serve();
      await using proxy = await startProxy();
      through(name, proxy);
      const tunnel = `CONNECT ${new URL(server.url).host}`;
      expectWhole(await fetchFrom(server.url, authority.caFile));
      expect(proxy.asked).toEqual([tunnel, tunnel]);
      expectRefused(await fetchFrom(server.url), /\(60\)/u, /CA file/u);
      expect(server.ranges).toHaveLength(2);
    },
  );

  test("one for the other scheme, in capitals, or for a host of no_proxy is not asked", async () => {
    await using server = await startFaultServer(content);
    await using proxy = await startProxy();
    for (const name of ["https_proxy", "HTTP_PROXY"]) through(name, proxy);
    expectWhole(await fetchFrom(server.url));
    through("http_proxy", proxy);
    for (const name of ["no_proxy", "NO_PROXY"]) {
      vi.stubEnv(name, "example.net,127.0.0.1");
      expectWhole(await fetchFrom(server.url));
      vi.stubEnv(name, undefined);
    }
    expect(proxy.asked).toEqual([]);
  });

  test("the password for a proxy gets there and nowhere else; without it the proxy's refusal is told at once", async () => {
    await using plain = await startFaultServer(content);
    await using secure = await serve();
    await using proxy = await startProxy({ credentials: "user:hush" });
    for (const name of ["http_proxy", "https_proxy"]) through(name, proxy, "user:hush@");
    for (const { url } of [plain, secure]) {
      const outcome = await fetchFrom(url.replace("//", "//me:hush@"), authority.caFile);
      expectWhole(outcome);
      expect(outcome.told).not.toContain("hush");
    }
    for (const name of ["http_proxy", "https_proxy"]) through(name, proxy);
    for (const { url } of [plain, secure])
      expectRefused(
        await fetchFrom(url, authority.caFile),
        /^image x: the proxy answered with HTTP status 407$/u,
        /http_proxy/u,
      );
  });

  test("a proxy that is busy is asked again", async () => {
    await using server = await serve();
    await using proxy = await startProxy({ busy: 2 });
    through("https_proxy", proxy);
    const outcome = await fetchFrom(server.url, authority.caFile);
    expectWhole(outcome);
    expect(outcome.warnings[1]).toMatch(/the proxy answered with HTTP status 503; trying again \(2 of 3\)/u);
  });

  test.for([
    "http://user:hush@127.0.0.1:99999",
    "user:hush@127.0.0.1:1:2",
    "ftp://user:hu/sh@127.0.0.1",
    "http://us er:hush's@127.0.0.1",
  ])("the address of a proxy that is none is refused and not told: %s", async (address) => {
    vi.stubEnv("http_proxy", address);
    const outcome = await fetchFrom("http://127.0.0.1:1/image");
    expectRefused(outcome, /^image x: curl: \(\d\) Unsupported proxy (?:syntax|scheme)$/u, /http_proxy/u);
    expect(outcome.told).not.toMatch(/hu\/?sh/u);
  });
});
