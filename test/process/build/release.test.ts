/** What `npm run release` makes, from small files in place of the executables and the ramdisk: content, equality of two runs, checksums, signature and SBOM. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { sha256 } from "../../../src/build/sha256.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { standInRamdisk } from "../../support/files/stand-in-ramdisk.ts";
import { smallExecutable, type SmallExecutable } from "../../support/files/small-executable.ts";

const { version } = manifest;
/** Later than today: what does not get it is not brought to it by dpkg-deb and rpmbuild, which do so with later times. */
const epoch = "2000000000";

/** Milliseconds for a release on a busy machine. */
const limit = 600_000;

let scratch: Scratch;
let inputs: readonly SmallExecutable[];
let ramdisk: string;
let first: string;
let said: string;

/** As a user calls it, under another umask, time zone, name of the machine and folder for what is made on the way if it is to be `elsewhere`. */
async function release(output: string, elsewhere: boolean, ...words: readonly string[]): Promise<string> {
  const files = inputs.flatMap(({ executable, node }) => ["--executable", executable, "--node", node]);
  const given = [...files, "--ramdisk", ramdisk, "--output", output];
  const command = ["node", join(projectRoot, "src/build/release.ts"), ...given, ...words];
  const around = elsewhere
    ? ["unshare", "--uts", "sh", "-c", 'hostname elsewhere; umask 077; exec "$@"', "sh", ...command]
    : command;
  const [program = "", ...args] = around;
  const surroundings = elsewhere ? { TZ: "Asia/Tokyo", TMPDIR: scratch.path, LANG: "C.UTF-8" } : {};
  const env = { ...surroundings, SOURCE_DATE_EPOCH: epoch };
  return (await execa(program, args, { cwd: elsewhere ? "/" : projectRoot, env })).stdout;
}

beforeAll(async () => {
  scratch = await scratchFolder();
  inputs = [await smallExecutable(scratch.path, "x64"), await smallExecutable(scratch.path, "arm64")];
  ramdisk = await standInRamdisk(join(scratch.path, "ramdisk"), "x86_64");
  await execa("minisign", ["-G", "-W", "-p", join(scratch.path, "key.pub"), "-s", join(scratch.path, "key")]);
  first = join(scratch.path, "first");
  said = await release(first, false, "--minisign-key", join(scratch.path, "key"));
}, limit);

afterAll(async () => {
  await scratch?.[Symbol.asyncDispose]();
});

const made = ["amd64", "arm64"].map((name) => `bareon_${version}_${name}.deb`);
const ofRamdisk = ["vmlinuz", "initrd.img", "iso", "ipxe"].map((end) => `bareon-${version}-x86_64.${end}`);
const others = [
  ...["x86_64", "aarch64"].flatMap((name) => [
    `bareon-${version}-1.${name}.rpm`,
    `bareon-${version}-${name}.tar.xz`,
    `bareon-${version}-${name}.cdx.json`,
  ]),
  ...ofRamdisk,
];

test("there is a package of each format for each executable, and what starts the ramdisk", async () => {
  expect(await readdir(first)).toEqual([...made, ...others, "SHA256SUMS", "SHA256SUMS.minisig"].sort());
  expect(said).not.toContain("Nothing is signed");
});

test("kernel and initrd are those of the ramdisk, and the script for iPXE names them", async () => {
  for (const name of ["vmlinuz", "initrd.img"])
    expect(await sha256(join(first, `bareon-${version}-x86_64.${name}`))).toBe(await sha256(join(ramdisk, name)));
  const script = await readFile(join(first, `bareon-${version}-x86_64.ipxe`), "utf8");
  const [kernel, initrd] = ofRamdisk;
  expect(script).toContain(`\nkernel ${kernel} initrd=${initrd} console=tty0 console=ttyS0,115200 BOOTIF=`);
  expect(script).toContain(`\ninitrd ${initrd} || goto failed\n`);
  const original = await readFile(join(projectRoot, "src/integrations/ipxe/bareon.ipxe"), "utf8");
  const names = [kernel ?? "", initrd ?? ""] as const;
  expect(script.replaceAll(names[0], "vmlinuz").replaceAll(names[1], "initrd.img")).toBe(original);
});

