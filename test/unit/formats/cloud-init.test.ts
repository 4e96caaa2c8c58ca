/** What cloud-init would make of a seed's files: what is refused and in which words, and the instance-id. */
import { expect, test } from "vitest";
import {
  findMetaDataFault,
  findNetworkFault,
  findUserDataFault,
  renderYaml,
  withInstanceId,
} from "../../../src/formats/cloud-init.ts";

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

const secret = "hunter2";

test.each([
  ["", "nothing is wrong"],
  ["local-hostname: web\n", "nothing is wrong"],
  ['{"instance-id": "i-1", "local-hostname": "web"}', "nothing is wrong"],
  ["instance-id: 7\n", "nothing is wrong"],
  ["- a\n", "it is no map"],
  [`a: "${secret}\n`, "it is neither JSON nor YAML"],
  [`${secret}: 1\n${secret}: 2\n`, "it is neither JSON nor YAML, line 2"],
  ["instance-id: [1]\n", "its instance-id is no text"],
  ['instance-id: " "\n', "its instance-id is no text"],
])("meta-data %j", async (text, problem) => {
  const fault = await findMetaDataFault(bytes(text));
  expect(fault?.problem ?? "nothing is wrong").toContain(problem);
  expect(JSON.stringify(fault) ?? "").not.toContain(secret);
});

test.each([
  ["version: 2\nethernets: {}\n", "nothing is wrong"],
  ["network:\n  version: 1\n  config: []\n", "nothing is wrong"],
  ["network:\n  config: disabled\n", "nothing is wrong"],
  ["config: disabled\n", "nothing is wrong"],
  ["config: enabled\n", "no version"],
  ["version: 3\n", "no version"],
  ["version: '2'\n", "no version"],
  ["version: 1\n", 'no list "config"'],
  ["", "no version"],
  ["text", "no map"],
])("network-config %j", async (text, problem) => {
  const fault = await findNetworkFault(bytes(text));
  expect(fault?.problem ?? "nothing is wrong").toContain(problem);
});

test.each([
  ["", "nothing is wrong"],
  ["#cloud-config\n", "nothing is wrong"],
  ["#cloud-config\npassword: x\n", "nothing is wrong"],
  ['#cloud-config\n{"password": "x"}\n', "nothing is wrong"],
  ["#!/bin/sh\nexit 0\n", "nothing is wrong"],
  ["#include\nhttps://example.net/x\n", "nothing is wrong"],
  ["#cloud-config-archive\n- type: text/x-shellscript\n", "nothing is wrong"],
  ["## template: jinja\n#cloud-config\n{% if x %}", "nothing is wrong"],
  ["Content-Type: multipart/mixed; boundary=x\n\n", "nothing is wrong"],
  ["MIME-Version: 1.0\n", "nothing is wrong"],
  [`password: ${secret}\n`, "begins with nothing"],
  [`#cloud-config\n- ${secret}\n`, "it is no map"],
  [`#cloud-config\na: "${secret}\n`, "neither JSON nor YAML"],
  ["#cloud-config-archive\na: 1\n", "it is no list"],
  ["#cloud-configuration\n", "begins with nothing"],
  ["\uFEFF#cloud-config\na: 1\n", "byte order mark"],
])("user-data %j", async (text, problem) => {
  const fault = await findUserDataFault(bytes(text));
  expect(fault?.problem ?? "nothing is wrong").toContain(problem);
  expect(JSON.stringify(fault) ?? "").not.toContain(secret);
});

test("user-data packed by gzip are cloud-init's to unpack; other bytes are refused", async () => {
  expect(await findUserDataFault(Uint8Array.from([0x1f, 0x8b, 8, 0]))).toBeUndefined();
  expect(await findUserDataFault(Uint8Array.from([0xff, 0xfe]))).toMatchObject({ problem: "it is not UTF-8" });
});

test("meta-data get an instance-id only if they have none", async () => {
  const own = bytes("instance-id: mine\n");
  expect(await withInstanceId(own, "i-2")).toBe(own);
  const alone = await withInstanceId(undefined, "i-3");
  expect(JSON.parse(new TextDecoder().decode(alone))).toEqual({ "instance-id": "i-3" });
});

test.each([
  ["local-hostname: web\n", '"instance-id": "i-2"\nlocal-hostname: web\n'],
  [
    "---\n# of node 7\n\nb: &b {c: 0777}\n<<: *b\n",
    '---\n# of node 7\n\n"instance-id": "i-2"\nb: &b {c: 0777}\n<<: *b\n',
  ],
  [
    "a: !!binary aGVsbG8=\nb: .inf\nc: 12345678901234567890",
    '"instance-id": "i-2"\na: !!binary aGVsbG8=\nb: .inf\nc: 12345678901234567890',
  ],
  ['{"a": 12345678901234567890}\n', '{"instance-id": "i-2", "a": 12345678901234567890}\n'],
  ["--- {a: b}\n", '{\n  "instance-id": "i-2",\n  "a": "b"\n}\n'],
  ["  a: 1\n  b: 2\n", '{\n  "instance-id": "i-2",\n  "a": 1,\n  "b": 2\n}\n'],
  ["{}", '{\n  "instance-id": "i-2"\n}\n'],
  ["# nothing\n", '{\n  "instance-id": "i-2"\n}\n'],
])("all else in meta-data is left as it is written: %j", async (text, expected) => {
  expect(new TextDecoder().decode(await withInstanceId(bytes(text), "i-2"))).toBe(expected);
});

test("JSON has no character that YAML 1.1 has not", () => {
  const text = renderYaml({ a: "\u007F\u0085\uFEFFü😀" });
  expect(text).toContain(String.raw`\u007f\u0085\ufeffü😀`);
  expect(JSON.parse(text)).toEqual({ a: "\u007F\u0085\uFEFFü😀" });
});
