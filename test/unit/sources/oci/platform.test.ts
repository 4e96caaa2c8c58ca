/** Which image of an index is for a machine. */
import { expect, test } from "vitest";
import type { Descriptor } from "../../../../src/formats/oci-documents.ts";
import { checkPlatform, chooseManifest, levelsOf } from "../../../../src/sources/oci/platform.ts";

const amd64 = { architecture: "amd64", variants: ["v1", "v2"] };
const arm64 = { architecture: "arm64", variants: ["v8"] };

function descriptor(name: string): Descriptor {
  const [os = "", architecture = "", variant = ""] = name.split("/");
  const platform = name === "?" ? {} : { platform: { os, architecture, variant } };
  return { mediaType: "", digest: name, size: 1, ...platform };
}

function choose(names: readonly string[], node: typeof amd64): string {
  return chooseManifest("it", names.map(descriptor), node).digest;
}

test("the one for the machine's architecture, and of several variants the one that asks least", () => {
  const names = ["windows/amd64", "linux/arm64/v8", "linux/amd64/v2", "linux/amd64", "linux/arm/v7"];
  expect(choose(names, amd64)).toBe("linux/amd64");
  expect(choose(names, arm64)).toBe("linux/arm64/v8");
  expect(choose(["linux/amd64/v3", "linux/amd64/v2", "linux/amd64/v1"], amd64)).toBe("linux/amd64/v1");
  expect(choose(["linux/amd64/v3", "linux/amd64/v2"], amd64)).toBe("linux/amd64/v2");
});

test("a single one that does not say what it is for is looked at", () => {
  expect(choose(["?"], amd64)).toBe("?");
});

test("none is refused, with what there is and what the machine is", () => {
  expect(() => choose(["linux/arm64/v8", "windows/amd64"], amd64)).toThrow(
    "it is for linux/arm64/v8, windows/amd64, and this machine is linux/amd64/v2",
  );
  expect(() => choose(["linux/amd64/v4"], amd64)).toThrow("it is for linux/amd64/v4");
  expect(() => choose(["?", "?"], amd64)).toThrow("it is for ?");
  expect(() => choose([], amd64)).toThrow("no machine");
  const platform = { os: "linux", architecture: "arm64", variant: "" };
  expect(() => checkPlatform("it", platform, amd64)).toThrow("it is for linux/arm64, and this machine is linux/amd64");
  expect(() => checkPlatform("it", platform, arm64)).not.toThrow();
});

test("the level of an x86-64 is that of which it has everything", () => {
  const second = "cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3";
  const third = `${second} avx avx2 bmi1 bmi2 f16c fma abm movbe xsave`;
  const levels = (flags: string): string[] => levelsOf(`processor\t: 0\nflags\t\t: fpu ${flags}\n`);
  expect(levels("avx2")).toEqual(["v1"]);
  expect(levels(second)).toEqual(["v1", "v2"]);
  expect(levels(third)).toEqual(["v1", "v2", "v3"]);
  expect(levels(`${third} avx512f avx512bw avx512cd avx512dq avx512vl`)).toEqual(["v1", "v2", "v3", "v4"]);
  expect(levelsOf("")).toEqual(["v1"]);
});
