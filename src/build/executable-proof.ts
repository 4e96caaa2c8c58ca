/** The proof of the finished executable: that V8 takes its code caches, and that Node does what it does with all of its data. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import type { Caller } from "./emulator.ts";

/** What must come to the same with the small data of ICU as with all of it. */
const international = `JSON.stringify([
  new Date(0).toLocaleString("en", { dateStyle: "full", timeStyle: "long", timeZone: "Europe/Berlin" }),
  (1234567.891).toLocaleString("en"), ["b", "a", "B"].sort((one, other) => one.localeCompare(other)),
  Array.from(new Intl.Segmenter().segment("ae\\u0301\\u{1f469}\\u200d\\u{1f467}")).length, "\\ufb01".normalize("NFKD"),
  /^[\\p{L}\\p{Emoji}\\p{Script=Greek}]+$/u.test("\\u00e4\\u{1f469}\\u03b1"), new TextDecoder("latin1").decode(Buffer.of(228)),
  new TextDecoder("utf-16le").decode(Buffer.of(228, 0)), new URL("http://b\\u00fccher.example").hostname,
])`;

/** In the loader the first stands for a question that nobody asks, and in a copy that proves the code cache the second in its place. */
const proof = { silent: "bareon-proof=0", asked: "bareon-proof=1" } as const;

/** The part of the loader that answers: it has the program's `name` and its `script`. */
export const answerProof = `if ("${proof.silent}".endsWith("1")) {
  require("node:fs").writeSync(1, name + " " + script.cachedDataRejected + " " + ${international});
  process.exit(0);
}`;

/**
 * Throws unless V8 takes the code cache of each program by its name, without which all would work, and each start would take longer; and unless
 * the small data of ICU does what is asked of it. Asks a copy of the finished file in which one byte differs.
 */
export async function proveExecutable(
  path: string,
  node: string,
  { call, names }: { readonly call: Caller; readonly names: readonly string[] },
): Promise<void> {
  const bytes = await readFile(path);
  const at = bytes.indexOf(proof.silent, "latin1");
  if (at < 0 || bytes.includes(proof.silent, at + 1, "latin1")) throw new Error(`${path} has not one loader in it`);
  bytes.write(proof.asked, at, "latin1");
  const copy = `${path}.proof`;
  await writeFile(copy, bytes, { mode: 0o755 });
  const options = { encoding: "utf8", env: { LC_ALL: "C" } } as const;
  const asked = call(node, ["--print", international]);
  const whole = execFileSync(asked.file, asked.args, options).trim();
  for (const name of names) {
    const { file, args, argv0 } = call(copy, [], name);
    const { stdout, stderr } = spawnSync(file, args, { ...options, argv0 });
    const said = stdout || stderr;
    if (said.startsWith(`${name} true`)) throw new Error(`V8 refuses the code cache that was made for ${name}`);
    if (said !== `${name} false ${whole}`)
      throw new Error(`${name} does not do what Node does: it said "${said}", and Node "${whole}"`);
  }
}
