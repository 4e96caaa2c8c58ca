/** The programs that Slurm calls on a node, as shell scripts: they call bareon-boot and translate between its entries and Slurm's features. bareon-slurm(7) describes them. */

export interface SlurmScript {
  readonly path: string;
  readonly lines: readonly string[];
}

const folder = "/usr/lib/bareon";
const helperPath = `${folder}/slurm-helper`;
const settingsPath = "/etc/bareon/slurm";
/** Published by bareon-boot at each boot: lines with the name of an entry, a tab, and its title; and the id of the one that runs. */
const entriesPath = "/run/bareon-boot/entries";
const currentPath = "/run/bareon-boot/current";

/** Seconds to wait for another bareon-boot: slurmd gives a helper 10 by default. */
const wait = 8;

/** To a person, and to the log of the system, as slurmd throws away what a helper says. */
const failLines = (name: string): readonly string[] => [
  "fail() {",
  `  echo "${name}: $*" >&2`,
  `  logger -t bareon-${name} -- "$*" 2>/dev/null`,
  "  exit 1",
  "}",
];

/** The settings: `mode`, `tries` and `feature`, one a line. */
const settingsLines = [
  "mode=once tries=1 given=",
  "read_settings() {",
  `  [ -e ${settingsPath} ] || return 0`,
  "  number=0",
  '  while read -r word value rest || [ -n "$word" ]; do',
  "    number=$((number + 1))",
  '    case "$word $value" in',
  "      ' ' | '#'*) continue ;;",
  "      'mode once' | 'mode default' | 'mode trial') mode=$value ;;",
  "      'tries '[1-9]) tries=$value ;;",
  '      "feature "?*)',
  `        [ -n "$rest" ] || fail "${settingsPath}, line $number: after the feature $value the entry is missing."`,
  '        given="$given$value $rest$nl"',
  "        continue",
  "        ;;",
  "      *)",
  `        fail "${settingsPath}, line $number: '$word $value' is none of: mode once, mode default, mode trial, tries 1 to 9, feature NAME ENTRY."`,
  "        ;;",
  "    esac",
  `    [ -z "$rest" ] || fail "${settingsPath}, line $number: '$rest' is too much after '$word $value'."`,
  `  done <${settingsPath}`,
  "}",
];

const listLines = (tool: string): readonly string[] => [
  "# FEATURE ENTRY, one a line, of the entries on standard input. Slurm takes letters, digits and _.= in a feature, and no digit in front.",
  "own_features() {",
  "  while read -r entry; do",
  `    printf '%s %s\\n' "$(printf '%s' "$entry" | sed 's/[^A-Za-z0-9_.=]/_/g; s/^[0-9.]/_&/')" "$entry"`,
  "  done",
  "}",
  "",
  "# The same of every system of this node, as root saw them last, which each boot does.",
  "list() {",
  `  if [ ! -s ${entriesPath} ]; then`,
  `    ${tool} status --quiet --wait ${wait}`,
  "    code=$?",
  '    [ "$code" != 38 ] || exit 38',
  `    [ -s ${entriesPath} ] || fail "the systems of this node are not known. Try: bareon-boot list"`,
  "  fi",
  "  # Names besides ids have capital letters or are numbers; ids of older kernels have a +.",
  `  cut -f 1 ${entriesPath} | sed '/[A-Z+]/d; /^[0-9]*$/d' | own_features`,
  `  printf '%s' "$given"`,
  "}",
];

const nowLines = (tool: string): readonly string[] => [
  "# What runs, one feature a line; nothing on a machine without a multiboot partition. Each boot publishes it, which costs no time here.",
  "now() {",
  `  if [ -s ${currentPath} ]; then`,
  `    said=$(cat ${currentPath})`,
  "  else",
  `    said=$(${tool} current --wait ${wait})`,
  "    code=$?",
  '    [ "$code" != 38 ] || exit 0',
  '    [ "$code" = 0 ] || fail "what runs is not known. Try: bareon-boot current"',
  "  fi",
  "  # The first line, without what tells an older kernel from the system that it is of.",
  '  said=${said%%"$nl"*}',
  "  said=${said%%+*}",
  "  printf '%s\\n' \"$said\" | own_features | sed 's/ .*//'",
  "  printf '%s' \"$given\" | while read -r feature entry; do",
  '    [ "$entry" != "$said" ] || printf \'%s\\n\' "$feature"',
  "  done",
  "}",
];

