/** What real shells offer for the beginning of a command line, and that entries come from the file that anybody may read. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shell } from "../../../src/boot/guest/guest-files.ts";
import { bootLine } from "../../../src/cli/boot/options.ts";
import { renderCompletion, shells } from "../../../src/cli/completion.ts";
import { provisionLine } from "../../../src/cli/provision/options.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bareon-completion-"));
  await writeFile(
    join(folder, "entries"),
    "bookworm\tDebian: 12\nbookworm+6.1\tDebian 12, kernel 6.1\n$(reboot)\tnot a name\n",
  );
  for (const shell of shells)
    await writeFile(join(folder, shell), renderCompletion({ ...bootLine, namesFile: join(folder, "entries") }, shell));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const bash =
  'source "$1"; read -ra COMP_WORDS <<< "$2"; [[ $2 != *" " ]] || COMP_WORDS+=(""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _bareon_boot; printf "%s\\n" "${COMPREPLY[@]}"';

/** An interactive zsh behind a pseudo-terminal types the line, and then a key that lists what may come next and says that it did. */
const zsh = `
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1= RPS1= COLUMNS=200; autoload -Uz compinit; compinit -D; source $1"
zpty -w z "list-and-say() { zle list-choices; zle -R; print -rn lis''ted }; zle -N list-and-say; bindkey '^X' list-and-say; print re''ady"
zpty -r -m z out '*ready*'
for line in "\${@[2,-1]}"; do
  zpty -w -n z $'\\x15'"$line"$'\\x18'
  zpty -r -m z out '*listed*'
  print -rN -- "$out"
done
zpty -d z
`;

/** For each line, everything that the shell says to it. */
async function offered(shell: Shell, lines: readonly string[]): Promise<string[]> {
  const file = join(folder, shell);
  if (shell === "zsh")
    return (
      await execa("zsh", ["-f", "-c", zsh, "zsh", file, ...lines], {
        timeout: 30_000,
        env: { TERM: "dumb", ZDOTDIR: folder },
      })
    ).stdout.split("\0");
  const answers = lines.map(async (line) =>
    shell === "bash"
      ? await execa("bash", ["--norc", "-c", bash, "bash", file, line])
      : await execa("fish", ["--no-config", "-c", `source ${file}; complete -C $argv[1]`, line], {
          env: { HOME: folder },
        }),
  );
  return (await Promise.all(answers)).map(({ stdout }) => stdout);
}

test.for(shells)("%s offers commands, options and entries", async (shell) => {
  const lines = [
    "bareon-boot set-d",
    "bareon-boot list --j",
    "bareon-boot set-default book",
    "bareon-boot list book",
    "bareon-boot completion f",
  ];
  const [command, option, entry, noEntry, name] = await offered(shell, lines);
  expect(command).toContain("set-default");
  expect(option).toContain("--json");
  expect(entry).toContain("bookworm+6.1");
  expect(noEntry).not.toContain("bookworm");
  expect(name).toContain("fish");
});

test.for(shells)("%s offers files for an option whose value is one, and for no other", async (shell) => {
  const lines = ["bareon-boot list --image ", "bareon-boot list --uuid "].map((line) => `${line}${folder}/entr`);
  const [path, word] = await offered(shell, lines);
  expect(path).toContain("entries");
  expect(word?.replaceAll(lines[1] ?? "", "")).not.toContain("entries");
});

test("bash runs nothing that stands in the file of names", async () => {
  const [words = ""] = await offered("bash", ["bareon-boot set-default "]);
  expect(words.split("\n")).toEqual(expect.arrayContaining(["bookworm", "bookworm+6.1"]));
  expect(words).not.toContain("reboot");
});

test.for(shells)("%s accepts the scripts of both programs", async (shell) => {
  for (const line of [bootLine, provisionLine]) {
    const file = join(folder, `${line.program}.${shell}`);
    await writeFile(file, renderCompletion(line, shell));
    await execa(shell, ["-n", file]);
  }
});
