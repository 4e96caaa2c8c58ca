/** Which of two versions is newer. */
import { expect, test } from "vitest";
import { compareVersions } from "../../../src/formats/versions.ts";
import { processorTime } from "../../support/processor-time.ts";

/** The examples of the specification, each older than the next (UAPI.10, "Examples"). */
const specified = [
  ["122.1", "123~rc1-1"],
  ["123~rc1-1", "123"],
  ["123", "123-a"],
  ["123-a", "123-a.1"],
  ["123-a.1", "123-1"],
  ["123-1", "123-1.1"],
  ["123-1.1", "123^post1"],
  ["123^post1", "123.a-1"],
  ["123.a-1", "123.1-1"],
  ["123.1-1", "123a-1"],
  ["123a-1", "124-1"],
] as const;

const kernels = [
  ["6.10.0-rc3", "6.10.0"],
  ["6.10.0-rc3", "6.10.0-1-amd64"],
  ["6.10.0-rc9-amd64", "6.10.0-rc10-amd64"],
  ["6.9.12", "6.10.0-rc1"],
  ["6.1.0-9-amd64", "6.1.0-40-amd64"],
  ["5.14.0-70.13.1.el9_0.x86_64", "5.14.0-427.el9.x86_64"],
  ["0-rescue-4f5e0e9fdb2f4b8b8b2ee4d9e5b0c0de", "4.18.0-553.el8_10.x86_64"],
  ["6.4.0-150600.21-default", "6.4.0-150600.23.7-default"],
  ["6.6.13-gentoo-dist", "6.6.21-gentoo-dist"],
  ["6.12~rc6-amd64", "6.12-amd64"],
  ["6.5.0-trunk-amd64", "6.5.0-1-amd64"],
] as const;

test.for([...specified, ...kernels])("%s is older than %s", ([older, newer]) => {
  expect(compareVersions(older, newer)).toBeLessThan(0);
  expect(compareVersions(newer, older)).toBeGreaterThan(0);
  expect(compareVersions(newer, newer)).toBe(0);
});

test("a version as long as a file allows is compared at once", () => {
  const long = "1.".repeat(100_000);
  const begin = processorTime();
  expect(compareVersions(long, `${long}1`)).toBeLessThan(0);
  expect(processorTime() - begin).toBeLessThan(1000);
});
