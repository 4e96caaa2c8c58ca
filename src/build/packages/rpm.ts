/** Makes a package for rpm, by rpmbuild. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rpmRequires } from "./architecture.ts";
import {
  description,
  isOlderBySort,
  packageVersion,
  refuseArchive,
  refuseOlder,
  relationsOf,
  summary,
} from "./about.ts";
import { type Contents, type Entry, ownEntries } from "./contents.ts";
import type { PackageRequest } from "./deb.ts";
import { runProgram } from "./program.ts";
import { stage } from "./stage.ts";

/** What keeps rpmbuild from changing the files, and from writing down where and when it ran. */
const macros: Readonly<Record<string, string>> = {
  _buildhost: "localhost",
  _build_id_links: "none",
  clamp_mtime_to_source_date_epoch: "1",
  use_source_date_epoch_as_buildtime: "1",
  source_date_epoch_from_changelog: "0",
  __os_install_post: "%{nil}",
  debug_package: "%{nil}",
};

function attributes(entry: Entry): string {
  switch (entry.kind) {
    case "directory":
      return "%dir %attr(0755, root, root) ";
    case "link":
      return "";
    case "file": {
      const kind = entry.path.startsWith("/etc/")
        ? "%config "
        : entry.path.startsWith("/usr/share/licenses/")
          ? "%license "
          : "";
      return `${kind}%attr(0${entry.mode.toString(8)}, root, root) `;
    }
  }
}

function renderScripts({ units, startedUnits }: Contents, version: string): string {
  const all = units.join(" ");
  const started = startedUnits.join(" ");
  return `%pre
${refuseArchive}
${refuseOlder(version, isOlderBySort)}

%post
command -v systemctl >/dev/null 2>&1 || exit 0
if [ "$1" = 1 ]; then systemctl --no-reload --quiet enable ${all} >/dev/null 2>&1 || :; fi
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload >/dev/null 2>&1 || :
  systemctl --quiet start ${started} >/dev/null 2>&1 || :
fi

%preun
command -v systemctl >/dev/null 2>&1 || exit 0
if [ "$1" = 0 ]; then
  systemctl --no-reload --quiet disable ${all} >/dev/null 2>&1 || :
  if [ -d /run/systemd/system ]; then systemctl --quiet stop ${started} >/dev/null 2>&1 || :; fi
fi

%postun
if [ -d /run/systemd/system ]; then systemctl daemon-reload >/dev/null 2>&1 || :; fi
`;
}

function renderSpec(request: PackageRequest, entries: readonly Entry[], staged: string): string {
  const { facts, contents, version, maintainer } = request;
  const { needed, recommended, suggested } = relationsOf("rhel");
  const each = (tag: string, names: readonly string[]): string[] => names.map((name) => `${tag}: ${name}`);
  const header = [
    `%global _binary_payload w${request.level}.xzdio`,
    ...Object.entries(macros).map(([name, value]) => `%global ${name} ${value}`),
    "Name: bareon",
    `Version: ${packageVersion(version)}`,
    "Release: 1",
    `Summary: ${summary}`,
    "License: Apache-2.0 AND MIT AND ISC AND BSD-2-Clause AND BSD-3-Clause AND Zlib AND Unicode-3.0",
    `Packager: ${maintainer}`,
    "Group: System/Base",
    "AutoReqProv: no",
    ...each("Requires", [...rpmRequires(facts), "/bin/sh", ...needed]),
    ...each("Recommends", recommended),
    ...each("Suggests", suggested),
  ];
  const files = entries.map((entry) => `${attributes(entry)}"${entry.path}"`);
  return [
    ...header,
    `\n%description\n${description.join("\n\n")}`,
    `\n%install\ncp --archive --no-preserve=ownership ${staged}/. %{buildroot}/\n`,
    renderScripts(contents, version),
    `%files\n%defattr(-, root, root, -)\n${files.join("\n")}\n`,
  ].join("\n");
}

/** Returns the name of the package. */
export async function buildRpm(request: PackageRequest): Promise<string> {
  const { facts, contents, version, epoch, scratch, output } = request;
  const entries = ownEntries(contents);
  const staged = join(scratch, "rpm-files");
  const top = join(scratch, "rpm");
  await stage(staged, entries, epoch);
  await mkdir(top);
  const spec = join(top, "bareon.spec");
  await writeFile(spec, renderSpec(request, entries, staged));
  const machine = facts.architecture.rpm;
  const options = [`--define=_topdir ${top}`, `--define=_tmppath ${top}`, `--target=${machine}-linux`];
  await runProgram("rpmbuild", ["-bb", "--quiet", ...options, spec], { epoch, cwd: top });
  const name = `bareon-${packageVersion(version)}-1.${machine}.rpm`;
  await rename(join(top, "RPMS", machine, name), join(output, name));
  return name;
}
