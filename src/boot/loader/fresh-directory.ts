/** A directory in a tree that is not trusted, made safe for what writes below it. */
import type { Host } from "../../host/host.ts";

async function isPlain(host: Host, path: string): Promise<boolean> {
  const facts = await host.facts(path);
  if (facts?.kind !== "directory") return facts === undefined || facts.kind === "file";
  for (const name of await host.list(path)) if (!(await isPlain(host, `${path}/${name}`))) return false;
  return true;
}

/** The directory without a link in it, since what is written there follows links, out of the tree too; one with links is kept aside. */
export async function freshDirectory(host: Host, path: string): Promise<string> {
  const kind = (await host.facts(path))?.kind;
  if (kind !== undefined && (kind !== "directory" || !(await isPlain(host, path)))) {
    let aside = `${path}.image`;
    for (let count = 2; (await host.facts(aside)) !== undefined; count += 1) aside = `${path}.image-${count}`;
    await host.rename(path, aside);
  }
  await host.makeDirectory(path);
  return path;
}
