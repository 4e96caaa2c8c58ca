/** What the API may answer, and what is refused of it. */
import { expect, test } from "vitest";
import { parseKeys, parseNext, parseStep } from "../../../../src/integrations/ironic/messages.ts";
import { ed25519Key } from "../../../support/systems/ssh-keys.ts";

const base = "https://api.example:6385/v1/nodes/u/vendor_passthru/";

test("a step has a name and a payload", () => {
  expect(parseStep('{"name": "x", "payload": null, "more": 1}')).toEqual({ name: "x", payload: null });
  for (const text of ["", "<html>", "[]", "null", '{"name": "x"}', '{"name": 1, "payload": 1}'])
    expect(() => parseStep(text), text).toThrow("cannot be understood");
});

test.for([
  ["", undefined],
  ["{}", undefined],
  ['{"url": null}', undefined],
  ['{"url": "deploy_steps?n=2"}', `${base}deploy_steps?n=2`],
  [`{"url": "${base}deploy_steps"}`, `${base}deploy_steps`],
] as const)("after %s comes %s", ([text, next]) => {
  expect(parseNext(text, base)).toBe(next);
});

test.for([
  "nothing",
  '{"url": 1}',
  '{"url": "http://api.example:6385/x"}',
  '{"url": "https://other.example:6385/x"}',
  '{"url": "//other.example/x"}',
  '{"url": "https://me:pw@api.example:6385/x"}',
  '{"url": "file:///etc/shadow"}',
])("%s leads nowhere", (text) => {
  expect(() => parseNext(text, base)).toThrow("cannot be understood");
});

test("keys by account", () => {
  const payload = { "ssh-keys": { root: [`${ed25519Key(1)}\n`], ops: [] } };
  const found = Array.from(parseKeys(payload), ([account, keys]) => [account, keys.map(({ line }) => line)]);
  expect(found).toEqual([
    ["root", [ed25519Key(1)]],
    ["ops", []],
  ]);
});

test.for([
  [null, "no object"],
  [{}, "no object"],
  [{ "ssh-keys": [] }, "no object"],
  [{ "ssh-keys": {} }, "no key in it"],
  [{ "ssh-keys": { root: ed25519Key(1) } }, "keys of root are no list"],
  [{ "ssh-keys": { root: Array.from({ length: 257 }, () => ed25519Key(1)) } }, "at most 256"],
  [{ "ssh-keys": Object.fromEntries(Array.from({ length: 33 }, (_, n) => [`u${n}`, []])) }, "more than 32 accounts"],
  [{ "ssh-keys": { root: [ed25519Key(1), 7] } }, "Key 2 for root is no public key of ssh: it is no text"],
  [{ "ssh-keys": { root: [`${ed25519Key(1)}\n${ed25519Key(2)}`] } }, "Key 1 for root is no public key of ssh"],
] as const)("%j is refused", ([payload, problem]) => {
  expect(() => parseKeys(payload)).toThrow(problem);
});
