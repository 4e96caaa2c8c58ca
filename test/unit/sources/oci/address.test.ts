/** Which addresses mean a container image, and what is wrong with others. */
import { expect, test } from "vitest";
import { findAddressFault, parseImageAddress, sameRegistry } from "../../../../src/sources/oci/spec/address.ts";
import { sourceAt, sourceSpecs } from "../../../../src/sources/spec/specs.ts";

const digest = `sha256:${"0a".repeat(32)}`;
const long = `sha512:${"0a".repeat(64)}`;

test.for([
  ["oci://registry.example.net/debian:12", "registry.example.net", "debian", "12", undefined],
  ["oci://registry.example.net:5000/a/b_c-d.e:v1.2_x", "registry.example.net:5000", "a/b_c-d.e", "v1.2_x", undefined],
  [`oci://r/x@${digest}`, "r", "x", undefined, digest],
  [`oci://[fe80::1]:5000/x:y@${long}`, "[fe80::1]:5000", "x", "y", long],
  ["oci://docker.io/debian:12", "docker.io", "library/debian", "12", undefined],
  ["oci://docker.io/team/os:12", "docker.io", "team/os", "12", undefined],
] as const)("%s is an image of a registry", ([text, registry, repository, tag, pinned]) => {
  expect(sourceAt(text)).toBe("oci");
  expect(parseImageAddress(text)).toEqual({ kind: "registry", registry, repository, tag, digest: pinned });
});

test.for([
  ["oci:/srv/layout", "folder", "/srv/layout", undefined],
  ["oci:/srv/layout:v1", "folder", "/srv/layout", "v1"],
  ["oci:/srv/my layout:registry.example.net/x:v1@y", "folder", "/srv/my layout", "registry.example.net/x:v1@y"],
  ["oci-archive:/srv/x.tar:latest", "archive", "/srv/x.tar", "latest"],
] as const)("%s is an image of this machine", ([text, kind, path, ref]) => {
  expect(sourceAt(text)).toBe("oci");
  expect(parseImageAddress(text)).toEqual({ kind, path, ref });
});

test.for([
  ["oci://registry.example.net/debian", "neither which tag nor which digest"],
  ["oci://registry.example.net", "without the name of a registry"],
  ["oci:///debian:12", "without the name of a registry"],
  ["oci://user:secret@host/debian:12", "credentials in the address"],
  ["oci://host/Debian:12", "no image of such a name"],
  ["oci://host/:12", "no image of such a name"],
  ["oci://host/a//b:12", "no image of such a name"],
  ["oci://host/../b:12", "no image of such a name"],
  [`oci://host/${"a".repeat(256)}:12`, "no image of such a name"],
  ["oci://host/a:", "no tag"],
  ["oci://host/a:-x", "no tag"],
  [`oci://host/a:${"x".repeat(129)}`, "no tag"],
  ["oci://host/a@sha256:12", "no digest"],
  [`oci://host/a@${digest.toUpperCase()}`, "no digest"],
  [`oci://host/a@md5:${"0".repeat(32)}`, "no digest"],
  [`oci://host/a@${digest}@${digest}`, "no digest"],
  ["oci://host:port/a:1", "without the name of a registry"],
  ["oci://-host/a:1", "without the name of a registry"],
  ["oci://host/a:1?x=y", "no tag"],
  ["oci:layout", "is not absolute"],
  ["oci:/", "is not absolute"],
  ["oci:/srv/x:", "no name of an image"],
  ["oci-archive:x.tar", "is not absolute"],
  ["oci-archive://host/x.tar", "is not absolute"],
  ["OCI://host/a:1", "small letters"],
] as const)("%s is refused", ([text, problem]) => {
  // It is the address of nothing else.
  expect(sourceAt(text)).toBe("oci");
  expect(findAddressFault(text)?.problem).toContain(problem);
});

test.for(["root@oci:/srv/tree/", "oci::module/x", "ocitree:/x"])("%s is a tree on a host of that name", (text) => {
  expect(sourceAt(text)).toBe("rsync");
  expect(findAddressFault(text)).toBeUndefined();
});

test("a digest proves an image, and a tag does not, by whatever way; what is on this machine needs no proof", () => {
  const doubt = (source: string): string | undefined => sourceSpecs.oci.findDoubt({ source });
  expect(doubt("oci://host/a:1")).toContain("without a digest");
  expect(doubt(`oci://host/a:1@${digest}`)).toBeUndefined();
  expect(doubt("oci:/srv/layout")).toBeUndefined();
});

test("what is read on this machine is the layout, the certificates and the credentials", () => {
  const paths = sourceSpecs.oci.localPaths;
  expect(paths?.({ source: "oci:/srv/x:y", oci: {} })).toEqual(["/srv/x"]);
  expect(paths?.({ source: "oci://h/x:y", oci: { caFile: "/ca", authFile: "/auth" } })).toEqual(["/ca", "/auth"]);
});

test("two images may be of one registry", () => {
  expect(sameRegistry("oci://h/a:1", "oci://h/b:2")).toBe(true);
  expect(sameRegistry("oci://h/a:1", "oci://h:5000/a:1")).toBe(false);
  expect(sameRegistry("oci:/h", "oci:/h")).toBe(false);
});
