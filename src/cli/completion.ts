/** Completion of a command line for bash, zsh and fish, made from its table: no shell runs the program for it. */
import { quoteShell } from "../base/shell-quoting.ts";
import type { Shell } from "../boot/guest/guest-files.ts";
import type { CommandLine, CommandSpec, OptionSpec } from "./command-table.ts";

export const shells = ["bash", "zsh", "fish"] as const satisfies readonly Shell[];

export function isShell(word: string): word is Shell {
  return shells.some((shell) => shell === word);
}

function optionsOf({ options }: CommandLine, command: string): readonly OptionSpec[] {
  return options.filter(({ commands }) => commands.includes(command));
}

/** Words of the help for what can be a path: seeds are named by a path or an address. */
const pathValues = ["PLACE", "DIR"];

function takesPath({ isPath, value }: OptionSpec): boolean {
  return isPath === true || (value !== undefined && pathValues.includes(value));
}

/** The options with a text of their own for a value, as a pattern of a shell's case: those that take a path, or the others. */
function textPattern({ options }: CommandLine, isPath: boolean): string {
  const texts = options.filter((option) => option.kind === "text" && takesPath(option) === isPath);
  return Array.from(new Set(texts.map(({ name }) => `--${name}`))).join("|");
}

function functionName({ program }: CommandLine): string {
  return `_${program.replaceAll("-", "_")}`;
}

/** The commands whose operand stands in the file of names, which is that of entries. */
function namingCommands({ commands, namesFile }: CommandLine): readonly CommandSpec[] {
  return namesFile === undefined ? [] : commands.filter(({ operand }) => operand?.name === "entry");
}

function bashValues(line: CommandLine): string[] {
  const choices = line.options.flatMap(({ name, choices: words }) =>
    words === undefined
      ? []
      : [`    --${name}) mapfile -t COMPREPLY < <(compgen -W "${words.join(" ")}" -- "$current"); return ;;`],
  );
  return [
    ...choices,
    `    ${textPattern(line, true)}) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;`,
    // Else the shell would offer files, as it does where nothing else fits.
    `    ${textPattern(line, false)}) compopt +o default; return ;;`,
  ];
}

function bashCommands(line: CommandLine): string[] {
  const naming = new Set(namingCommands(line));
  // Only names that need no quoting: compgen expands its words as a shell does.
  const names = `$(grep -Eos '^[A-Za-z0-9._+@-]+' ${line.namesFile ?? ""})`;
  return line.commands.map((command) => {
    const words = [...optionsOf(line, command.name).map(({ name }) => `--${name}`), "--help"].join(" ");
    return `    ${command.name}) words="${words}${naming.has(command) ? ` ${names}` : ""}" ;;`;
  });
}

function renderBash(line: CommandLine): string[] {
  const { program, commands, defaultCommand } = line;
  const names = commands.map(({ name }) => name);
  return [
    `# Completion for ${program} in bash: source <(${program} completion bash)`,
    `${functionName(line)}() {`,
    `  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=${defaultCommand ?? ""} words="" first="" word`,
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    `    case $word in ${[...names, "completion"].join("|")}) command=$word first=$word; break ;; esac`,
    "  done",
    "  case $previous in",
    ...bashValues(line),
    "  esac",
    "  case $command in",
    ...bashCommands(line),
    `    completion) words="${shells.join(" ")}" ;;`,
    "  esac",
    `  [ -n "$first" ] || words="${[...names, "completion"].join(" ")} $words"`,
    '  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")',
    "}",
    `complete -o default -F ${functionName(line)} ${program}`,
  ];
}

/** One word of zsh's _describe. */
function described(name: string, text: string): string {
  return quoteShell(`${name.replaceAll(":", String.raw`\:`)}:${text}`);
}

function zshCommands(line: CommandLine): string[] {
  const naming = new Set(namingCommands(line));
  return line.commands.map((command) => {
    const options = optionsOf(line, command.name).map(({ name, text }) => described(`--${name}`, text));
    return `    ${command.name}) options=(${options.join(" ")} ${described("--help", "Print help")})${naming.has(command) ? " naming=1" : ""} ;;`;
  });
}

