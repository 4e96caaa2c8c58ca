/** Configuration files: what of them counts, and that the command line comes before them. */
import { expect, test } from "vitest";
import { parseCommandLine } from "../../../src/cli/command-line.ts";
import type { ParsedRun } from "../../../src/cli/command-line.ts";
import { settingsFile } from "../../../src/base/places.ts";
import { withConfigFiles } from "../../../src/cli/provision/config-file.ts";
import { dialectSettingsOf, httpLimitsOf, menuTimeoutOf } from "../../../src/cli/provision/file-settings.ts";
import { provisionLine } from "../../../src/cli/provision/options.ts";
import { createRecordingHost, type Seed } from "../../support/hosts/recording-host.ts";

const usual = `
# of an existing ramdisk
[DEFAULT]
prepare_configdrive=false
debug = True
use_stderr=false
log_file = /var/log/other.log
input_data = {"images": []}
; and more
[keystone]
data_driver = other
`;

async function settle(line: string, files: Readonly<Record<string, Seed>>): Promise<ParsedRun> {
  const parsed = await parseCommandLine(provisionLine, line.split(" "), 80);
  if (parsed.kind === "text") throw new Error(parsed.text);
  return await withConfigFiles(createRecordingHost({ files }), parsed);
}

async function refusal(line: string, files: Readonly<Record<string, string>>): Promise<string> {
  const error: unknown = await settle(line, files).catch((reason: unknown) => reason);
  if (error instanceof Error) return error.message;
  throw new Error("nothing was refused");
}

test("a named file has the options that the command line does not have; what it has for others is ignored", async () => {
  const { values, given } = await settle("plan --config-file /c", { "/c": usual });
  expect(Object.fromEntries(values)).toMatchObject({
    ...{ debug: true, "log-file": "/var/log/other.log", "input-data": '{"images": []}' },
    "prepare-configdrive": "false",
  });
  expect(values.has("data-driver")).toBe(false);
  expect(given.has("input-data")).toBe(true);
  expect(values.has("use-stderr")).toBe(false);
});

test("the command line comes before files, and its input is the only one", async () => {
  const { values } = await settle("plan --config-file /c --log-file /l --input-data-file /x", { "/c": usual });
  expect(values.get("log-file")).toBe("/l");
  expect(values.get("input-data-file")).toBe("/x");
  expect(values.has("input-data")).toBe(false);
});

test("of several files a later one counts, those of a folder in the order of their names", async () => {
  const files = {
    "/c": "debug=true\nlog_file=/one",
    "/d/20.conf": "[DEFAULT]\nlog_file=/three",
    "/d/10.conf": "log_file=/two",
    "/d/30.bak": "log_file=/four",
  };
  const { values } = await settle("deploy --config-file /c --config-dir /d", files);
  expect([values.get("log-file"), values.get("debug")]).toEqual(["/three", true]);
});

test("a folder without such files is accepted, and one that is not there is refused", async () => {
  expect((await settle("plan --config-dir /d", { "/d/other.txt": "debug=true" })).values.has("debug")).toBe(false);
  expect(await refusal("plan --config-dir /none", { "/d/10.conf": "" })).toBe("There is no folder /none.");
});

test("a file is no folder of such files, and a link to a folder is one", async () => {
  const file = settle("plan --config-dir /c", { "/c": "debug=true" });
  await expect(file).rejects.toMatchObject({
    ...{ exit: "usage", message: "/c is no folder.", hint: "Name a folder, or a file: --config-file /c" },
  });
  const files = { "/d/10.conf": "debug=true", "/link": { kind: "symlink", target: "d" } } as const;
  expect((await settle("plan --config-dir /link", files)).values.get("debug")).toBe(true);
});

test("commands without such options read no file, and a value of false sets no flag", async () => {
  expect((await settle("inspect", { [settingsFile]: usual })).values.has("debug")).toBe(false);
  expect((await settle("plan --config-file /c", { "/c": "debug = False" })).values.has("debug")).toBe(false);
});

test("what only a file can switch off", async () => {
  for (const [written, settings] of [
    ["No", { nameInterfaces: false }],
    ["off", { nameInterfaces: false }],
    ["True", undefined],
  ] as const) {
    const { values } = await settle("plan --config-file /c", { "/c": `fix_udev_net_rules = ${written}` });
    expect(dialectSettingsOf(values)).toEqual(settings);
  }
  const { values } = await settle("plan --config-file /c", { "/c": usual });
  expect(dialectSettingsOf(values)).toEqual({ prepareConfigDrive: false });
});

test("what only a file can say: the wait of the boot menu, and the limits of HTTP", async () => {
  const text =
    "grub_timeout = 7\nhttp_max_retries = 0\nhttp_retry_delay=0.5\nhttp_request_timeout = 10.5\nuse_syslog=true";
  const { values } = await settle("deploy --config-file /c", { "/c": text });
  expect(menuTimeoutOf(values)).toBe(7);
  expect(httpLimitsOf(values)).toEqual({ retries: Infinity, pauseSeconds: 0.5, stallSeconds: 11 });
  expect(values.has("use-syslog")).toBe(true);
  const { values: none } = await settle("deploy --config-file /c", { "/c": usual });
  expect([menuTimeoutOf(none), httpLimitsOf(none)]).toEqual([undefined, {}]);
  expect(httpLimitsOf((await settle("plan --config-file /c", { "/c": "http_max_retries=3" })).values)).toEqual({
    retries: 3,
  });
});

test("values that an option cannot have are refused with their file", async () => {
  const plan = "plan --config-file /c";
  expect(await refusal(plan, {})).toBe("There is no file /c.");
  expect(await refusal(plan, { "/c/d": "" })).toMatch(/^Cannot read \/c/u);
  expect(await refusal(plan, { "/c": "data_driver = other" })).toBe(
    '/c: data_driver = "other" is not one of ironic, nailgun, nailgun_simple, nailgun_build_image.',
  );
  expect(await refusal(plan, { "/c": "debug = perhaps" })).toContain("is not true or false");
  expect(await refusal(plan, { "/c": "prepare_configdrive = perhaps" })).toContain("is not true or false");
  expect(await refusal(plan, { "/c": "log_file = x.log" })).toContain("is not an absolute path");
  expect(await refusal(plan, { "/c": "grub_timeout = 3601" })).toBe(
    '/c: grub_timeout = "3601" is not a whole number from 0 to 3600.',
  );
  expect(await refusal(plan, { "/c": "grub_timeout = 1.5" })).toContain("is not a whole number");
  expect(await refusal(plan, { "/c": "http_request_timeout = soon" })).toContain("is not a number from 1 to");
});
