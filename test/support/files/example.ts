/** The deploy configs of test/examples, to be used as they are or after one small change. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./paths.ts";

/** A JSON document without a type: tests put wrong things into it on purpose. */
export type Loose = { [key: string]: Loose } & { [index: number]: Loose };

/** Takes the value as a part of a document, whatever it is. */
export function loose(value: unknown): Loose {
  return value as Loose;
}

export type ExampleName =
  | "two-systems"
  | "one-system"
  | "utility-in-roots"
  | "utility-alone"
  | "lvm-and-raid"
  | "kept-stacks"
  | "single-mirror"
  | "mirrored-menu"
  | "three-systems"
  | "redeploy"
  | "image-files"
  | "seeds";

export function readExample(name: ExampleName): Loose {
  return loose(JSON.parse(readFileSync(join(projectRoot, "test/examples", `${name}.json`), "utf8")));
}

/** The place that a JSON pointer names. Throws where its parent is not there. */
export function setAt(document: Loose, pointer: string, value: unknown): void {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/"));
  const last = steps.pop() ?? "";
  let place = document;
  for (const step of steps) {
    const next = place[step];
    if (next === undefined) throw new Error(`${pointer}: there is no ${step}`);
    place = next;
  }
  if (value === undefined) Reflect.deleteProperty(place, last);
  else if (last === "-") (place as unknown as Loose[]).push(loose(value));
  else place[last] = loose(value);
}

/** The example with the values set at JSON pointers: undefined removes one, "-" as the last step appends to a list. */
export function changed(name: ExampleName, changes: Readonly<Record<string, unknown>>): Loose {
  const document = readExample(name);
  for (const [pointer, value] of Object.entries(changes)) setAt(document, pointer, value);
  return document;
}
