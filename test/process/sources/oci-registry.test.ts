/** Container images of a registry, read by the real curl: who asks is told as the registry wants it, and to nobody else; what breaks is resumed, what is wrong is refused. */
import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderCommand } from "../../../src/base/command.ts";
import { ociSource } from "../../../src/sources/oci/oci.ts";
import {
  bootableMembers,
  type Described,
  ImageLayout,
  type LayerContent,
  manifestType,
} from "../../support/files/image-writer.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { type RegistryRules, startImageRegistry, type TestRegistry } from "../../support/servers/image-registry.ts";
import { createAuthority } from "../../support/servers/tls.ts";
import { MiB, unpackImage } from "../../support/systems/layer-lab.ts";

const user = { name: "deployer", password: "hunter2:%$" };
const noise = randomBytes(200_000);
const layers: LayerContent[] = [
  [
    { name: "one", content: noise },
    { name: "gone", content: "x" },
  ],
  [{ name: "two", content: "2" }, { name: ".wh.gone" }],
];

interface Stored {
  readonly layout: ImageLayout;
  readonly manifest: Described;
}

function store(): Stored {
  const layout = new ImageLayout();
  return { layout, manifest: layout.addImage({ layers, packing: "gzip" }) };
}

function tagged({ manifest }: Stored): Pick<RegistryRules, "tags"> {
  return { tags: { "1.0": { digest: manifest.digest, mediaType: manifestType } } };
}

async function writeAuth(folder: Scratch, key: string, { name, password } = user): Promise<string> {
  const path = join(folder.path, "auth.json");
  const auth = Buffer.from(`${name}:${password}`).toString("base64");
  await writeFile(path, JSON.stringify({ auths: { [key]: { auth } } }));
  return path;
}

/** Unpacks the image by its tag, by http. */
async function unpack(
  folder: Scratch,
  { host }: TestRegistry,
  more: { readonly authFile?: string; readonly context?: ReturnType<typeof localContext>; readonly ref?: string } = {},
): Promise<ReturnType<typeof unpackImage> extends Promise<infer T> ? T : never> {
  const { authFile, context = localContext(), ref = ":1.0" } = more;
  const oci = { plainHttp: true, ...(authFile === undefined ? {} : { authFile }) };
  return await unpackImage(folder, `oci://${host}/team/os${ref}`, { oci, context });
}

async function expectWhole(root: string): Promise<void> {
  expect(Buffer.compare(await readFile(join(root, "one")), noise)).toBe(0);
  await expect(readFile(join(root, "gone"))).rejects.toThrow("ENOENT");
}

test("a registry that everybody may read is asked for each document and layer once, and the digest is what was deployed", async () => {
  await using folder = await scratchFolder();
  const stored = store();
  await using registry = await startImageRegistry(stored.layout, tagged(stored));
  const { root, measured } = await unpack(folder, registry);
  await expectWhole(root);
  expect(measured).toMatchObject({ manifest: stored.manifest.digest, lacks: ["kernel", "initrd", "init", "mount"] });
  const kinds = registry.asked.map(({ path }) => path.replace("/v2/team/os/", "").replace(/\/sha256:.*/u, ""));
  expect(kinds).toEqual(["manifests/1.0", "blobs", "blobs", "blobs"]);
  expect(registry.asked.every(({ authorization }) => authorization === undefined)).toBe(true);
  const image = { name: "red", source: `oci://${registry.host}/team/os:1.0`, flags: [], oci: { plainHttp: true } };
  // As an update that is not needed does.
  const before = registry.asked.length;
  expect(await ociSource.identify?.(localContext(), image)).toBe(stored.manifest.digest);
  expect(registry.asked.slice(before).map(({ path }) => path.replace(/sha256:.*/u, ""))).toEqual([
    "/v2/team/os/manifests/1.0",
    "/v2/team/os/blobs/",
  ]);
});

test("what an image lacks is known before it is deployed, whatever its labels promise", async () => {
  await using folder = await scratchFolder();
  const layout = new ImageLayout();
  const labels = { "containers.bootc": "1" };
  const bare = layout.addImage({ layers: [bootableMembers, [{ name: "boot/.wh.vmlinuz-6.1.0-test" }]], labels });
  const whole = layout.addImage({ layers: [bootableMembers], packing: "zstd" });
  await using registry = await startImageRegistry(layout);
  expect((await unpack(folder, registry, { ref: `@${bare.digest}` })).measured.lacks).toEqual(["kernel"]);
  expect((await unpack(folder, registry, { ref: `@${whole.digest}` })).measured.lacks).toEqual([]);
});

