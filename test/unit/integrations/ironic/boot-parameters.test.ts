/** What kernel arguments say of an Ironic. */
import { expect, test } from "vitest";
import { parseKernelArguments } from "../../../../src/formats/kernel-arguments.ts";
import { readBootParameters } from "../../../../src/integrations/ironic/boot-parameters.ts";

const node = "1be26c0b-03f2-4d2e-ae87-c02d7f33c123";
const base = `http://192.0.2.1:6385/v1/nodes/${node}/vendor_passthru/`;

test("arguments by name: quoted ones are one, and the last of a name counts", () => {
  expect([...parseKernelArguments('quiet a=1 b="x y" "c=z z" a=2=3\n')]).toEqual([
    ["quiet", ""],
    ["a", "2=3"],
    ["b", "x y"],
    ["c", "z z"],
  ]);
});

test.for([
  ["ironic_api_url=http://192.0.2.1:6385", "BOOTIF=01-52-54-00-12-AB-56"],
  ["ironic_api_url=http://192.0.2.1:6385/", "BOOTIF=52-54-00-12-ab-56"],
  ["api-url=http://192.0.2.1:6385", "BOOTIF=52:54:00:12:ab:56"],
] as const)("%s %s", ([api, card]) => {
  const line = `text nofb nomodeset vga=normal ${api} deployment_id=${node} ${card}\n`;
  expect(readBootParameters(line)).toEqual({ base, mac: "52:54:00:12:ab:56" });
});

test("an API may have a path, and a machine may have been started without a network", () => {
  const line = `ironic_api_url=https://cloud.example/baremetal deployment_id=${node}`;
  expect(readBootParameters(line)).toEqual({
    base: `https://cloud.example/baremetal/v1/nodes/${node}/vendor_passthru/`,
    mac: undefined,
  });
});

test("a node is one part of the address, whatever its name", () => {
  expect(readBootParameters("ironic_api_url=http://h deployment_id=../x?y")?.base).toBe(
    "http://h/v1/nodes/..%2Fx%3Fy/vendor_passthru/",
  );
});

test.for(["", "console=ttyS0 quiet", "BOOTIF=01-52-54-00-12-34-56", "not_ironic_api_url=http://h"])(
  "%j names no Ironic",
  (line) => {
    expect(readBootParameters(line)).toBeUndefined();
  },
);

test.for([
  [`deployment_id=${node}`, "ironic_api_url= is missing"],
  ["ironic_api_url=http://h", "deployment_id= is missing"],
  ["ironic_api_url=http://h deployment_id=", "deployment_id= is missing"],
  [`ironic_api_url=192.0.2.1:6385 deployment_id=${node}`, "is no address of an API"],
  [`ironic_api_url=file:///etc/passwd deployment_id=${node}`, "is no address of an API"],
  [`ironic_api_url=http://h?x deployment_id=${node}`, "is no address of an API"],
  [`ironic_api_url=http://h deployment_id=${node} BOOTIF=eth0`, "is no hardware address"],
] as const)("%s is refused", ([line, problem]) => {
  expect(() => readBootParameters(line)).toThrow(problem);
});
