/** WWW-Authenticate as registries send it. */
import { expect, test } from "vitest";
import { parseChallenges } from "../../../src/formats/challenge.ts";

function entries(header: string): unknown {
  return parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
}

test.for<readonly [string, unknown]>([
  [
    'Bearer realm="https://auth.example.net/token",service="registry.example.net",scope="repository:a/b:pull"',
    [
      [
        "bearer",
        {
          realm: "https://auth.example.net/token",
          service: "registry.example.net",
          scope: "repository:a/b:pull",
        },
      ],
    ],
  ],
  ['Basic realm="Registry Realm"', [["basic", { realm: "Registry Realm" }]]],
  [
    'Basic realm="a, b", bearer realm = x , Service="say \\"y\\""',
    [
      ["basic", { realm: "a, b" }],
      ["bearer", { realm: "x", service: 'say "y"' }],
    ],
  ],
  ["Negotiate", [["negotiate", {}]]],
  ["", []],
  ['realm="without a scheme"', []],
])("%s", ([header, expected]) => {
  expect(entries(header)).toEqual(expected);
});