/** This machine with so much memory. */
function withMemory(kib: number): ReturnType<typeof localContext> {
  const context = localContext();
  const readText: typeof context.host.readText = async (path, limit) =>
    path === "/proc/meminfo" ? `MemAvailable:   ${kib} kB\n` : await context.host.readText(path, limit);
  return { ...context, host: { ...context.host, readText } };
}

test("layers that do not fit into the memory are fetched again, and are what they were", async () => {
  await using folder = await scratchFolder();
  const stored = store();
  await using registry = await startImageRegistry(stored.layout, tagged(stored));
  const context = withMemory(0);
  const { root } = await unpack(folder, registry, { context });
  await expectWhole(root);
  const layerPaths = registry.asked.map(({ path }) => path).slice(2);
  expect(layerPaths).toHaveLength(4);
  expect(layerPaths.slice(2)).toEqual(layerPaths.slice(0, 2));
  expect(JSON.stringify(context.events)).toContain("they are fetched again when they are unpacked");
});

test("a tag that moves, and a layer that is another one when it is fetched again, are found out", async () => {
  await using folder = await scratchFolder();
  const { layout, manifest } = store();
  const other = layout.addImage({ layers: [[{ name: "other" }]] });
  const last = [...layout.blobs.keys()].at(-6) ?? "";
  const replaced = new Map<string, Uint8Array>();
  const tags = { "1.0": { digest: manifest.digest, mediaType: manifestType } };
  await using registry = await startImageRegistry(layout, { tags, replaced });
  const image = { name: "red", source: `oci://${registry.host}/team/os:1.0`, flags: [], oci: { plainHttp: true } };
  const options = {
    ...{ mountPoints: [], preserved: [], onProgress: () => undefined, isSystem: true, room: 64 * MiB },
    jail: join(folder.path, "jail"),
  };
  const outcomes = [
    [2_000_000, /^undefined$/u],
    [0, /layer 1 of image red/u],
  ] as const;
  for (const [kib, outcome] of outcomes) {
    tags["1.0"].digest = manifest.digest;
    const context = withMemory(kib);
    const measured = await ociSource.measure(context, image);
    tags["1.0"].digest = other.digest;
    const root = join(folder.path, `root-${kib}`);
    await mkdir(root);
    await ociSource.deploy(context, image, root, { ...options, measured });
    await expectWhole(root);
    replaced.set(
      last,
      Uint8Array.from(layout.blobs.get(last) ?? []).map((byte, index) => (index === 20 ? byte ^ 1 : byte)),
    );
    const again = await ociSource.deploy(context, image, root, { ...options, measured }).catch(String);
    expect(String(again)).toMatch(outcome);
    replaced.clear();
  }
});