const chooseLines = (tool: string): readonly string[] => [
  "# Of the lines FEATURE ENTRY on standard input, the entries of one feature.",
  "entries_of() {",
  "  while read -r feature entry; do",
  '    [ "$feature" != "$1" ] || printf \'%s\\n\' "$entry"',
  "  done",
  "}",
  "",
  "change() {",
  `  said=$(LOGNAME=slurm ${tool} "$@" --wait ${wait} -- "$entry" 2>&1)`,
  "}",
  "",
  "choose() {",
  '  entry=$(printf \'%s\' "$given" | entries_of "$1")',
  '  if [ -z "$entry" ]; then',
  "    all=$(list) || exit 1",
  '    entry=$(printf \'%s\\n\' "$all" | entries_of "$1")',
  "    known=$(printf '%s\\n' \"$all\" | sed 's/ .*//' | tr '\\n' ' ')",
  '    [ -n "$entry" ] || fail "no system of this node has the feature $1. There are: $known"',
  "  fi",
  `  case "$entry" in *"$nl"*) fail "several systems have the feature $1: $(printf '%s' "$entry" | tr '\\n' ' '). Say in ${settingsPath} which one is meant." ;; esac`,
  '  case "$mode" in',
  "    once) set -- once ;;",
  "    default) set -- set-default ;;",
  '    trial) set -- trial --tries "$tries" --reset ;;',
  "  esac",
  '  change "$@"',
  "  code=$?",
  "  # The default itself is on no trial: there is nothing that it could return to.",
  '  if [ "$mode $code" = "trial 37" ]; then',
  "    change set-default",
  "    code=$?",
  "  fi",
  '  [ "$code" = 0 ] || fail "$entry was not chosen: $said"',
  "}",
];

function helper(tool: string): SlurmScript {
  return {
    path: helperPath,
    lines: [
      "# For node_features/helpers of Slurm: prints the features that this node has now, or chooses the system of a feature for the next boot.",
      "# See bareon-slurm(7).",
      "nl='",
      "'",
      ...failLines("slurm-helper"),
      "",
      ...settingsLines,
      "",
      ...listLines(tool),
      "",
      ...nowLines(tool),
      "",
      ...chooseLines(tool),
      "",
      "read_settings",
      'case "${1-}" in',
      "  '') now ;;",
      "  --list) list ;;",
      '  *) choose "$1" ;;',
      "esac",
    ],
  };
}

/** Slurm 22.05 calls it without an argument, later versions with the features: none of them is for a program that reboots. */
function reboot(tool: string): SlurmScript {
  return {
    path: `${folder}/slurm-reboot`,
    lines: [
      "# For RebootProgram of Slurm, which may hand over features: the helper has chosen already.",
      "# On a machine without a multiboot partition, and wherever else bareon-boot cannot, the plain program reboots.",
      `${tool} reboot --quiet || exec reboot`,
    ],
  };
}

/** Slurm 22.05 starts a job also if a node came back without the feature that it was rebooted for. */
function prolog(tool: string): SlurmScript {
  return {
    path: `${folder}/slurm-prolog`,
    lines: [
      "# For Prolog of Slurm: a job does not start in another system than the one that it asks for, and the node is drained.",
      "# See bareon-slurm(7).",
      '[ -n "${SLURM_JOB_CONSTRAINTS-}" ] || exit 0',
      "nl='",
      "'",
      ...failLines("slurm-prolog"),
      "",
      `all=$(${helperPath} --list)`,
      "code=$?",
      '[ "$code" != 38 ] || exit 0',
      '[ "$code" = 0 ] || fail "the systems of this node are not known"',
      `now=$(${helperPath}) || fail "what runs is not known"`,
      "all=$(printf '%s\\n' \"$all\" | sed 's/ .*//')",
      "",
      "# The constraint as an expression of the shell. The system that runs is 1, another one of this node 0, and all else is Slurm's business.",
      "# Within square brackets the parts with counts are of different nodes, so that one of them is enough.",
      "# shellcheck disable=SC2016",
      'case "$SLURM_JOB_CONSTRAINTS" in *"["*) counted=\'s/\\*[0-9]*&/|/g\' ;; *) counted= ;; esac',
      "words=$(printf '%s' \"$SLURM_JOB_CONSTRAINTS\" | sed \"$counted\" | sed 's/\\*[0-9]*//g; s/,/\\&/g; s/[[]/(/g; s/]/)/g; s/[&|()]/ & /g')",
      "expression=''",
      "wanted=''",
      "runs=''",
      "set -f",
      "for word in $words; do",
      '  case "$word" in',
      '    "&" | "|") value=$word$word ;;',
      '    "(" | ")") value=$word ;;',
      "    *)",
      "      value=1",
      '      case "$nl$all$nl" in *"$nl$word$nl"*)',
      '        case "$nl$now$nl" in *"$nl$word$nl"*) runs=1 ;; *) value=0 wanted=$word ;; esac',
      "        ;;",
      "      esac",
      "      ;;",
      "  esac",
      '  expression="$expression $value"',
      "done",
      '[ -n "$wanted" ] || exit 0',
      "# If it is none, any mention of what runs is enough.",
      "# shellcheck disable=SC2004",
      'fits=$( (echo "$(($expression))") 2>/dev/null) || fits=$runs',
      '[ "$fits" != 1 ] || exit 0',
      "",
      'now=$(printf \'%s\' "$now" | tr "\\n" " ")',
      `last=$(${tool} status --wait ${wait} | sed -n 's/^Last change: *//p')`,
      'reason="bareon: $wanted was asked for, $now runs; last change: $last"',
      'scontrol update "NodeName=$SLURMD_NODENAME" State=DRAIN "Reason=$reason" >&2',
      'fail "$reason"',
    ],
  };
}

/** The scripts that every image receives; they call the boot tool at that path. */
export function slurmScripts(tool: string): readonly SlurmScript[] {
  return [helper(tool), reboot(tool), prolog(tool)];
}