function renderZsh(line: CommandLine): string[] {
  const { program, commands, defaultCommand, namesFile } = line;
  const name = functionName(line);
  const choices = line.options.flatMap(({ name: option, choices: words }) =>
    words === undefined ? [] : [`    --${option}) compadd -- ${words.join(" ")}; return ;;`],
  );
  return [
    `#compdef ${program}`,
    `# Completion for ${program} in zsh: source <(${program} completion zsh)`,
    `${name}() {`,
    `  local -a commands options entries`,
    `  local command=${defaultCommand ?? ""} first="" naming="" word`,
    `  commands=(${[...commands.map((command) => described(command.name, command.summary)), described("completion", "Print a script for completion")].join(" ")})`,
    '  for word in "${(@)words[2,CURRENT-1]}"; do',
    `    case $word in ${[...commands.map((command) => command.name), "completion"].join("|")}) command=$word first=$word; break ;; esac`,
    "  done",
    "  case ${words[CURRENT-1]} in",
    ...choices,
    `    ${textPattern(line, true)}) _files; return ;;`,
    `    ${textPattern(line, false)}) return ;;`,
    "  esac",
    "  case $command in",
    ...zshCommands(line),
    `    completion) compadd -- ${shells.join(" ")}; return ;;`,
    "  esac",
    "  [[ -n $first ]] || _describe -t commands command commands",
    // A tab stands between a name and what it is; a colon would end the name for _describe.
    ...(namesFile === undefined
      ? []
      : [
          `  [[ -n $naming && -r ${namesFile} ]] && entries=("\${(@)\${(@f)$(<${namesFile})}//:/\\\\:}") && entries=("\${(@)entries/$'\\t'/:}") && _describe -V -t entries entry entries`,
        ]),
    "  [[ -z $options || $PREFIX != -* ]] || _describe -t options option options",
    "}",
    `if [[ $funcstack[1] = _${program} ]]; then ${name} "$@"; else compdef ${name} ${program}; fi`,
  ];
}

/** How fish is told of an option's value. */
function fishValue(option: OptionSpec): string {
  if (option.kind === "flag") return "";
  if (option.choices !== undefined) return ` -x -a ${quoteShell(option.choices.join(" "))}`;
  return takesPath(option) ? " -r -F" : " -x";
}

function renderFish(line: CommandLine): string[] {
  const { program, commands, defaultCommand, namesFile } = line;
  const names = [...commands.map(({ name }) => name), "completion"];
  const none = `"not __fish_seen_subcommand_from ${names.join(" ")}"`;
  const naming = namingCommands(line).map(({ name }) => name);
  const options = line.options.flatMap((option) => {
    const within = `__fish_seen_subcommand_from ${option.commands.join(" ")}`;
    const condition =
      defaultCommand !== null && option.commands.includes(defaultCommand)
        ? `"${within}; or not __fish_seen_subcommand_from ${names.join(" ")}"`
        : `"${within}"`;
    return [
      `complete -c ${program} -n ${condition} -l ${option.name}${fishValue(option)} -d ${quoteShell(option.text)}`,
    ];
  });
  return [
    `# Completion for ${program} in fish: ${program} completion fish | source`,
    `complete -c ${program} -f`,
    ...commands.map(({ name, summary }) => `complete -c ${program} -n ${none} -a ${name} -d ${quoteShell(summary)}`),
    `complete -c ${program} -n ${none} -a completion -d 'Print a script for completion'`,
    `complete -c ${program} -n "__fish_seen_subcommand_from completion" -a ${quoteShell(shells.join(" "))}`,
    ...(naming.length === 0 || namesFile === undefined
      ? []
      : [
          `complete -c ${program} -k -n "__fish_seen_subcommand_from ${naming.join(" ")}" -a '(test -r ${namesFile}; and cat ${namesFile})'`,
        ]),
    ...options,
    `complete -c ${program} -s h -l help -d 'Print help'`,
  ];
}

const renderers: Readonly<Record<Shell, (line: CommandLine) => string[]>> = {
  bash: renderBash,
  zsh: renderZsh,
  fish: renderFish,
};

/** The script of every shell. */
export function completionsOf(line: CommandLine): Readonly<Record<Shell, string>> {
  return {
    bash: renderCompletion(line, "bash"),
    zsh: renderCompletion(line, "zsh"),
    fish: renderCompletion(line, "fish"),
  };
}

/** A script to be read by that shell. */
export function renderCompletion(line: CommandLine, shell: Shell): string {
  return renderers[shell](line).join("\n");
}
