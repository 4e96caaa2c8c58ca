/** What an image receives beside the boot tool, as data: the tool's second name, kernel hooks, the services of a trial boot, programs for Slurm, completion. tool.ts writes it. */

import { slurmScripts } from "../../integrations/slurm/scripts.ts";

import { eventDirectory, multibootFile, settingsFile } from "../../base/places.ts";

export type ImageFile =
  | { readonly kind: "file"; readonly path: string; readonly text: string; readonly mode: number }
  | { readonly kind: "link"; readonly path: string; readonly target: string }
  | { readonly kind: "directory"; readonly path: string };

/** The tool in an image: on the PATH of root, of sudo and of cron on every distribution. */
export const toolPath = "/usr/sbin/bareon-boot";
/** Its other name, by which the same file is the other program. */
const provisionLink: ImageFile = { kind: "link", path: "/usr/sbin/bareon-provision", target: "bareon-boot" };

/** Executables in the first must succeed, those in the second are reported only. */
export const checkDirectories = { required: "/etc/bareon/health.d", wanted: "/etc/bareon/wanted.d" } as const;

/** Settings of the system's administrator, such as `BAREON_HEALTH=--deadline 600`. Both systemd and a shell read it. */
const settingsPath = "/etc/default/bareon";

/** A boot has others that look at the menu, such as those who tell programs of it; none of them takes long, and a decision is not lost to them. */
const decide = `${toolPath} health --trial --wait 60`;

/** Seconds after which an undecided trial is given up, from the start of the unit with systemd, which is early in the boot, else from the end of the health checks. */
const givenUpAfter = 900;

/** The units that bring the menu up to date some minutes after a boot, after a kernel hook and after a change in /boot. */
const lookAgain = "bareon-refresh";

/** The units that look out for changes in /boot, for distributions that call no hook. */
const lookOut = "bareon-kernels";

/** Seconds in which several changes are one: systemd gives up a unit that it starts more than 5 times in 10 seconds. */
const lookOutPause = 20;

/** Seconds; filesystems have brought to the disk by then what GRUB is to read. */
const lookAgainAfter = 300;

function script(path: string, lines: readonly string[]): ImageFile {
  return { kind: "file", path, text: ["#!/bin/sh", ...lines, ""].join("\n"), mode: 0o755 };
}

/**
 * Run by package managers, so it never fails. A chroot has no namespaces to enter or no multiboot partition (exit code 38);
 * that is no matter to report.
 */
const hookLines = [
  "# A kernel was installed or removed: makes the boot menu anew. What goes wrong is said and stops no package manager.",
  `[ -x ${toolPath} ] && [ -s ${multibootFile} ] && [ -e /proc/self/ns/mnt ] || exit 0`,
  `said=$(${toolPath} refresh --quiet --wait 60 2>&1 </dev/null)`,
  "code=$?",
  "# Looks again in some minutes: not all of the kernel may be on the disk in a form that GRUB reads, and other hooks follow.",
  `[ ! -d /run/systemd/system ] || systemctl --no-block restart ${lookAgain}.timer >/dev/null 2>&1`,
  'case "$code" in',
  "  38) ;;",
  '  0 | 39) [ -z "$said" ] || echo "The boot menu was looked at: $said" >&2 ;;',
  "  *)",
  '    echo "The boot menu was not made anew: $said" >&2',
  '    echo "Run again when that is mended: bareon-boot refresh" >&2',
  "    ;;",
  "esac",
  "exit 0",
];

const firstHook = "/etc/kernel/postinst.d/zzz-bareon";

/**
 * Debian and Gentoo's installkernel call the first two, kernel-install (systemd, RPM distributions except SUSE) its own; the third is
 * called whenever an initrd was made, also one that was missing when the kernel came. The names sort behind zz-update-grub, though
 * nothing rests on that order: an image's own menu does not say which kernel is the newest.
 */
const hooks = [
  firstHook,
  "/etc/kernel/postrm.d/zzz-bareon",
  "/etc/initramfs/post-update.d/zzz-bareon",
  "/etc/kernel/install.d/zzz-bareon.install",
].map((path) => script(path, hookLines));

/** The package kernel-hooks of Alpine runs what is in there (its kernel-hooks.trigger). */
const alpineHook: ImageFile = { kind: "link", path: "/etc/kernel-hooks.d/zzz-bareon", target: firstHook };

/** What the hooks were called before; an image that was made of a deployed system has them. They hold `formerHookText`. */
export const formerHooks = [
  "/etc/kernel/postinst.d/zz-bareon",
  "/etc/kernel/postrm.d/zz-bareon",
  "/etc/kernel/install.d/zz-bareon.install",
];
export const formerHookText = `${toolPath} refresh --quiet`;