test("checksums and signature are those that public tools accept", async () => {
  await execa("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: first });
  const listed = (await readFile(join(first, "SHA256SUMS"), "utf8")).trimEnd().split("\n");
  expect(listed.map((line) => line.split("  ")[1])).toEqual([...made, ...others].sort());
  const verify = async (): Promise<string> =>
    (await execa("minisign", ["-V", "-p", "../key.pub", "-m", "SHA256SUMS"], { cwd: first })).stdout;
  expect(await verify()).toContain(`Trusted comment: bareon ${version} SHA256SUMS`);
});

test(
  "a second run elsewhere makes the same bytes, and says that nothing is signed without a key",
  async () => {
    const second = join(scratch.path, "second");
    expect(await release(second, true)).toContain("Nothing is signed: --minisign-key FILE");
    expect(await readFile(join(second, "SHA256SUMS"), "utf8")).toBe(await readFile(join(first, "SHA256SUMS"), "utf8"));
    expect(await readdir(second)).toEqual([...made, ...others, "SHA256SUMS"].sort());
  },
  limit,
);

test.each([
  { signal: "SIGTERM", during: "bareon-release-" },
  { signal: "SIGINT", during: "bareon-medium-" },
] as const)(
  "$signal while $during* is there leaves nothing behind that was made on the way",
  async ({ signal, during }) => {
    const [output, temporary] = [`out-${signal}`, `tmp-${signal}`].map((name) => join(scratch.path, name));
    await mkdir(temporary ?? "");
    const files = inputs.flatMap(({ executable, node }) => ["--executable", executable, "--node", node]);
    const words = [...files.slice(0, 4), "--ramdisk", ramdisk, "--output", output ?? ""];
    const running = execa("node", [join(projectRoot, "src/build/release.ts"), ...words], {
      env: { SOURCE_DATE_EPOCH: epoch, TMPDIR: temporary },
      reject: false,
    });
    const contents = async (): Promise<string[]> => await readdir(temporary ?? "", { recursive: true });
    await expect.poll(contents, { timeout: limit, interval: 20 }).toContainEqual(
      // With something in it.
      expect.stringMatching(new RegExp(`^${during}\\w+/.`, "u")),
    );
    running.kill(signal);
    expect(await running).toMatchObject({ signal });
    expect(await contents()).toEqual([]);
    expect((await readdir(output ?? "")).filter((name) => /\.\d+$|^SHA256SUMS/u.test(name))).toEqual([]);
  },
  limit,
);

/** Each path with its mode, and owners that are not root. */
async function listDeb(name: string): Promise<string[]> {
  const { stdout } = await execa("dpkg-deb", ["--contents", join(first, name)]);
  return stdout.split("\n").map((line) => {
    const [mode, owner, , , , path, ...link] = line.split(/\s+/u);
    return [mode, ...(owner === "root/root" ? [] : [owner]), path?.slice(1), ...link].join(" ");
  });
}

async function listRpm(name: string): Promise<string[]> {
  const format = "[%{FILEMODES:perms} %{FILEUSERNAME}/%{FILEGROUPNAME} %{FILENAMES} %{FILELINKTOS}\n]";
  const { stdout } = await execa("rpm", ["--query", "--package", "--queryformat", format, join(first, name)]);
  return stdout.split("\n").map((line) => {
    const [mode, owner, path, link] = line.trim().split(" ");
    return [mode, ...(owner === "root/root" ? [] : [owner]), path, ...(link === undefined ? [] : ["->", link])].join(
      " ",
    );
  });
}

async function listArchive(name: string): Promise<string[]> {
  const { stdout } = await execa("tar", ["--list", "--verbose", "--numeric-owner", "--file", join(first, name)]);
  const top = name.replace(".tar.xz", "");
  return stdout.split("\n").map((line) => {
    const [mode, owner, , , , path = "", ...link] = line.split(/\s+/u);
    return [mode, ...(owner === "0/0" ? [] : [owner]), path.slice(top.length), ...link].join(" ");
  });
}

/** The files that every package has, as modes and paths. */
const common = [
  "-rwxr-xr-x /usr/sbin/bareon-boot",
  "lrwxrwxrwx /usr/sbin/bareon-provision -> bareon-boot",
  ...["postinst.d/zzz-bareon", "postrm.d/zzz-bareon", "install.d/zzz-bareon.install"].map(
    (name) => `-rwxr-xr-x /etc/kernel/${name}`,
  ),
  "-rwxr-xr-x /etc/initramfs/post-update.d/zzz-bareon",
  ...["after-boot", "slurm-helper", "slurm-prolog", "slurm-reboot"].map((name) => `-rwxr-xr-x /usr/lib/bareon/${name}`),
  "-rw-r--r-- /usr/lib/bareon/package",
  ...["health.service", "deadline.service", "status.service", "refresh.timer", "refresh.service", "kernels.path"].map(
    (name) => `-rw-r--r-- /usr/lib/systemd/system/bareon-${name}`,
  ),
  ...["man8/bareon-boot.8", "man8/bareon-provision.8", "man5/provision.json.5", "man7/bareon-changes.7"].map(
    (name) => `-rw-r--r-- /usr/share/man/${name}.gz`,
  ),
  ...["bareon-boot", "bareon-provision"].flatMap((name) => [
    `-rw-r--r-- /usr/share/bash-completion/completions/${name}`,
    `-rw-r--r-- /usr/share/fish/vendor_completions.d/${name}.fish`,
  ]),
];

describe.each([0, 1])("of architecture %i", (index) => {
  const [debMachine, rpmMachine] = [["amd64", "x86_64"] as const, ["arm64", "aarch64"] as const][index] ?? ["", ""];

  test("the package for dpkg has everything, belongs to root, and states what it needs", async () => {
    const name = `bareon_${version}_${debMachine}.deb`;
    const files = await listDeb(name);
    expect(files).toEqual(
      expect.arrayContaining([
        ...common,
        "-rw-r--r-- /usr/share/zsh/vendor-completions/_bareon-boot",
        "-rw-r--r-- /usr/share/doc/bareon/copyright",
        "-rw-r--r-- /usr/share/doc/bareon/changelog.gz",
      ]),
    );
    for (const line of files) expect(line).toMatch(/^(?:drwxr-xr-x|-rwxr-xr-x|-rw-r--r--|lrwxrwxrwx) \//u);
    const { stdout } = await execa("dpkg-deb", ["--field", join(first, name), "Architecture", "Depends", "Recommends"]);
    expect(stdout).toContain(`Architecture: ${debMachine}\n`);
    expect(stdout).toMatch(/^Depends: libc6 \(>= 2\.\d+\), .*mount, util-linux/mu);
    expect(stdout).toMatch(/^Recommends: .*grub2-common, rsync/mu);
    const { stdout: conffiles } = await execa("dpkg-deb", ["--info", join(first, name), "conffiles"]);
    const inEtc = files.filter((line) => /^-\S+ \/etc\//u.test(line)).map((line) => line.slice(line.indexOf("/")));
    expect(conffiles.split("\n")).toEqual(inEtc);
  });

  test("the package for rpm has the same", async () => {
    const name = `bareon-${version}-1.${rpmMachine}.rpm`;
    const files = await listRpm(name);
    expect(files).toEqual(
      expect.arrayContaining([
        ...common,
        "-rw-r--r-- /usr/share/zsh/site-functions/_bareon-boot",
        "-rw-r--r-- /usr/share/licenses/bareon/copyright",
      ]),
    );
    for (const line of files) expect(line).toMatch(/^(?:drwxr-xr-x|-rwxr-xr-x|-rw-r--r--|lrwxrwxrwx) \//u);
    const { stdout } = await execa("rpm", ["--query", "--package", "--requires", "--recommends", join(first, name)]);
    expect(stdout).toMatch(/^libc\.so\.6\(GLIBC_2\.\d+\)\(64bit\)$/mu);
    expect(stdout).toMatch(/^rsync$/mu);
  });

  test("the archive has the same, and the scripts that install and remove it", async () => {
    const files = await listArchive(`bareon-${version}-${rpmMachine}.tar.xz`);
    const expected = common.map((line) => line.replace(" /", " /files/"));
    expect(files).toEqual(
      expect.arrayContaining([
        ...expected,
        "-rwxr-xr-x /install.sh",
        "-rwxr-xr-x /files/usr/lib/bareon/archive/uninstall",
      ]),
    );
    for (const line of files) expect(line).toMatch(/^(?:drwxr-xr-x|-rwxr-xr-x|-rw-r--r--|lrwxrwxrwx) \//u);
  });

  test("the SBOM is valid CycloneDX 1.6, and has the packages and the Node that are in the executable", async () => {
    const text = await readFile(join(first, `bareon-${version}-${rpmMachine}.cdx.json`), "utf8");
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
    const { metadata, components, dependencies } = JSON.parse(text) as {
      readonly metadata: { readonly component: { readonly hashes: unknown; readonly version: string } };
      readonly components: readonly {
        readonly name: string;
        readonly purl: string;
        readonly hashes: readonly { readonly content: string }[];
        readonly licenses: readonly unknown[];
      }[];
      readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
    };
    const { executable = "", node = "" } = inputs[index] ?? {};
    const sum = async (path: string): Promise<object[]> => [{ alg: "SHA-256", content: await sha256(path) }];
    expect(metadata.component).toMatchObject({ version, hashes: await sum(executable) });
    const [platform, ...parts] = components;
    expect(platform).toMatchObject({ name: "node", hashes: await sum(node) });
    expect(platform?.purl).toMatch(/^pkg:generic\/node@24\.0\.1\?/u);
    // What Node itself is made of is not ours.
    expect(parts.map(({ name }) => name).sort()).toEqual(["ajv", "ansi-regex", "fast-deep-equal", "ini", "yargs"]);
    for (const { name, purl, hashes, licenses } of parts) {
      expect(purl).toMatch(new RegExp(`^pkg:npm/${name}@\\d`, "u"));
      expect(hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/u);
      expect(licenses).toHaveLength(1);
    }
    const own = dependencies.find(({ ref }) => ref === `bareon@${version}`)?.dependsOn ?? [];
    expect(own.map((ref) => ref.replace(/@[\d.]+$/u, ""))).toEqual(
      expect.arrayContaining(["node", "ajv", "yargs", "ini"]),
    );
  });
});

test("the copyright file has the licence of every part", async () => {
  const unpacked = join(scratch.path, "unpacked");
  await execa("dpkg-deb", ["--extract", join(first, made[0] ?? ""), unpacked]);
  const text = await readFile(join(unpacked, "usr/share/doc/bareon/copyright"), "utf8");
  for (const part of ["ajv 8", "yargs 18", "ini 7", "Node.js 24.0.1"]) expect(text).toContain(`\n${part}`);
  expect(text).toContain("/usr/share/common-licenses/Apache-2.0");
});

test("an executable and a Node that do not belong together are refused", async () => {
  const [x64] = inputs;
  const words = ["--executable", x64?.executable ?? "", "--node", "/bin/true", "--without-ramdisk"];
  const output = ["--output", join(scratch.path, "none")];
  const refused = await execa("node", [join(projectRoot, "src/build/release.ts"), ...words, ...output], {
    env: { SOURCE_DATE_EPOCH: epoch },
    reject: false,
  });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain("is made of Node 24.0.1, but /bin/true is none");
});

test("two ramdisks for one machine are refused, and what an earlier release has left stays", async () => {
  const before = await readdir(first);
  const other = await standInRamdisk(join(scratch.path, "other"), "x86_64");
  await expect(release(first, false, "--ramdisk", other)).rejects.toThrow("are both for x86_64");
  expect(await readdir(first)).toEqual(before);
});

test.each([
  ["is missing", "absent", "cannot be read (ENOENT)"],
  ["is the public one", "key.pub", "is no secret key of minisign"],
])(
  "a key that %s is refused before anything is made, and what an earlier release has left stays",
  async (_, name, why) => {
    const before = await readdir(first);
    await expect(release(first, false, "--minisign-key", join(scratch.path, name))).rejects.toThrow(why);
    expect(await readdir(first)).toEqual(before);
  },
);

test(
  "a release that cannot be signed has no checksums, so that it is not taken for a whole one",
  async () => {
    const key = await readFile(join(scratch.path, "key"), "latin1");
    const [comment = "", body = ""] = key.split("\n");
    const bytes = Buffer.from(body, "base64");
    // No algorithm of signatures that minisign knows.
    bytes.write("zz");
    await writeFile(join(scratch.path, "broken"), `${comment}\n${bytes.toString("base64")}\n`);
    const output = join(scratch.path, "unsigned");
    const broken = ["--minisign-key", join(scratch.path, "broken")];
    await expect(release(output, false, ...broken)).rejects.toThrow("minisign ended with");
    expect(await readdir(output)).toEqual([...made, ...others].sort());
  },
  limit,
);
