/** Debian's promtool and node_exporter read what a node tells of itself, and what the manual says of alerts: on a loop disk, without a virtual machine. */
import { readFileSync } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { environmentPath, renderEnvironment } from "../../src/boot/state/environment.ts";
import { parseMenu } from "../../src/boot/menu/parse-menu.ts";
import { menuPath } from "../../src/boot/menu/menu.ts";
import { metricsPath } from "../../src/boot/store/metrics-file.ts";
import { describeMetrics } from "../../src/boot/store/metrics.ts";
import { parseSeen } from "../../src/boot/store/status-reader.ts";
import { statusPath } from "../../src/boot/store/status-file.ts";
import type { Context } from "../../src/host/host.ts";
import { tryEntry } from "../../src/recipes/boot-change.ts";
import { status } from "../../src/recipes/boot-show.ts";
import { verify } from "../../src/recipes/boot-upkeep.ts";
import { createMultibootDisk, type MultibootDisk, withMounted } from "../support/disks/multiboot-disk.ts";
import { readLiteral } from "../support/files/man-text.ts";
import { projectRoot } from "../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { runningContext } from "../support/hosts/running-context.ts";
import { prometheusRoot } from "../support/systems/prometheus-root.ts";

const options = { uuid: null, who: "root" };
const collector = "/var/lib/prometheus/node-exporter";

let disk: MultibootDisk;
let root: string;
let folder: Scratch;

beforeAll(async () => {
  root = await prometheusRoot(console.error);
  folder = await scratchFolder();
  for (const name of ["run", "textfiles", "rules"]) await mkdir(join(folder.path, name));
  disk = await createMultibootDisk({ red: "ext4", blue: "ext4" });
});

