/** Completion of a command line for bash and zsh, made from its table: the shell need not run the program. */
import type { CommandLine, OptionSpec } from "./command-table.ts";

function flag({ name }: OptionSpec): string {
  return `--${name}`;
}

/** Completion for the value after an option: its choices, else a file. */
function valueCases({ options }: CommandLine): string[] {
  const choices = options.flatMap((option) => (option.choices === undefined ? [] : [`    ${flag(option)}) mapfile -t COMPREPLY < <(compgen -W "${option.choices.join(" ")}" -- "$current"); return ;;`]));
  const texts = options.filter(({ kind }) => kind === "text").map(flag);
  return [...choices, `    ${texts.join("|")}) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;`];
}

function commandCases({ commands, options }: CommandLine): string[] {
  return commands.map(({ name }) => `    ${name}) words="${[...options.filter((option) => option.commands.includes(name)).map(flag), "--help"].join(" ")}" ;;`);
}

/** A script to be read by bash, or by zsh through its bashcompinit. */
export function renderCompletion(line: CommandLine): string {
  const { program, commands, defaultCommand } = line;
  const names = commands.map(({ name }) => name);
  const name = `_${program.replaceAll("-", "_")}`;
  return [
    `# Completion for ${program} in bash and zsh: source <(${program} completion)`,
    'if [ -n "${ZSH_VERSION-}" ]; then autoload -Uz bashcompinit && bashcompinit; mapfile() { COMPREPLY=("${(@f)$(cat)}"); }; fi',
    `${name}() {`,
    `  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=${defaultCommand ?? ""} words="" first=""`,
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    `    case $word in ${names.join("|")}) command=$word first=$word; break ;; esac`,
    "  done",
    "  case $previous in",
    ...valueCases(line),
    "  esac",
    "  case $command in",
    ...commandCases(line),
    "  esac",
    `  [ -n "$first" ] || words="${[...names, "completion"].join(" ")} $words"`,
    '  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")',
    "}",
    `complete -o default -F ${name} ${program}`,
  ].join("\n");
}
