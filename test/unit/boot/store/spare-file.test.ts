/** The note of places that hold nothing that counts: what of it is believed. */
import { expect, test } from "vitest";
import { parseSpare, stillSpare } from "../../../../src/boot/store/spare-file.ts";

const volumes = [
  { place: "PARTUUID=a", images: ["green"] },
  { place: "/dev/mapper/vg-x", images: [], wiped: true as const },
  { place: "PARTUUID=b", images: ["blue"], holds: [{ type: "ext4", uuid: "U" }, { type: "LVM2_member" }] },
];

test("only what has the form that this program writes is read", () => {
  expect(parseSpare(JSON.stringify({ version: 1, volumes }))).toEqual(volumes);
  const bad = [{ place: 1, images: [] }, { place: "b" }, { place: "c", images: [1] }, null, "d"];
  expect(parseSpare(JSON.stringify({ version: 1, volumes: [...bad, ...volumes] }))).toEqual(volumes);
  for (const holds of [1, [1], [{ uuid: "U" }], [{ type: "ext4", uuid: 1 }]]) {
    const text = JSON.stringify({ version: 1, volumes: [{ ...volumes[0], holds }] });
    expect(parseSpare(text)).toEqual([volumes[0]]);
  }
  for (const text of ["", "{", "[]", "null", '{"version":2,"volumes":[]}', '{"version":1,"volumes":{}}'])
    expect(parseSpare(text)).toEqual([]);
});

test("a place of a system that is in the menu now is spare no more", () => {
  const element = { grub_id: 0, image_name: "", image_uuid: "", boot_name: "", root_uuid: "" };
  expect(stillSpare(volumes, { elements: [{ ...element, os_id: "green" }] })).toEqual(volumes.slice(1));
  expect(stillSpare(volumes, { elements: [{ ...element, os_id: "red" }] })).toEqual(volumes);
});