afterAll(async () => {
  await disk?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

/** Red runs, in a boot of its own; what it tells goes to where the exporter is run with it. */
async function redRuns(reason: string, boot: number): Promise<Context> {
  const ctx = await runningContext(disk, 0, reason);
  const { host } = ctx;
  const texts = new Map([
    ["/etc/bareon/multiboot", disk.uuid],
    ["/proc/sys/kernel/random/boot_id", `aaaaaaaa-0000-4000-8000-00000000000${boot}`],
  ]);
  const here = (path: string): string =>
    path
      .replace(/^\/run\/bareon-boot(?=\/|$)/u, `${folder.path}/run/bareon-boot`)
      .replace(collector, `${folder.path}/textfiles`);
  return {
    ...ctx,
    host: {
      ...host,
      facts: async (path) => await host.facts(here(path)),
      readText: async (path, limit) => texts.get(path) ?? (await host.readText(here(path), limit)),
      readLink: async (path) => await host.readLink(here(path)),
      writeFile: async (path, ...rest) => await host.writeFile(here(path), ...rest),
      makeDirectory: async (path, mode) => await host.makeDirectory(here(path), mode),
      makeSymlink: async (target, path) => await host.makeSymlink(target, here(path)),
    },
  };
}

/** In the root with this test's folders, without a network; `$1` is the root, `$2` the folder. */
async function inRoot(
  script: string,
  input = "",
): Promise<{ readonly exitCode?: number | undefined; readonly all?: string | undefined; readonly stdout: string }> {
  const mounts = `mount --bind "$2/run" "$1/run"; mount --bind "$2/rules" "$1/mnt"; mount --bind "$2/textfiles" "$1${collector}"`;
  return await execa(
    "unshare",
    [
      "--mount",
      "--net",
      "--pid",
      "--fork",
      "--kill-child",
      "--",
      "sh",
      "-euc",
      `${mounts}; ${script}`,
      "sh",
      root,
      folder.path,
    ],
    { input, reject: false, all: true },
  );
}

/** What promtool finds wrong with the metrics: nothing, and 0. */
async function lint(text: string): Promise<unknown> {
  const { exitCode, all } = await inRoot('chroot "$1" /usr/bin/promtool check metrics', text);
  return [exitCode, all];
}

/** What the exporter serves, run as Debian runs it: as no root, with its own idea of where textfiles are. */
async function scrape(): Promise<string[]> {
  const exporter =
    "/usr/bin/prometheus-node-exporter --collector.disable-defaults --collector.textfile --web.disable-exporter-metrics";
  const { exitCode, all, stdout } = await inRoot(
    `busybox ip link set lo up; chroot --userspec=65534:65534 "$1" ${exporter} >/dev/null 2>&1 </dev/null &
     curl --silent --show-error --fail --retry 60 --retry-delay 1 --retry-connrefused http://127.0.0.1:9100/metrics`,
  );
  expect(exitCode, all).toBe(0);
  return stdout.split("\n").filter((line) => !line.startsWith("#"));
}

function metrics(): string {
  return readFileSync(join(folder.path, metricsPath), "utf8");
}

/** What GRUB leaves of a trial that it has booted as often as it may. */
async function useUpTries(): Promise<void> {
  await withMounted(disk.multiboot, "rw", async (directory) => {
    const { generation } = parseMenu(readFileSync(join(directory, menuPath), "utf8"));
    const environment = { once: null, trial: 1, left: 0, base: 0, tries: 3, generation };
    await writeFile(join(directory, environmentPath), renderEnvironment(environment));
  });
}

test("before root has looked the exporter has nothing of another boot", async () => {
  // As the boot before has left it.
  await symlink(metricsPath, join(folder.path, "textfiles/bareon.prom"));
  const served = await scrape();
  expect(served).toContain("node_textfile_scrape_error 1");
  expect(served.join("\n")).not.toContain("bareon_");
});

test("a trial that is armed, and what verify finds", async () => {
  await rm(join(folder.path, "textfiles/bareon.prom"));
  const ctx = await redRuns("default", 1);
  expect((await tryEntry(ctx, options, "blue", { tries: 3, reset: false })).warnings).toEqual([]);
  await verify(ctx, options, false);
  expect(await lint(metrics())).toEqual([0, ""]);
  expect(await scrape()).toEqual(
    expect.arrayContaining([
      "node_textfile_scrape_error 0",
      'bareon_boot_info{entry="red",image="red-image",image_uuid="",reason="default"} 1',
      'bareon_boot_next_info{entry="blue",image="blue-image",image_uuid="",reason="trial"} 1',
      "bareon_boot_fallback 0",
      'bareon_trial_tries_left{entry="blue"} 3',
      'bareon_entry_bootable{entry="blue",image="blue-image",kind="image"} 1',
      expect.stringMatching(/^bareon_verify_problems\{severity="error"\} [1-9]/u) as string,
    ]),
  );
});

test("after a trial that has failed the exporter says so", async () => {
  await useUpTries();
  await status(await redRuns("fallback", 2), options);
  expect(await lint(metrics())).toEqual([0, ""]);
  const served = await scrape();
  expect(served).toEqual(
    expect.arrayContaining([
      'bareon_boot_info{entry="red",image="red-image",image_uuid="",reason="fallback"} 1',
      "bareon_boot_fallback 1",
      'bareon_boot_fallback_info{cause="tries",from="blue"} 1',
      'bareon_trial_tries_left{entry="blue"} 0',
    ]),
  );
  // It was found in the boot before.
  expect(served.join("\n")).not.toContain("bareon_verify");
});

test("names that mean harm are values of labels for both", async () => {
  const kept = metrics();
  const name = 'x"} 1\nbareon_boot_fallback 7\n\\\r\u0000\u001B[2J\u2028{}=,#😀\uD800';
  const seen = parseSeen(readFileSync(join(folder.path, statusPath), "utf8"));
  if (seen === null) throw new Error("there is no published status");
  const rename = <T extends object>(entry: T): T => ({ ...entry, entry_id: name, image_name: name, problem: name });
  const { current, default: usual, next } = seen.status;
  const evil = describeMetrics(
    {
      ...seen,
      list: { ...seen.list, entries: seen.list.entries.map(rename) },
      status: {
        ...{
          ...seen.status,
          current: current === null ? null : rename(current),
          default: rename(usual),
          next: rename(next),
        },
        fallback: { from: name, cause: "tries" },
      },
    },
    {},
  );
  expect(await lint(evil)).toEqual([0, ""]);
  await writeFile(join(folder.path, metricsPath), evil);
  const served = await scrape();
  expect(served).toContain("node_textfile_scrape_error 0");
  expect(served.filter((line) => line.startsWith("bareon_boot_fallback "))).toEqual(["bareon_boot_fallback 1"]);
  await writeFile(join(folder.path, metricsPath), kept);
});

/** The manual's rules, as a file. */
function rules(): string {
  const page = readFileSync(join(projectRoot, "man/bareon-monitoring.7"), "utf8");
  const block = /^\.Bd -literal\n(?<text>groups:\n[\s\S]*?)^\.Ed$/mu.exec(page)?.groups?.["text"] ?? "";
  return readLiteral(block);
}

/** What the exporter would serve of a node, as series that stay so for an hour. */
function seriesOf(text: string, instance: string): object[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, name = "", labels = "", value = ""] = /^(\w+)(?:\{(.*)\})? ([\d.]+)$/u.exec(line) ?? [];
      const all = [...(labels === "" ? [] : [labels]), `instance="${instance}"`].join(",");
      return { series: `${name}{${all}}`, values: `${value}x90` };
    });
}

