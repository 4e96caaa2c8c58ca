/** Makes the archive for distributions without dpkg and rpm: the files, lists of them, and the scripts that install and remove them. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { archiveFolder as folder, packageVersion } from "./about.ts";
import { type Contents, type Entry, ownEntries } from "./contents.ts";
import type { PackageRequest } from "./deb.ts";
import { runProgram } from "./program.ts";
import { stage } from "./stage.ts";

function line(entry: Entry): string {
  return `${entry.kind} ${entry.kind === "link" ? "-" : entry.mode.toString(8)} ${entry.path}\n`;
}

const renderLinks = (links: Contents["links"][keyof Contents["links"]]): string =>
  links.map(({ path, target }) => `${target} ${path}\n`).join("");

/** What install.sh and uninstall.sh read, by the names of the files. */
function renderLists(
  { links, startedUnits }: Contents,
  entries: readonly Entry[],
  machine: string,
): Map<string, string> {
  return new Map([
    ["machine", `${machine}\n`],
    ["manifest", entries.map(line).join("")],
    ["started-units", `${startedUnits.join(" ")}\n`],
    ["links-systemd", renderLinks(links.systemd)],
    ["links-run-levels", renderLinks(links.runLevels)],
    ["links-local-scripts", renderLinks(links.localScripts)],
  ]);
}

const encoder = new TextEncoder();

/** The script with what both begin with in place of the lines that name it, which are there for shellcheck. */
async function script(name: string): Promise<Uint8Array> {
  const read = async (file: string): Promise<string> => await readFile(join(import.meta.dirname, file), "utf8");
  const start = (await read("script-start.sh")).replace(/^(?:#.*\n)*/u, "");
  const [before, after, ...more] = (await read(name)).split(
    /^# shellcheck source-path=.*\n\. \.\/script-start\.sh\n/mu,
  );
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${name} names script-start.sh not once`);
  return encoder.encode(before + start + after);
}

/** Returns the name of the archive. */
export async function buildArchive({
  facts,
  contents,
  version,
  epoch,
  level,
  scratch,
  output,
}: PackageRequest): Promise<string> {
  const machine = facts.architecture.rpm;
  const top = `bareon-${packageVersion(version)}-${machine}`;
  const added: Entry[] = [
    { kind: "directory", path: folder, mode: 0o755 },
    { kind: "file", path: `${folder}/uninstall`, mode: 0o755, content: await script("uninstall.sh") },
  ];
  const entries = [...ownEntries(contents), ...added].sort((one, other) => (one.path < other.path ? -1 : 1));
  const lists = Array.from(renderLists(contents, entries, machine), ([name, text]): Entry => ({
    kind: "file",
    path: `/lists/${name}`,
    mode: 0o644,
    content: encoder.encode(text),
  }));
  await stage(
    join(scratch, "archive", top),
    [
      { kind: "file", path: "/install.sh", mode: 0o755, content: await script("install.sh") },
      { kind: "file", path: "/uninstall.sh", mode: 0o755, content: await script("uninstall.sh") },
      ...lists,
      ...entries.map((entry) => ({ ...entry, path: `/files${entry.path}` })),
    ],
    epoch,
  );
  const name = `${top}.tar.xz`;
  const owner = ["--owner=0", "--group=0", "--numeric-owner", "--sort=name", `--mtime=@${epoch}`];
  const tar = join(scratch, "archive.tar");
  await runProgram("tar", ["--create", "--format=gnu", ...owner, `--file=${tar}`, top], {
    epoch,
    cwd: join(scratch, "archive"),
  });
  // One thread, as of several xz makes other bytes.
  await runProgram("sh", [
    "-c",
    'xz "-$1" --threads=1 --stdout <"$2" >"$3"',
    "sh",
    String(level),
    tar,
    join(output, name),
  ]);
  return name;
}