describe("who asks", () => {
  test.for(["basic", "bearer", "both"] as const)(
    "is told once the registry wants to know (%s), and is in no argument and no log",
    async (login) => {
      await using folder = await scratchFolder();
      const stored = store();
      await using registry = await startImageRegistry(stored.layout, { ...tagged(stored), user, login });
      const context = localContext();
      const shown: string[] = [];
      const host: typeof context.host = {
        ...context.host,
        stream: (command, input) => {
          shown.push(renderCommand(command), JSON.stringify(command));
          return context.host.stream(command, input);
        },
      };
      const authFile = await writeAuth(folder, `${registry.host}/team`);
      const { root } = await unpack(folder, registry, { authFile, context: { ...context, host } });
      await expectWhole(root);
      const secrets = [user.password, Buffer.from(`${user.name}:${user.password}`).toString("base64"), "token-0"];
      for (const secret of secrets) expect([...shown, JSON.stringify(context.events)].join("\n")).not.toContain(secret);
      expect(
        registry.asked.some(({ authorization }) => authorization?.startsWith(login === "basic" ? "Basic" : "Bearer")),
      ).toBe(true);
    },
  );

  test("gets a new token when the old one has expired, also in the middle of a layer", async () => {
    await using folder = await scratchFolder();
    const stored = store();
    const rules = { ...tagged(stored), user, login: "bearer", tokenUses: 2, cutAfter: 50_000 } as const;
    await using registry = await startImageRegistry(stored.layout, rules);
    const context = { ...localContext(), http: { pauseSeconds: 0.01 } };
    const authFile = await writeAuth(folder, registry.host);
    const { root } = await unpack(folder, registry, { authFile, context });
    await expectWhole(root);
    expect(registry.asked.filter(({ path }) => path === "/token").length).toBeGreaterThan(1);
    expect(registry.asked.some(({ range }) => range?.startsWith("bytes=5") === true)).toBe(true);
    expect(warnings(context.events).some((text) => text.includes("going on from there"))).toBe(true);
  });

  test("is not told to the server that blobs are sent to", async () => {
    await using folder = await scratchFolder();
    const stored = store();
    await using blobs = await startImageRegistry(stored.layout);
    await using registry = await startImageRegistry(stored.layout, {
      ...{ ...tagged(stored), user, login: "bearer", blobPort: blobs.port },
    });
    const { root } = await unpack(folder, registry, { authFile: await writeAuth(folder, registry.host) });
    await expectWhole(root);
    expect(blobs.asked.length).toBe(3);
    expect(blobs.asked.map(({ authorization }) => authorization)).toEqual([undefined, undefined, undefined]);
  });

  test("is not told to whom the server names that blobs are sent to", async () => {
    await using folder = await scratchFolder();
    const stored = store();
    await using thief = await startImageRegistry(new ImageLayout(), { login: "bearer" });
    for (const login of ["basic", "bearer"] as const) {
      await using blobs = await startImageRegistry(stored.layout, {
        ...{ user: { name: "x", password: "y" }, login, realm: `http://${thief.host}/token` },
      });
      await using registry = await startImageRegistry(stored.layout, {
        ...{ ...tagged(stored), user, login, blobPort: blobs.port },
      });
      const authFile = await writeAuth(folder, registry.host);
      await expect(unpack(folder, registry, { authFile }), login).rejects.toMatchObject({ exit: "source" });
      expect(blobs.asked.length, login).toBeGreaterThan(0);
      expect(
        blobs.asked.map(({ authorization }) => authorization ?? ""),
        login,
      ).not.toContainEqual(expect.stringMatching(/./u));
    }
    expect(thief.asked).toEqual([]);
  });

  test.for(["basic", "bearer"] as const)(
    "is kept by a program that is not asked: the hint says so (%s)",
    async (login) => {
      await using folder = await scratchFolder();
      const stored = store();
      await using registry = await startImageRegistry(stored.layout, { ...tagged(stored), user, login });
      const authFile = join(folder.path, "config.json");
      await writeFile(authFile, JSON.stringify({ credsStore: "desktop" }));
      await expect(unpack(folder, registry, { authFile })).rejects.toMatchObject({
        ...{ exit: "source", hint: expect.stringContaining('kept by the program "desktop"') as string },
      });
    },
  );

  test.for<readonly [string, RegistryRules, "none" | "wrong" | "lost", string]>([
    ["a registry that wants credentials, without them", { user, login: "basic" }, "none", "no file of them is named"],
    [
      "a registry that wants a token, without credentials",
      { user, login: "bearer" },
      "none",
      "no file of them is named",
    ],
    ["wrong credentials", { user, login: "basic" }, "wrong", "allow to read this image"],
    ["wrong credentials for a token", { user, login: "bearer" }, "wrong", "allow to read this image"],
    ["a file that is not there", { user, login: "basic" }, "lost", "write such a file"],
  ])("%s: refused with what helps", async ([, rules, auth, hint]) => {
    await using folder = await scratchFolder();
    const stored = store();
    await using registry = await startImageRegistry(stored.layout, { ...tagged(stored), ...rules });
    const wrong = { name: user.name, password: "guess" };
    const authFile =
      auth === "none"
        ? undefined
        : auth === "lost"
          ? "/nonexistent/auth.json"
          : await writeAuth(folder, registry.host, wrong);
    await expect(unpack(folder, registry, authFile === undefined ? {} : { authFile })).rejects.toMatchObject({
      ...{ exit: "source", hint: expect.stringContaining(hint) as string },
    });
  });

  test("no token is taken that would begin another header, and none from an address without TLS for a registry with it", async () => {
    await using folder = await scratchFolder();
    const stored = store();
    const odd = { ...tagged(stored), login: "bearer", oddToken: "x\r\nHost: elsewhere" } as const;
    await using registry = await startImageRegistry(stored.layout, odd);
    await expect(unpack(folder, registry)).rejects.toThrow("the server's answer has none");
    const authority = await createAuthority(folder.path);
    const identity = await authority.sign("IP:127.0.0.1");
    await using safe = await startImageRegistry(stored.layout, {
      ...{ ...tagged(stored), login: "bearer", identity, realm: `http://${registry.host}/token` },
    });
    const oci = { caFile: authority.caFile };
    await expect(unpackImage(folder, `oci://${safe.host}/team/os:1.0`, { oci })).rejects.toThrow(
      "is no address by https://",
    );
  });
});

