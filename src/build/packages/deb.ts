/** Makes a package for dpkg, by dpkg-deb. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { formerHooks } from "../../boot/guest/guest-files.ts";
import { debDepends, type ExecutableFacts } from "./architecture.ts";
import { description, packageVersion, refuseArchive, refuseOlder, relationsOf, summary } from "./about.ts";
import { type Contents, type Entry, ownEntries } from "./contents.ts";
import { runProgram } from "./program.ts";
import { stage } from "./stage.ts";

export interface PackageRequest {
  readonly facts: ExecutableFacts;
  readonly contents: Contents;
  readonly version: string;
  readonly maintainer: string;
  /** Seconds. */
  readonly epoch: number;
  /** Of xz. */
  readonly level: number;
  /** An empty folder for what is made on the way. */
  readonly scratch: string;
  /** The folder that gets the package. */
  readonly output: string;
}

/** Debian's lines of at most 80 characters, of which a paragraph's first column is empty. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 78) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => ` ${line}`);
}

async function bytesOf({ content }: Extract<Entry, { kind: "file" }>): Promise<Uint8Array> {
  return "from" in content ? await readFile(content.from) : content;
}

async function sizeAndSums(entries: readonly Entry[]): Promise<{ readonly kibibytes: number; readonly sums: string }> {
  let kibibytes = 0;
  let sums = "";
  for (const entry of entries) {
    // As dpkg-gencontrol(1) counts: what is no file has one.
    if (entry.kind !== "file") {
      kibibytes += 1;
      continue;
    }
    const bytes = await bytesOf(entry);
    kibibytes += Math.ceil(bytes.length / 1024);
    sums += `${createHash("md5").update(bytes).digest("hex")}  ${entry.path.slice(1)}\n`;
  }
  return { kibibytes, sums };
}

function renderControl({ facts, version, maintainer }: PackageRequest, kibibytes: number): string {
  const { needed, recommended, suggested } = relationsOf("debian");
  const lines = [
    "Package: bareon",
    `Version: ${packageVersion(version)}`,
    `Architecture: ${facts.architecture.deb}`,
    `Maintainer: ${maintainer}`,
    `Installed-Size: ${kibibytes}`,
    `Depends: ${[...debDepends(facts), ...needed.map((name) => (name === "util-linux" ? "util-linux (>= 2.27)" : name))].join(", ")}`,
    `Recommends: ${recommended.join(", ")}`,
    `Suggests: ${suggested.join(", ")}`,
    "Section: admin",
    "Priority: optional",
    `Description: ${summary}`,
    ...description.flatMap((paragraph, index) => [...(index === 0 ? [] : [" ."]), ...wrap(paragraph)]),
  ];
  return `${lines.join("\n")}\n`;
}

/** On the first installation, what a deploy wrote is no configuration of the administrator's, about which dpkg would ask. */
function renderPreinst({ entries }: Contents, version: string): string {
  const hooks = entries.filter(({ path, kind }) => kind === "file" && path.startsWith("/etc/")).map(({ path }) => path);
  return `#!/bin/sh
set -e
${refuseArchive}
${refuseOlder(version, 'dpkg --compare-versions "$1" lt "$2"')}
if [ "$1" = install ]; then
  for hook in ${[...hooks, ...formerHooks].join(" ")}; do
    if [ -f "$DPKG_ROOT$hook" ] && [ ! -L "$DPKG_ROOT$hook" ] && grep -q 'bareon-boot refresh --quiet' "$DPKG_ROOT$hook"; then
      rm -f "$DPKG_ROOT$hook"
    fi
  done
fi
`;
}

/** As debhelper's dh_installsystemd writes it. */
function renderPostinst({ units, startedUnits }: Contents): string {
  return `#!/bin/sh
set -e
case "$1" in
  configure | abort-upgrade | abort-deconfigure | abort-remove)
    for unit in ${units.join(" ")}; do
      deb-systemd-helper unmask "$unit" >/dev/null || true
      if deb-systemd-helper --quiet was-enabled "$unit"; then
        deb-systemd-helper enable "$unit" >/dev/null || true
      else
        deb-systemd-helper update-state "$unit" >/dev/null || true
      fi
    done
    if [ -z "$DPKG_ROOT" ] && [ -d /run/systemd/system ]; then
      systemctl --system daemon-reload >/dev/null || true
      deb-systemd-invoke start ${startedUnits.join(" ")} >/dev/null || true
    fi
    ;;
esac
`;
}

function renderPrerm({ startedUnits }: Contents): string {
  return `#!/bin/sh
set -e
if [ "$1" = remove ] && [ -z "$DPKG_ROOT" ] && [ -d /run/systemd/system ]; then
  deb-systemd-invoke stop ${startedUnits.join(" ")} >/dev/null || true
fi
`;
}

function renderPostrm({ units }: Contents): string {
  return `#!/bin/sh
set -e
if [ "$1" = remove ] && [ -z "$DPKG_ROOT" ] && [ -d /run/systemd/system ]; then
  systemctl --system daemon-reload >/dev/null || true
fi
if [ "$1" = purge ] && command -v deb-systemd-helper >/dev/null; then
  deb-systemd-helper purge ${units.join(" ")} >/dev/null || true
fi
`;
}

/** Returns the name of the package. */
export async function buildDeb(request: PackageRequest): Promise<string> {
  const { facts, contents, version, epoch, level, scratch, output } = request;
  const entries = ownEntries(contents);
  const folder = join(scratch, "deb");
  const { kibibytes, sums } = await sizeAndSums(entries);
  const conffiles = entries.filter(({ kind, path }) => kind === "file" && path.startsWith("/etc/"));
  const controls: readonly (readonly [name: string, mode: number, text: string])[] = [
    ["control", 0o644, renderControl(request, kibibytes)],
    ["md5sums", 0o644, sums],
    ["conffiles", 0o644, conffiles.map(({ path }) => `${path}\n`).join("")],
    ["preinst", 0o755, renderPreinst(contents, version)],
    ["postinst", 0o755, renderPostinst(contents)],
    ["prerm", 0o755, renderPrerm(contents)],
    ["postrm", 0o755, renderPostrm(contents)],
  ];
  const control: Entry[] = controls.map(([name, mode, text]) => ({
    kind: "file",
    path: `/DEBIAN/${name}`,
    mode,
    content: new TextEncoder().encode(text),
  }));
  await stage(folder, [{ kind: "directory", path: "/DEBIAN", mode: 0o755 }, ...control, ...entries], epoch);
  const name = `bareon_${packageVersion(version)}_${facts.architecture.deb}.deb`;
  // One thread: of several, xz makes other bytes. Times that are later than the epoch become the epoch.
  await runProgram(
    "dpkg-deb",
    ["--root-owner-group", "-Zxz", `-z${level}`, "--threads-max=1", "--build", folder, join(output, name)],
    { epoch },
  );
  return name;
}
