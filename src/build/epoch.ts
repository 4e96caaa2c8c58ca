/** The time of what is built to be handed on: one that does not depend on when it is built. */
import { resolve } from "node:path";
import { runProgram } from "./packages/program.ts";

const root = resolve(import.meta.dirname, "../..");

/** Seconds: $SOURCE_DATE_EPOCH, else those of the last commit. */
export async function readEpoch(): Promise<number> {
  const given = process.env["SOURCE_DATE_EPOCH"];
  const text = given ?? (await runProgram("git", ["log", "-1", "--format=%ct"], { cwd: root })).trim();
  if (!/^\d{1,11}$/u.test(text)) throw new Error(`SOURCE_DATE_EPOCH is "${text}", not a number of seconds`);
  return Number(text);
}
