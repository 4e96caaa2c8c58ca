/** What a package brings to a system, as data: the files that a deploy writes into an image, for every init system, and how they are enabled. */
import { type Completions, type completionDirectories, type ImageFile, imageFiles } from "./guest-files.ts";
import { type Packaged, packageFile, renderPackage } from "./packaged.ts";

type CompletionDirectory = keyof typeof completionDirectories;
type LinkFile = Extract<ImageFile, { kind: "link" }>;

/** The init systems for which a deploy enables things: systemd, System V's run levels, and OpenRC's scripts for the end of the boot. */
export const inits = ["systemd", "runLevels", "localScripts"] as const;

export interface PackageFiles {
  /** Everything except the tool itself. */
  readonly files: readonly ImageFile[];
  /** The links by which each init system calls what is in `files`. */
  readonly links: Readonly<Record<(typeof inits)[number], readonly LinkFile[]>>;
  /** The units of systemd that are enabled. */
  readonly units: readonly string[];
  /** Those of them that may be started at once: no decision of a trial. */
  readonly startedUnits: readonly string[];
}

/** Debian's zsh looks into another folder than that of other distributions. */
function completionsOf(format: Packaged["format"]): readonly CompletionDirectory[] {
  const forZsh = format === "deb" ? "/usr/share/zsh/vendor-completions" : "/usr/share/zsh/site-functions";
  return ["/usr/share/bash-completion/completions", forZsh, "/usr/share/fish/vendor_completions.d"];
}

const noInit = { systemd: false, runLevels: false, localScripts: false, completions: [] } as const;

/** The links that an image gets for its init system alone. */
function linksFor(init: (typeof inits)[number]): LinkFile[] {
  const always = new Set(imageFiles(noInit, undefined).map(({ path }) => path));
  return imageFiles({ ...noInit, [init]: true }, undefined).filter(
    (file): file is LinkFile => file.kind === "link" && !always.has(file.path),
  );
}

export function packageFiles(packaged: Packaged, completions: Completions): PackageFiles {
  const links = {
    systemd: linksFor("systemd"),
    runLevels: linksFor("runLevels"),
    localScripts: linksFor("localScripts"),
  };
  const enabling = new Set(links.systemd.map(({ path }) => path));
  const withSystemd = imageFiles(
    { ...noInit, systemd: true, completions: completionsOf(packaged.format) },
    completions,
  );
  const present = new Set(withSystemd.map(({ path }) => path));
  const plain = imageFiles(noInit, undefined).filter(({ path }) => !present.has(path));
  const marker: ImageFile = { kind: "file", path: packageFile, text: renderPackage(packaged), mode: 0o644 };
  const units = links.systemd.map(({ path }) => path.slice(path.lastIndexOf("/") + 1));
  return {
    files: [...withSystemd.filter(({ path }) => !enabling.has(path)), ...plain, marker],
    links,
    units,
    startedUnits: units.filter((unit) => /^bareon-(?:status\.service|[a-z]+\.(?:timer|path))$/u.test(unit)),
  };
}
