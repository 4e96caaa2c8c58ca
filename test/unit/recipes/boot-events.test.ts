/** What a node tells of itself: the metrics that are published, and the programs that are told of its boots, on a node in memory. */
import { expect, test } from "vitest";
import { environmentPath, renderEnvironment } from "../../../src/boot/state/environment.ts";
import { historyPath, planHistory, renderEmptyHistory } from "../../../src/boot/state/history.ts";
import { menuPath } from "../../../src/boot/menu/menu.ts";
import { collectorLink, metricsPath } from "../../../src/boot/store/metrics-file.ts";
import { cancel, confirm, reject, tryEntry } from "../../../src/recipes/boot-change.ts";
import {
  tellBoot,
  tellConfirmed,
  tellRejected,
  tellUpdated,
  tellUpdateFailed,
} from "../../../src/recipes/boot-events.ts";
import { list, showMetrics, status } from "../../../src/recipes/boot-show.ts";
import { verify } from "../../../src/recipes/boot-upkeep.ts";
import type { Command } from "../../../src/base/command.ts";
import { BareonError } from "../../../src/base/errors.ts";
import { bootMenu, type BootNodeOptions, createBootNode, onPartition } from "../../support/hosts/boot-node.ts";
import { createTestContext, type RecordingHost, type Seed } from "../../support/hosts/recording-host.ts";

const options = { uuid: null, who: "root" };
const bootId = "11111111-2222-4333-8444-555555555555";
const executable: Seed = { kind: "file", content: new Uint8Array(), mode: 0o755 };
const { generation } = bootMenu;
const spent = renderEnvironment({ once: null, trial: 1, left: 0, base: 0, tries: 3, generation });
const armed = renderEnvironment({ once: null, trial: 1, left: 2, base: 0, tries: 3, generation });
const fallen = { "/proc/cmdline": "bareon.entry=0 bareon.reason=fallback bareon.left=0\n" };
const onTrial = {
  "/proc/cmdline": "bareon.entry=1 bareon.reason=trial bareon.left=2\n",
  "/proc/self/mountinfo": "22 1 254:4 / / rw,relatime shared:1 - btrfs /dev/vda4 rw\n",
};

interface Node {
  readonly ctx: ReturnType<typeof createTestContext>;
  readonly host: RecordingHost;
  /** Each run of the program: its environment without the time, and its input. */
  readonly told: { readonly env: Command["env"]; readonly input: unknown }[];
}

