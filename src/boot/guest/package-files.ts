/** What a package brings to a system, as data: the files that a deploy writes into an image, for every init system, and how they are enabled. */
import { type Completions, type completionDirectories, type ImageFile, imageFiles } from "./guest-files.ts";
import { type Packaged, packageFile, renderPackage } from "./packaged.ts";

type CompletionDirectory = keyof typeof completionDirectories;
type LinkFile = Extract<ImageFile, { kind: "link" }>;

export interface PackageFiles {
  /** Everything except the tool itself. */
  readonly files: readonly ImageFile[];
  /** The units that are enabled, in the order of the links that a deploy writes for it. */
  readonly units: readonly string[];
  /** Those of them that may be started at once: no decision of a trial. */
  readonly startedUnits: readonly string[];
  /** What calls the script for the end of the boot where there is no systemd: with System V's run levels, and with OpenRC. */
  readonly plainLinks: { readonly runLevels: readonly LinkFile[]; readonly localScripts: readonly LinkFile[] };
}

const enablingFolder = "/etc/systemd/system/";

/** Debian's zsh looks into another folder than that of other distributions. */
function completionsOf(format: Packaged["format"]): readonly CompletionDirectory[] {
  const forZsh = format === "deb" ? "/usr/share/zsh/vendor-completions" : "/usr/share/zsh/site-functions";
  return ["/usr/share/bash-completion/completions", forZsh, "/usr/share/fish/vendor_completions.d"];
}

const noInit = { systemd: false, runLevels: false, localScripts: false, completions: [] } as const;

function newLinks(init: Parameters<typeof imageFiles>[0]): LinkFile[] {
  const there = new Set(imageFiles(noInit, undefined).map(({ path }) => path));
  return imageFiles(init, undefined).filter((file): file is LinkFile => file.kind === "link" && !there.has(file.path));
}

export function packageFiles(packaged: Packaged, completions: Completions): PackageFiles {
  const withSystemd = imageFiles(
    { ...noInit, systemd: true, completions: completionsOf(packaged.format) },
    completions,
  );
  const isEnabling = ({ path }: ImageFile): boolean => path.startsWith(enablingFolder);
  const present = new Set(withSystemd.map(({ path }) => path));
  const plain = imageFiles(noInit, undefined).filter(({ path }) => !present.has(path));
  const marker: ImageFile = { kind: "file", path: packageFile, text: renderPackage(packaged), mode: 0o644 };
  const units = withSystemd.filter(isEnabling).map(({ path }) => path.slice(path.lastIndexOf("/") + 1));
  return {
    files: [...withSystemd.filter((file) => !isEnabling(file)), ...plain, marker],
    units,
    startedUnits: units.filter((unit) => /^bareon-(?:status\.service|[a-z]+\.(?:timer|path))$/u.test(unit)),
    plainLinks: {
      runLevels: newLinks({ ...noInit, runLevels: true }),
      localScripts: newLinks({ ...noInit, localScripts: true }),
    },
  };
}