/** A unit that another one starts. */
function startedUnit(name: string, lines: readonly string[]): ImageFile {
  const path = `/usr/lib/systemd/system/${name}`;
  return { kind: "file", path, text: ["[Unit]", ...lines, ""].join("\n"), mode: 0o644 };
}

function unit(name: string, target: string, lines: readonly string[]): ImageFile[] {
  const file = startedUnit(name, [...lines, "", "[Install]", `WantedBy=${target}`]);
  return [file, { kind: "link", path: `/etc/systemd/system/${target}.wants/${name}`, target: file.path }];
}

const onTrial = "ConditionKernelCommandLine=bareon.reason=trial";
const manual = "Documentation=man:bareon-boot(8)";
/** A package brings the units to machines that have no multiboot partition, on which they do and say nothing. */
const onNode = `ConditionFileNotEmpty=${multibootFile}`;

const systemdFiles: readonly ImageFile[] = [
  ...unit("bareon-health.service", "multi-user.target", [
    "Description=Confirm this trial boot if the system is healthy, else return to the default",
    manual,
    onTrial,
    "Wants=boot-complete.target",
    // Without this, the default ordering would put multi-user.target after this unit.
    "After=multi-user.target boot-complete.target",
    "",
    "[Service]",
    "Type=oneshot",
    "TimeoutStartSec=infinity",
    "Environment=BAREON_HEALTH=",
    `EnvironmentFile=-${settingsPath}`,
    // Not in braces: split into words.
    `ExecStart=${decide} $BAREON_HEALTH`,
  ]),
  ...unit("bareon-deadline.service", "sysinit.target", [
    "Description=Give up this trial boot where nothing else has decided it in time",
    manual,
    onTrial,
    // From the first moment on and into emergency mode: a system that does not come up is what it is for.
    "DefaultDependencies=no",
    "IgnoreOnIsolate=yes",
    "Conflicts=shutdown.target",
    "Before=shutdown.target",
    "",
    "[Service]",
    "Type=simple",
    `ExecStart=/bin/sh -c 'sleep ${givenUpAfter}; exec ${decide} --give-up'`,
  ]),
  ...unit("bareon-status.service", "multi-user.target", [
    "Description=What bareon-boot tells people who are not root",
    manual,
    onNode,
    "After=local-fs.target",
    "# It asks what runs as soon as it starts, and does not wait long.",
    "Before=slurmd.service",
    "",
    "[Service]",
    "Type=oneshot",
    "# A disk that does not answer must not keep the system from coming up.",
    "TimeoutStartSec=3min",
    "# An image that was copied to a machine without a multiboot partition.",
    "SuccessExitStatus=38",
    `ExecStart=${toolPath} status --quiet`,
  ]),
  ...unit("bareon-events.service", "multi-user.target", [
    "Description=Tell programs, and an address, if this boot is a trial or a fallback",
    manual,
    onNode,
    // One of both is enough.
    `ConditionDirectoryNotEmpty=|${eventDirectory}`,
    `ConditionPathExists=|${settingsFile}`,
    // They may take long, and may need the network: nothing waits for them. As for bareon-health.service.
    "After=multi-user.target bareon-status.service network-online.target",
    "",
    "[Service]",
    "Type=oneshot",
    "TimeoutStartSec=infinity",
    "SuccessExitStatus=38",
    `ExecStart=${toolPath} events`,
  ]),
  ...unit(`${lookAgain}.timer`, "timers.target", [
    "Description=Look at the kernels again, some minutes after the boot and after a kernel was installed or removed",
    manual,
    onNode,
    "",
    "[Timer]",
    `# From the start of this timer on, which the kernel hooks and ${lookOut}.service start anew.`,
    `OnActiveSec=${lookAgainAfter}`,
  ]),
  startedUnit(`${lookAgain}.service`, [
    "Description=Bring the boot menu up to date with the kernels that are there",
    manual,
    "",
    "[Service]",
    "Type=oneshot",
    "SuccessExitStatus=38 39",
    `ExecStart=${toolPath} refresh --quiet --wait 60`,
  ]),
  // SUSE's kernel packages call no hooks (suse-module-tools, kernel-scriptlets/rpm-script), nor do Arch's, nor does a copied file.
  ...unit(`${lookOut}.path`, "paths.target", [
    "Description=Look out for kernels that come or go without a kernel hook",
    manual,
    onNode,
    "",
    "[Path]",
    "PathChanged=/boot",
  ]),
  startedUnit(`${lookOut}.service`, [
    "Description=Have the boot menu brought up to date some minutes after the last change in /boot",
    manual,
    "",
    "[Service]",
    "Type=oneshot",
    `ExecStart=/bin/sh -c 'sleep ${lookOutPause}; exec systemctl --no-block restart ${lookAgain}.timer'`,
  ]),
];