test("TLS is what a registry is asked by, with the system's authorities or those of the file", async () => {
  await using folder = await scratchFolder();
  const stored = store();
  const authority = await createAuthority(folder.path);
  const identity = await authority.sign("IP:127.0.0.1");
  await using registry = await startImageRegistry(stored.layout, {
    ...tagged(stored),
    identity,
    user,
    login: "bearer",
  });
  const source = `oci://${registry.host}/team/os:1.0@${stored.manifest.digest}`;
  const authFile = await writeAuth(folder, registry.host);
  const { root } = await unpackImage(folder, source, { oci: { caFile: authority.caFile, authFile } });
  await expectWhole(root);
  await expect(unpackImage(folder, source, { oci: { authFile } })).rejects.toMatchObject({
    ...{ exit: "source", hint: expect.stringContaining("certificate") as string },
  });
  await using plain = await startImageRegistry(stored.layout, tagged(stored));
  const context = { ...localContext(), http: { retries: 0 } };
  await expect(unpackImage(folder, `oci://${plain.host}/team/os:1.0`, { context })).rejects.toMatchObject({
    exit: "source",
  });
  expect(plain.asked).toEqual([]);
});

describe("what is wrong", () => {
  test("a layer that breaks off is gone on with from there", async () => {
    await using folder = await scratchFolder();
    const stored = store();
    await using registry = await startImageRegistry(stored.layout, { ...tagged(stored), cutAfter: 70_000 });
    const context = { ...localContext(), http: { pauseSeconds: 0.01 } };
    const { root } = await unpack(folder, registry, { context });
    await expectWhole(root);
    expect(registry.asked.flatMap(({ range }) => (range?.startsWith("bytes=7") === true ? [range] : []))).toHaveLength(
      1,
    );
  });

  test("another manifest, config or layer than the digest says is refused, before anything is written", async () => {
    for (const kind of ["manifest", "config", "layer"] as const) {
      await using folder = await scratchFolder();
      const stored = store();
      const { layout, manifest } = stored;
      const others = [...layout.blobs.keys()].filter((digest) => digest !== manifest.digest);
      const digest = { manifest: manifest.digest, config: others[0] ?? "", layer: others.at(-1) ?? "" }[kind];
      const bytes = Uint8Array.from(layout.blobs.get(digest) ?? []);
      // A later byte of gzip, or a letter of JSON.
      bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
      await using registry = await startImageRegistry(layout, { replaced: new Map([[digest, bytes]]) });
      const unpacking = unpack(folder, registry, { ref: `@${manifest.digest}` });
      await expect(unpacking, kind).rejects.toMatchObject({ exit: "source" });
      expect(await readdir(join(folder.path, "root")), kind).toEqual([]);
    }
  });

  test("a layer with more bytes than its manifest says, or fewer", async () => {
    for (const length of [10_000_000, 10]) {
      await using folder = await scratchFolder();
      const { layout, manifest } = store();
      const digest = [...layout.blobs.keys()].at(-2) ?? "";
      const replaced = new Map([[digest, new Uint8Array(length)]]);
      await using registry = await startImageRegistry(layout, { replaced });
      const context = { ...localContext(), http: { retries: 1, pauseSeconds: 0.01 } };
      await expect(unpack(folder, registry, { ref: `@${manifest.digest}`, context })).rejects.toMatchObject({
        ...{ exit: "source", message: expect.stringContaining("layer 2 of image red") as string },
      });
    }
  });

  test("an image or a registry that is not there", async () => {
    await using folder = await scratchFolder();
    const { layout } = store();
    const registry = await startImageRegistry(layout);
    await expect(unpack(folder, registry, { ref: ":none" })).rejects.toMatchObject({
      ...{ exit: "source", message: expect.stringContaining("HTTP status 404") as string },
    });
    await registry[Symbol.asyncDispose]();
    const context = { ...localContext(), http: { retries: 1, pauseSeconds: 0.01 } };
    await expect(unpack(folder, registry, { context })).rejects.toMatchObject({ exit: "source" });
  });
});
