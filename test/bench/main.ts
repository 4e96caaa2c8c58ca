/** Chooses what is measured: `deploy` the transfers of images, `update` updates, otherwise the executable; they print tables of ratios and assert nothing. */
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
} else await import("./executable.ts");