test("the manual's rules call for a node that fell back, and for none that is as it should be", async () => {
  const fallen = metrics();
  await writeFile(join(folder.path, "rules/rules.yml"), rules());
  expect((await inRoot('chroot "$1" /usr/bin/promtool check rules /mnt/rules.yml')).all).toMatch(
    /SUCCESS: 6 rules found/u,
  );
  const quiet = fallen
    .replaceAll(/^bareon_boot_fallback_info.*\n/gmu, "")
    .replace(/^bareon_boot_fallback 1$/mu, "bareon_boot_fallback 0");
  const stuck = `${quiet}bareon_update_start_time_seconds{entry="blue"} 0\n`.replace(
    /^(?<series>bareon_entry_bootable\{entry="blue".*\}) 1$/mu,
    "$<series> 0",
  );
  const broken = quiet.replace(/^(?<series>bareon_entry_bootable\{entry="blue".*\}) 1$/mu, "$<series> 0");
  const alert = (alertname: string, ...nodes: [Record<string, string>, string][]): object => ({
    ...{ eval_time: "7h", alertname },
    exp_alerts: nodes.map(([labels, summary]) => ({ exp_labels: labels, exp_annotations: { summary } })),
  });
  const image = { entry: "blue", image: "blue-image", kind: "image" };
  const cases = {
    rule_files: ["rules.yml"],
    evaluation_interval: "1m",
    tests: [
      {
        interval: "5m",
        input_series: [
          ...[...seriesOf(fallen, "n1"), ...seriesOf(quiet, "n2"), ...seriesOf(stuck, "n3"), ...seriesOf(broken, "n4")],
          { series: 'node_textfile_scrape_error{instance="n1"}', values: "1x90" },
          { series: 'node_textfile_scrape_error{instance="n5"}', values: "1x90" },
          { series: 'bareon_trial_running{instance="n6"}', values: "1x90" },
          { series: 'bareon_verify_problems{instance="n7",severity="error"}', values: "2x90" },
        ],
        alert_rule_test: [
          alert("NodeFellBack", [{ instance: "n1", from: "blue", cause: "tries" }, "n1 runs in place of blue (tries)"]),
          alert("SystemUnbootable", [{ instance: "n4", ...image }, "blue of n4 cannot be booted"]),
          alert("UpdateStuck", [
            { instance: "n3", entry: "blue" },
            "The update of blue of n3 does not come to its end",
          ]),
          alert("BootStateUnknown", [{ instance: "n5" }, "n5 does not tell its boot state"]),
          alert("TrialUndecided", [{ instance: "n6" }, "n6 is on trial, and nobody confirms it"]),
          alert("NextBootAtRisk", [
            { instance: "n7", severity: "error" },
            "The next boot of n7 may go wrong: bareon-boot verify",
          ]),
        ],
      },
    ],
  };
  await writeFile(join(folder.path, "rules/cases.yml"), JSON.stringify(cases));
  const tested = await inRoot('chroot "$1" /usr/bin/promtool test rules /mnt/cases.yml');
  expect([tested.exitCode, tested.all]).toEqual([0, expect.stringContaining("SUCCESS") as string]);
});