function createNode(machine: BootNodeOptions["machine"] = {}, environment?: Uint8Array, exitCode = 0): Node {
  const told: { env: Command["env"]; input: unknown }[] = [];
  const effect = (_: RecordingHost, { env, input }: Command): void => {
    told.push({ env, input: JSON.parse(input ?? "null") });
  };
  const host = createBootNode({
    machine: { "/proc/sys/kernel/random/boot_id": `${bootId}\n`, ...machine },
    ...(environment === undefined ? {} : { partition: { [environmentPath]: environment } }),
    commands: [
      { command: /^\/bin\/sh .* \/etc\/bareon\/event\.d\//u, always: true, effect, exitCode, stdout: "said\n" },
      { command: /^(?:grub-fstest|blockdev)/u, always: true },
    ],
  });
  return { host, ctx: createTestContext(host), told };
}

test("each look publishes the metrics, and the collector of node_exporter finds them by a link", async () => {
  const { host, ctx } = createNode({ "/var/lib/prometheus/node-exporter/other.prom": "" });
  expect((await list(ctx, options)).warnings).toEqual([]);
  expect(host.text(metricsPath)).toContain(
    'bareon_boot_info{entry="a",image="a-image",image_uuid="",reason="default"} 1',
  );
  expect(host.nodes.get(collectorLink)).toEqual({ kind: "symlink", target: "/run/bareon-boot/metrics.prom" });
  await tryEntry(ctx, options, "b", { tries: 3, reset: false });
  expect(host.text(collectorLink)).toContain('bareon_trial_tries_left{entry="b"} 3');
  const { text } = await showMetrics(ctx, options, null);
  const timeless = (metrics = ""): string => metrics.replace(/^(?<name>bareon_status_time_seconds) .*$/mu, "$<name>");
  expect(timeless(host.text(metricsPath))).toBe(timeless(text));
});

test("what is there in place of the link stays, with a warning; without the collector there is no link", async () => {
  const { host, ctx } = createNode({ [collectorLink]: "mine\n" });
  expect((await status(ctx, options)).warnings).toEqual([
    `node_exporter does not find the metrics: ${collectorLink} is there already, and is no link to ${metricsPath}.`,
  ]);
  expect(host.text(collectorLink)).toBe("mine\n");
  const plain = createNode();
  await status(plain.ctx, options);
  expect(plain.host.nodes.has(collectorLink)).toBe(false);
});

test("of a partition that was named on the command line there are no metrics of this machine", async () => {
  const { host, ctx } = createNode();
  const { text } = await showMetrics(ctx, { uuid: "cccccccc-0000-4000-8000-000000000000" }, null);
  expect(text).toContain("bareon_entries 2");
  expect(host.nodes.has(metricsPath)).toBe(false);
});

test("a boot stays the fallback that it was, whatever is done in it", async () => {
  const { host, ctx } = createNode(fallen, spent);
  expect(await status(ctx, options)).toMatchObject({
    fallback: { from: "b", cause: "tries" },
    explanation: expect.stringMatching(/^a runs in place of b: its trial has no tries left; /u) as string,
  });
  await cancel(ctx, options);
  expect(await status(ctx, options)).toMatchObject({ trial: null, fallback: { from: "b", cause: "tries" } });
  expect(host.text(metricsPath)).toContain('bareon_boot_fallback_info{from="b",cause="tries"} 1');
});

test("the first command of a boot may be one that changes what it fell back from", async () => {
  const { ctx } = createNode(fallen, spent);
  await cancel(ctx, options);
  expect((await status(ctx, options)).fallback).toEqual({ from: "b", cause: "tries" });
});

test("what a trial is ended by while it runs, is a fallback for the next boot", async () => {
  const { host, ctx } = createNode(onTrial, armed);
  await reject(ctx, { ...options, why: "not healthy: x" });
  expect((await status(ctx, options)).fallback).toBeUndefined();
  // The next boot, in which /run is another one.
  const boot = (): ReturnType<typeof createTestContext> =>
    createTestContext(
      createBootNode({
        machine: { "/proc/sys/kernel/random/boot_id": bootId.replace("1", "9") },
        partition: { [historyPath]: onPartition(host, historyPath) },
      }),
    );
  const fallback = { from: "b", cause: "rejected" };
  expect((await status(boot(), options)).fallback).toEqual(fallback);
  // Its first command may be the next trial.
  const tried = boot();
  await tryEntry(tried, options, "b", { tries: 3, reset: false });
  expect((await status(tried, options)).fallback).toEqual(fallback);
});

test("verify adds what it found, also if the menu can no longer be looked at", async () => {
  const { host, ctx } = createNode();
  await status(ctx, options);
  expect(host.text(metricsPath)).not.toContain("verify");
  const { findings } = await verify(ctx, options, false);
  const errors = findings.filter(({ problem, severity }) => problem !== null && severity === "error").length;
  expect(host.text(metricsPath)).toContain(`bareon_verify_problems{severity="error"} ${errors}\n`);
  await status(ctx, options);
  expect(host.text(metricsPath)).toContain(`bareon_verify_problems{severity="error"} ${errors}\n`);
  const damaged = createBootNode({
    machine: { "/proc/sys/kernel/random/boot_id": bootId },
    partition: { [menuPath]: "if\n" },
    commands: [{ command: /^(?:grub-fstest|blockdev)/u, always: true }],
  });
  await verify(createTestContext(damaged), options, false);
  expect(damaged.text(metricsPath)).toMatch(/^bareon_verify_problems\{severity="error"\} [1-9]/mu);
  expect(damaged.text(metricsPath)).not.toContain("bareon_entries");
});

test("a fallback is told once in a boot, with its facts in the environment and as JSON", async () => {
  const { ctx, told } = createNode({ ...fallen, "/etc/bareon/event.d/10-page": executable }, spent);
  expect(await tellBoot(ctx, options, 60)).toMatchObject({
    events: [{ event: "fallback", told: "now", programs: [{ program: "/etc/bareon/event.d/10-page", problem: null }] }],
  });
  const message = "a runs in place of b: its trial has no tries left";
  expect(told).toMatchObject([
    {
      env: {
        ...{ BAREON_EVENT: "fallback", BAREON_ENTRY: "a", BAREON_IMAGE: "a-image", BAREON_IMAGE_UUID: "" },
        ...{ BAREON_FROM: "b", BAREON_CAUSE: "tries", BAREON_MESSAGE: message },
      },
      input: { version: 1, event: "fallback", entry: "a", image: "a-image", from: "b", cause: "tries", message },
    },
  ]);
  expect(ctx.events).toContainEqual({ event: "output", of: "/etc/bareon/event.d/10-page (fallback)", text: "said" });
  expect(await tellBoot(ctx, options, 60)).toMatchObject({ events: [{ told: "before", programs: [] }] });
  expect(told).toHaveLength(1);
});

test("without a program nothing is told, and what is put there later is", async () => {
  const { ctx, host, told } = createNode(fallen, spent);
  expect(await tellBoot(ctx, options, 60)).toMatchObject({ events: [{ told: "now", programs: [] }] });
  host.seed("/etc/bareon/event.d/late", executable);
  await tellBoot(ctx, options, 60);
  expect(told).toHaveLength(1);
  const usual = createNode({ "/etc/bareon/event.d/x": executable });
  expect((await tellBoot(usual.ctx, options, 60)).events).toEqual([]);
  expect(usual.told).toEqual([]);
});

test("a trial is told at its boot, and its confirmation when it was confirmed", async () => {
  const { ctx, told } = createNode({ ...onTrial, "/etc/bareon/event.d/x": executable }, armed);
  await tellBoot(ctx, options, 60);
  await confirm(ctx, options, false);
  await tellConfirmed(ctx, options);
  expect(
    told.map(({ env }) => [
      env?.["BAREON_EVENT"],
      env?.["BAREON_ENTRY"],
      env?.["BAREON_FROM"],
      env?.["BAREON_MESSAGE"],
    ]),
  ).toEqual([
    ["trial", "b", "", "b runs on trial, with 2 of 3 tries left"],
    ["confirm", "b", "a", "b is confirmed, and is the default now"],
  ]);
});

test("a program that fails is a warning, and so is one that others may write; neither is an error", async () => {
  const { ctx, told } = createNode(
    {
      ...fallen,
      "/etc/bareon/event.d/10-fails": executable,
      "/etc/bareon/event.d/20-open": { kind: "file", content: new Uint8Array(), mode: 0o775 },
      "/etc/bareon/event.d/30-theirs": { kind: "file", content: new Uint8Array(), mode: 0o755, owner: 1000 },
      "/etc/bareon/event.d/40-gone": { kind: "symlink", target: "/opt/gone" },
      "/etc/bareon/event.d/50-forgotten": "#!/bin/sh\n",
      "/etc/bareon/event.d/60-x.dpkg-old": executable,
      "/etc/bareon/event.d/70-link": { kind: "symlink", target: "/tmp/open/program" },
      "/tmp/open": { kind: "directory", mode: 0o777 },
      "/tmp/open/program": executable,
    },
    spent,
    3,
  );
  expect(await tellBoot(ctx, options, 60)).toMatchObject({
    events: [{ programs: [{ program: "/etc/bareon/event.d/10-fails", problem: "it ended with exit code 3: said" }] }],
  });
  expect(told).toHaveLength(1);
  expect(ctx.events.flatMap((event) => (event.event === "warning" ? [event.message] : []))).toEqual([
    "/etc/bareon/event.d/20-open does not run: /etc/bareon/event.d/20-open may be written by others than root.",
    "/etc/bareon/event.d/30-theirs does not run: /etc/bareon/event.d/30-theirs does not belong to root.",
    "/etc/bareon/event.d/40-gone does not run: It is a link that leads nowhere.",
    "/etc/bareon/event.d/50-forgotten does not run, because it is not executable.",
    "/etc/bareon/event.d/70-link does not run: /tmp/open may be written by others than root.",
    "/etc/bareon/event.d/10-fails (fallback) failed: it ended with exit code 3: said",
  ]);
});

test("an update is told with the system that was updated, and its failure with the reason and no secret", async () => {
  const { ctx, told } = createNode({ "/etc/bareon/event.d/x": executable });
  await tellUpdated(ctx, options, "b");
  const error = new BareonError("source", "http://anna:hunter2@example.net/x?key=secret cannot be read");
  await tellUpdateFailed(ctx, options, null, error);
  await tellUpdateFailed(ctx, options, "nothing", new BareonError("entry", "nothing is no image"));
  // A bug is told by its trace.
  await tellUpdateFailed(ctx, options, null, new Error("bug"));
  expect(
    told.map(({ env }) => [
      env?.["BAREON_EVENT"],
      env?.["BAREON_ENTRY"],
      env?.["BAREON_CAUSE"],
      env?.["BAREON_MESSAGE"],
    ]),
  ).toEqual([
    ["update", "b", "", "b was updated to b-image"],
    ["update-failed", "b", "source", "The update of b failed: http://***@example.net/x?***"],
    ["update-failed", "", "entry", "The update of a system failed: nothing is no image"],
  ]);
});

test("a line of the history that an earlier version wrote tells of no fallback", async () => {
  const { offset, text } = planHistory(renderEmptyHistory(), {
    ...{ time: "2026-11-29T08:00:00Z", who: "root", what: "reject", from: "b", to: null, why: "not healthy: x" },
  });
  const empty = renderEmptyHistory();
  const history = empty.slice(0, offset) + text + empty.slice(offset + text.length);
  const host = createBootNode({ partition: { [historyPath]: history } });
  expect((await status(createTestContext(host), options)).fallback).toBeUndefined();
});

const endpoint = {
  url: "https://anna:hunter2@conductor.example.net/events?token=hunter2",
  key: undefined,
  caFile: undefined,
};

/** A node whose curl gets these statuses, the last of them again and again; what was sent is in `sent`. */
function createTeller(
  machine: BootNodeOptions["machine"],
  environment: Uint8Array | undefined,
  statuses: readonly string[],
): { readonly ctx: ReturnType<typeof createTestContext>; readonly sent: unknown[]; readonly host: RecordingHost } {
  const sent: unknown[] = [];
  let tries = 0;
  const host = createBootNode({
    machine: { "/proc/sys/kernel/random/boot_id": `${bootId}\n`, "/proc/sys/kernel/hostname": "node-17\n", ...machine },
    ...(environment === undefined ? {} : { partition: { [environmentPath]: environment } }),
    commands: [
      {
        command: /^curl --disable .*--config - /u,
        always: true,
        get stdout() {
          return statuses[Math.min(tries++, statuses.length - 1)] ?? "";
        },
        effect: (_host, { input = "" }) => {
          const body = /^data-binary = (?<body>".*")$/mu.exec(input)?.groups?.["body"] ?? '""';
          sent.push(JSON.parse(JSON.parse(body) as string));
        },
      },
      { command: /^\/bin\/sh .* \/etc\/bareon\/event\.d\//u, always: true },
    ],
  });
  const ctx = { ...createTestContext(host), endpoint };
  return { ctx, sent, host };
}

test("an address is told what a boot is, once it was taken; until then again and again", async () => {
  const { ctx, sent } = createTeller(
    { ...fallen, "/sys/class/dmi/id/product_uuid": `${bootId.toUpperCase()}\n` },
    spent,
    ["404", "204"],
  );
  expect((await tellBoot(ctx, options, 60)).events).toEqual([
    { event: "fallback", told: "now", programs: [], address: { problem: "it answered with HTTP status 404" } },
  ]);
  expect((await tellBoot(ctx, options, 60)).events).toEqual([
    { event: "fallback", told: "now", programs: [], address: { problem: null } },
  ]);
  expect((await tellBoot(ctx, options, 60)).events).toEqual([{ event: "fallback", told: "before", programs: [] }]);
  expect(sent).toHaveLength(2);
  expect(sent[0]).toMatchObject({ event: "fallback", entry: "a", from: "b", node: { name: "node-17", uuid: bootId } });
  const warnings = ctx.events.flatMap((event) => (event.event === "warning" ? [event.message] : []));
  expect(warnings).toEqual([
    "--event-url: https://conductor.example.net/ was not told of fallback: it answered with HTTP status 404",
  ]);
});

test("programs and an address are told by themselves: what one of them has heard is not told it again", async () => {
  const { ctx, sent, host } = createTeller(fallen, spent, ["204"]);
  await tellBoot(ctx, options, 60);
  host.seed("/etc/bareon/event.d/late", executable);
  expect((await tellBoot(ctx, options, 60)).events).toMatchObject([
    { told: "now", programs: [{ program: "/etc/bareon/event.d/late" }] },
  ]);
  expect((await tellBoot(ctx, options, 60)).events).toMatchObject([{ told: "before", programs: [] }]);
  expect(sent).toHaveLength(1);
});

test("an address is told of a confirmation, a rejection and an update, also without any program", async () => {
  const { ctx, sent } = createTeller(onTrial, armed, ["200"]);
  await confirm(ctx, options, false);
  await tellConfirmed(ctx, options);
  await tellRejected(ctx, "b", ": not healthy: x");
  await tellRejected(ctx, null, "");
  await tellUpdated(ctx, options, "a");
  const { validate } = await import("../../../src/schema/event.validate.js");
  for (const document of sent) expect(validate(document) ? [] : validate.errors).toEqual([]);
  expect(sent).toMatchObject([
    { event: "confirm", entry: "b", image: "b-image", from: "a" },
    {
      event: "reject",
      entry: "b",
      image: null,
      message: "b is rejected, and the default is booted next: not healthy: x",
    },
    { event: "reject", entry: null, message: "what was on trial is rejected, and the default is booted next" },
    { event: "update", entry: "a" },
  ]);
});
