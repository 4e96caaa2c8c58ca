/** Chooses what is measured: `deploy` the transfers of images, `update` updates, `fleet` many nodes with one source, `kexec` reboots in a VM, otherwise the executable; they print tables and assert nothing. */
import { loadavg } from "node:os";
import { benchDeploy } from "./deploy.ts";

const [what, count = "5"] = process.argv.slice(2);
if (what === "deploy")
  console.log(`Medians of ${count} rounds on loop devices.\n\n${await benchDeploy(Number(count))}`);
else if (what === "update") {
  const { benchUpdate } = await import("./update.ts");
  const table = await benchUpdate(Number(count));
  console.log(
    `Medians of ${count} rounds on loop devices; load at the end: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")}.\n\n${table}`,
  );
} else if (what === "fleet") {
  const { benchFleet } = await import("./fleet/bench.ts");
  console.log(await benchFleet(process.argv.slice(3)));
} else if (what === "kexec") {
  const { benchKexec } = await import("./kexec.ts");
  console.log(`Medians of ${count} rounds in a VM.\n\n${await benchKexec(Number(count))}`);
} else await import("./executable.ts");
