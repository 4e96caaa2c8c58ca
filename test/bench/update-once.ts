/** One update by the recipe of `bareon-provision update`, in a process of its own: prints the events of its progress, one a line. */
import { createLocalHost } from "../../src/host/local/host.ts";
import { updateSystem } from "../../src/recipes/update.ts";
import type { UpdateMethod } from "../../src/plan/update.ts";

const [uuid = "", entry = "", method = "", speed = "", toolPath = ""] = process.argv.slice(2);
const { signal } = new AbortController();
const report = (event: object): void => console.log(JSON.stringify(event));
await updateSystem(
  { host: createLocalHost({ signal, report }), report, signal },
  {
    ...{ uuid, entry, who: "bench", toolPath, requireVerified: false, planOnly: false, fullSpeed: speed === "full" },
    wish: { method: method as UpdateMethod, carryFrom: "idle", arm: "nothing", tries: 1 },
  },
);