const plainScript = "/usr/lib/bareon/after-boot";

/** For an init system that is not systemd, which calls it in its own way when the boot is done. */
const plainFile = script(plainScript, [
  "### BEGIN INIT INFO",
  "# Provides:          bareon",
  "# Required-Start:    $all",
  "# Required-Stop:",
  "# Default-Start:     2 3 4 5",
  "# Default-Stop:",
  "# Short-Description: Decide a trial boot by the health of the system",
  "### END INIT INFO",
  "# To be run at the end of the boot. After a trial boot it confirms the system if that is healthy, else returns to the default.",
  'case "${1:-start}" in start) ;; *) exit 0 ;; esac',
  `[ -x ${toolPath} ] && [ -s ${multibootFile} ] || exit 0`,
  "BAREON_HEALTH=",
  "# shellcheck source=/dev/null",
  `[ ! -r ${settingsPath} ] || . ${settingsPath}`,
  "# The options are to be split into words.",
  "# shellcheck disable=SC2086",
  "(",
  `  ${toolPath} status --quiet`,
  "  # They may take long: nothing waits for them.",
  `  { [ -z "$(ls ${eventDirectory} 2>/dev/null)" ] && [ ! -e ${settingsFile} ]; } || ${toolPath} events 2>&1 | logger -t bareon-events &`,
  '  case " $(cat /proc/cmdline) " in',
  `    *" bareon.reason=trial "*) ${decide} $BAREON_HEALTH; sleep ${givenUpAfter}; ${decide} --give-up ;;`,
  "  esac",
  `  sleep ${lookAgainAfter}; ${toolPath} refresh --quiet --wait 60`,
  ") </dev/null >/dev/null 2>&1 &",
]);

/** The parts of an image by which its files are chosen. */
export interface ImageInit {
  readonly systemd: boolean;
  /** System V's run level directories. */
  readonly runLevels: boolean;
  /** OpenRC's scripts for the end of the boot. */
  readonly localScripts: boolean;
  /** The completion directories that are there. */
  readonly completions: readonly string[];
}

export type Shell = "bash" | "zsh" | "fish";
/** For each program a script for each shell. */
export type Completions = Readonly<Record<"bareon-boot" | "bareon-provision", Readonly<Record<Shell, string>>>>;

/** Where shells look for completions, and what stands around a program's name there; the second for zsh is Debian's. */
export const completionDirectories = {
  "/usr/share/bash-completion/completions": { shell: "bash", begin: "", end: "" },
  "/usr/share/zsh/site-functions": { shell: "zsh", begin: "_", end: "" },
  "/usr/share/zsh/vendor-completions": { shell: "zsh", begin: "_", end: "" },
  "/usr/share/fish/vendor_completions.d": { shell: "fish", begin: "", end: ".fish" },
} as const satisfies Readonly<Record<string, { readonly shell: Shell; readonly begin: string; readonly end: string }>>;

function initFiles({ systemd, runLevels, localScripts }: ImageInit): readonly ImageFile[] {
  if (systemd) return systemdFiles;
  const links = [
    ...(runLevels ? ["/etc/init.d/bareon", ...[2, 3, 4, 5].map((level) => `/etc/rc${level}.d/S99bareon`)] : []),
    ...(localScripts ? ["/etc/local.d/bareon.start"] : []),
  ];
  return [
    plainFile,
    ...links.map((path): ImageFile => ({ kind: "link", path, target: plainScript })),
    ...(localScripts ? [alpineHook] : []),
  ];
}

/** Everything except the tool itself, in the order of writing. */
export function imageFiles(init: ImageInit, completions: Completions | undefined): ImageFile[] {
  const places = Object.entries(completionDirectories).filter(([directory]) => init.completions.includes(directory));
  const scripts = Object.entries(completions ?? {}).flatMap(([program, texts]) =>
    places.map(([directory, { shell, begin, end }]): ImageFile => ({
      kind: "file",
      path: `${directory}/${begin}${program}${end}`,
      text: `${texts[shell]}\n`,
      mode: 0o644,
    })),
  );
  const directories = [...Object.values(checkDirectories), eventDirectory].map((path): ImageFile => ({
    kind: "directory",
    path,
  }));
  const forSlurm = slurmScripts(toolPath).map(({ path, lines }) => script(path, lines));
  return [provisionLink, ...directories, ...hooks, ...initFiles(init), ...forSlurm, ...scripts];
}
