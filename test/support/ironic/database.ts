/** The database of an Ironic that has no nodes yet, which takes it longer to make than to start. */
import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { cached, type Log } from "../../../src/build/cache.ts";
import { type IronicRelease, ironicRoot } from "./roots.ts";
import { databaseName, ironicSettings, stateFolder } from "./settings.ts";
import { startSpace } from "./space.ts";

const command = ["ironic-dbsync", "--config-file", `${stateFolder}/ironic.conf`, "create_schema"];

/** The path of the file, from the cache or made now (seconds). Needs root. */
export async function emptyDatabase(release: IronicRelease, log: Log): Promise<string> {
  const root = await ironicRoot(release, log);
  const folder = await cached(`ironic-database-${release}`, { root: basename(root), command }, async (path) => {
    await mkdir(path);
    await writeFile(join(path, "ironic.conf"), ironicSettings({ api: "", files: "" }, {}));
    await using space = await startSpace(command, { root, state: path, log: join(path, "log") });
    const exitCode = await space.waitExit(400);
    if (exitCode !== 0) throw new Error(`ironic-dbsync ended with ${exitCode ?? ""}:\n${await space.output()}`);
  });
  return join(folder, databaseName);
}
