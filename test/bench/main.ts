/** Chooses what is measured: `deploy` the transfers of images, otherwise the executable; both print tables of ratios and assert nothing. */
import { benchDeploy } from "./deploy.ts";

const [what, count = "5"] = process.argv.slice(2);
if (what === "deploy")
  console.log(`Medians of ${count} rounds on loop devices.\n\n${await benchDeploy(Number(count))}`);
else await import("./executable.ts");
