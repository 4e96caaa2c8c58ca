/** The address of --event-url and its key: from the command line, from files, and what is refused. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { settingsFile } from "../../../src/base/places.ts";
import { type EndpointWords, findEndpoint, readEndpoint, refuseShownSecret } from "../../../src/cli/endpoint.ts";
import { parseCommandLine } from "../../../src/cli/command-line.ts";
import { provisionLine } from "../../../src/cli/provision/options.ts";
import { withConfigFiles } from "../../../src/cli/provision/config-file.ts";
import { endpointWords } from "../../../src/cli/provision/told-address.ts";
import { createRecordingHost, createTestContext, type Seed } from "../../support/hosts/recording-host.ts";

const key = "0123456789abcdef";
const files: Readonly<Record<string, Seed>> = {
  "/k": { kind: "file", content: new TextEncoder().encode(`${key}\n`), mode: 0o600 },
  "/open": `${key}\n`,
  "/short": { kind: "file", content: new TextEncoder().encode("short\r\n"), mode: 0o600 },
  "/ca.pem": "x",
  "/address": "https://anna:hunter2@host/events?token=hunter2\nmore\n",
  "/empty": "\n",
};

function words(url: string | undefined, keyFile?: string, caFile?: string): EndpointWords {
  return { url, keyFile, caFile };
}

async function read(asked: EndpointWords): Promise<unknown> {
  return await readEndpoint(createRecordingHost({ files }), asked).catch((error: unknown) => error);
}

test("an address is taken as it stands, or from the first line of a file, which may have a secret", async () => {
  expect(await read(words("http://host:8080/events", "/k", "/ca.pem"))).toEqual({
    ...{ url: "http://host:8080/events", key: new TextEncoder().encode(key), caFile: "/ca.pem" },
  });
  expect(await read(words("/address"))).toMatchObject({ url: "https://anna:hunter2@host/events?token=hunter2" });
  expect(await read(words(undefined))).toBeUndefined();
});

test.each([
  ["https://anna:hunter2@host/", true],
  ["https://host/?token=hunter2", true],
  ["https://host/#hunter2", true],
  ["https://host/events", false],
  ["/etc/bareon/event-url", false],
])("%s on the command line is refused: %s", (url, isRefused) => {
  let said = "";
  try {
    refuseShownSecret(url);
  } catch (error) {
    said = String(error);
  }
  expect(said.includes("which every user of this machine could read")).toBe(isRefused);
  expect(said).not.toContain("hunter2");
});

test.each([
  [words("ftp://host/x"), "--event-url: What is named is no address that begins with http:// or https://."],
  [words("host/x"), "--event-url: What is named is no address that begins with http:// or https://."],
  [words("https://ho st/x"), "--event-url: What is named is no address that begins with http:// or https://."],
  [words("/empty"), "--event-url: The first line of /empty is no address that begins with http:// or https://."],
  [words("/none"), "--event-url: there is no file /none."],
  [words("http://h/", "/none"), "--event-key-file: there is no file /none."],
  [words("http://h/", "/open"), "--event-key-file: others than its owner can read or write /open."],
  [words("http://h/", "/short"), "--event-key-file: the key in /short has 5 bytes, and needs 16 at least."],
  [words("http://h/", undefined, "/none"), "--event-ca-file: there is no file /none."],
])("%o is refused", async (asked, message) => {
  const error = await read(asked);
  expect(error).toBeInstanceOf(BareonError);
  expect(error).toMatchObject({ exit: "usage", message });
});

test("a deploy takes them from its configuration files, and its words come first", async () => {
  const settle = async (line: string): Promise<EndpointWords> => {
    const parsed = await parseCommandLine(provisionLine, line.split(" "), 80);
    if (parsed.kind === "text") throw new Error(parsed.text);
    const host = createRecordingHost({
      files: { "/c": "[DEFAULT]\nevent_url = https://a:b@conf/\nevent_key_file = /k\n" },
    });
    return endpointWords((await withConfigFiles(host, parsed)).values);
  };
  expect(await settle("deploy --config-file /c")).toEqual(words("https://a:b@conf/", "/k"));
  expect(await settle("deploy --config-file /c --event_url http://word/")).toEqual(words("http://word/", "/k"));
  // A plan tells nobody.
  expect(await settle("plan --config-file /c")).toEqual(words(undefined));
});

test("all others take them from the usual file, of which what is wrong is a warning; wrong words are refused", async () => {
  const find = async (text: string, asked = words(undefined)): Promise<unknown[]> => {
    const ctx = createTestContext(createRecordingHost({ files: { ...files, [settingsFile]: text } }));
    return [await findEndpoint(ctx, asked), ctx.events.flatMap((event) => ("message" in event ? [event.message] : []))];
  };
  expect(await find("event_url = https://a:b@conf/?x=1\nevent_key_file = /k\n")).toEqual([
    { url: "https://a:b@conf/?x=1", key: new TextEncoder().encode(key), caFile: undefined },
    [],
  ]);
  expect(await find("debug = true\n")).toEqual([undefined, []]);
  expect(await find("event_url = https://conf/\nevent_key_file = /open\n")).toEqual([
    undefined,
    [
      `${settingsFile}: nothing is sent to --event-url: --event-key-file: others than its owner can read or write /open.`,
    ],
  ]);
  expect(await find("event_url = https://conf/\n", words("http://word/"))).toMatchObject([{ url: "http://word/" }, []]);
  await expect(find("", words(undefined, "/k"))).rejects.toThrow("--event-key-file goes with --event-url.");
  await expect(find("", words("http://a:b@h/"))).rejects.toThrow("the address has a password or a query");
});
