/** The file of credentials as podman, skopeo and docker write it. */
import { expect, test } from "vitest";
import { findCredentials } from "../../../src/formats/registry-credentials.ts";

function file(auths: Readonly<Record<string, string>>): string {
  const entries = Object.entries(auths).map(([key, text]) => [key, { auth: Buffer.from(text).toString("base64") }]);
  return JSON.stringify({ auths: Object.fromEntries(entries) as unknown });
}

function find(text: string, registry: string, repository: string): unknown {
  return findCredentials(text, registry, repository).credentials;
}

test("those of the closest key hold", () => {
  const text = file({ "h:5000": "one:1", "h:5000/team": "two:2:3", "h:5000/team/os": "three:" });
  expect(find(text, "h:5000", "x")).toEqual({ user: "one", password: "1" });
  expect(find(text, "h:5000", "team/x")).toEqual({ user: "two", password: "2:3" });
  expect(find(text, "h:5000", "team/os")).toEqual({ user: "three", password: "" });
  expect(find(text, "h", "x")).toBeUndefined();
  expect(find(text, "h:5000", "teams/x")).toEqual({ user: "one", password: "1" });
});

test("Docker's own keys are known", () => {
  expect(find(file({ "https://index.docker.io/v1/": "a:b" }), "docker.io", "library/x")).toBeDefined();
  expect(find(file({ "https://h/v2/": "a:b\0\0" }), "h", "x")).toEqual({ user: "a", password: "b" });
});

test.for<readonly [string, object, string | undefined]>([
  ["of all registries", { auths: { h: {} }, credsStore: "secretservice" }, "secretservice"],
  ["without a list of others", { credsStore: "desktop" }, "desktop"],
  ["of one registry", { credHelpers: { "https://h": "ecr-login", i: "gcloud" }, credsStore: "pass" }, "ecr-login"],
  ["of another registry", { credHelpers: { i: "gcloud" } }, undefined],
  ["without a name", { auths: {}, credsStore: 7 }, undefined],
])("a file whose credentials a program keeps has none, and names that: %s", ([, document, helper]) => {
  expect(findCredentials(JSON.stringify(document), "h", "x")).toEqual({ credentials: undefined, helper });
});

test.for([
  ["no JSON", "hunter2"],
  ['no object "auths"', '"hunter2"'],
  ['no object "auths"', '{"auths":["hunter2"]}'],
  ["no base64", '{"auths":{"h":{"auth":7}}}'],
  ["no base64", JSON.stringify({ auths: { h: { auth: Buffer.from("hunter2").toString("base64") } } })],
] as const)("a file of another form is refused without what is in it: %s", ([problem, text]) => {
  expect(() => findCredentials(text, "h", "x")).toThrow(problem);
  expect(() => findCredentials(text, "h", "x")).not.toThrow("hunter2");
});
