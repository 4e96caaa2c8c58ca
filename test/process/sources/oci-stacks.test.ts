/** Random stacks of layers make the tree that umoci makes of them, which is the one that they were made from; images go through skopeo and Debian's registry. */
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { assert, asyncProperty } from "fast-check";
import { expect, test } from "vitest";
import { writeImage } from "../../support/files/image-writer.ts";
import { layerStack, makeStack } from "../../support/files/layer-stacks.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { freePort, until } from "../../support/servers/port.ts";
import { createAuthority } from "../../support/servers/tls.ts";
import { describeTree, unpackImage } from "../../support/systems/layer-lab.ts";
import { insideFolder, openRegistryTools } from "../../support/systems/registry-tools.ts";

/** More of them in a run that is to find something. */
const stacks = Number(process.env["BAREON_LAYER_STACKS"] ?? 10);
const kinds: Readonly<Record<string, string>> = { f: "file", d: "folder", l: "link", p: "fifo" };

test("a stack of layers is what umoci makes of it, and what it was made from", async () => {
  await using folder = await scratchFolder();
  const tools = await openRegistryTools(folder.path);
  let count = 0;
  await assert(
    asyncProperty(layerStack, async (plans) => {
      const { layers, paths } = makeStack(plans);
      const name = `x${(count += 1)}`;
      const at = join(folder.path, name);
      await mkdir(at);
      await writeImage(join(at, "layout"), { layers, packing: "gzip" });
      // umoci wants a name.
      const { stdout: index } = await execa("cat", [join(at, "layout/index.json")]);
      const { manifests } = JSON.parse(index) as { readonly manifests: readonly object[] };
      const annotations = { "org.opencontainers.image.ref.name": "v" };
      await writeFile(
        join(at, "layout/index.json"),
        JSON.stringify({ schemaVersion: 2, manifests: [{ ...manifests[0], annotations }] }),
      );
      await tools.run(
        "umoci",
        "raw",
        "unpack",
        "--image",
        `${insideFolder}/${name}/layout:v`,
        `${insideFolder}/${name}/umoci`,
      );
      const { root } = await unpackImage(folder, `oci:${at}/layout:v`, { root: join(at, "root") });
      const found = await describeTree(root);
      expect(found).toBe(await describeTree(join(at, "umoci")));
      const { stdout } = await execa("find", ["-mindepth", "1", "-printf", "%P %y\n"], { cwd: root });
      const lines = stdout.split("\n").filter((line) => line !== "");
      expect(
        lines.map((line) => line.replace(/ (.)$/u, (_, kind: string) => ` ${kinds[kind] ?? kind}`)).toSorted(),
      ).toEqual(paths);
      await execa("rm", ["--recursive", "--force", "--", at]);
    }),
    // Each takes a second, so that a smaller example would take minutes to be found.
    { numRuns: stacks, seed: Number(process.env["BAREON_LAYER_SEED"] ?? 20_261_130), endOnFailure: true },
  );
}, 1_200_000);

test("what skopeo copies into an archive and into Debian's registry, with TLS and a password, is what comes out", async () => {
  await using folder = await scratchFolder();
  const tools = await openRegistryTools(folder.path);
  const at = (name: string): string => join(folder.path, name);
  const { digest } = await writeImage(at("layout"), {
    layers: [
      [
        { name: "a/", type: "5" },
        { name: "a/one", content: "1" },
      ],
      [{ name: "a/.wh.one" }, { name: "a/two", content: "2" }],
    ],
    packing: "gzip",
  });
  await tools.run("skopeo", "copy", `oci:${insideFolder}/layout`, `oci-archive:${insideFolder}/x.tar:v1`);
  const port = await freePort();
  const authority = await createAuthority(folder.path);
  const { key, cert } = await authority.sign("IP:127.0.0.1");
  await mkdir(at("trust"));
  await copyFile(authority.caFile, at("trust/ca.crt"));
  await writeFile(at("key.pem"), key);
  await writeFile(at("cert.pem"), cert);
  const hash = await execa("perl", ["-e", 'print crypt("secret", "\\$2b\\$05\\$" . "abcdefghijklmnopqrstuu")']);
  await writeFile(at("htpasswd"), `deployer:${hash.stdout}\n`);
  await writeFile(
    at("auth.json"),
    JSON.stringify({ auths: { [`127.0.0.1:${port}`]: { auth: Buffer.from("deployer:secret").toString("base64") } } }),
  );
  const config = {
    version: 0.1,
    log: { level: "error" },
    storage: { filesystem: { rootdirectory: `${insideFolder}/registry` } },
    http: {
      addr: `127.0.0.1:${port}`,
      secret: "x",
      tls: { certificate: `${insideFolder}/cert.pem`, key: `${insideFolder}/key.pem` },
    },
    auth: { htpasswd: { realm: "test", path: `${insideFolder}/htpasswd` } },
  };
  await writeFile(at("registry.yml"), JSON.stringify(config));
  await using registry = tools.start("docker-registry", "serve", `${insideFolder}/registry.yml`);
  await until("the registry", 60, async () => {
    registry.check();
    const asked = ["--silent", "--cacert", authority.caFile, `https://127.0.0.1:${port}/v2/`];
    return (await execa("curl", asked, { reject: false })).exitCode === 0;
  });
  await tools.run(
    "skopeo",
    "copy",
    "--authfile",
    `${insideFolder}/auth.json`,
    "--dest-cert-dir",
    `${insideFolder}/trust`,
    `oci:${insideFolder}/layout`,
    `docker://127.0.0.1:${port}/team/os:v1`,
  );
  const expected = { "a/two": "2" };
  for (const [source, oci] of [
    [`oci-archive:${at("x.tar")}:v1`, {}],
    [`oci-archive:${at("x.tar")}`, {}],
    [`oci://127.0.0.1:${port}/team/os:v1`, { caFile: authority.caFile, authFile: at("auth.json") }],
    [`oci://127.0.0.1:${port}/team/os@${digest}`, { caFile: authority.caFile, authFile: at("auth.json") }],
  ] as const) {
    await execa("rm", ["--recursive", "--force", "--", at("root")]);
    const { root, measured } = await unpackImage(folder, source, { oci });
    const { stdout } = await execa("grep", ["--recursive", "", "."], { cwd: root });
    expect(stdout, source).toBe(
      Object.entries(expected)
        .map(([path, text]) => `./${path}:${text}`)
        .join("\n"),
    );
    expect(measured.manifest, source).toBe(digest);
  }
  const source = `oci://127.0.0.1:${port}/team/os:v1`;
  await expect(unpackImage(folder, source, { oci: { caFile: authority.caFile } })).rejects.toMatchObject({
    exit: "source",
  });
}, 600_000);
