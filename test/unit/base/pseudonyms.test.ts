/** Names in place of what tells one machine from another: the same thing has the same name, and all else stays. */
import { assert, constantFrom, integer, property, tuple } from "fast-check";
import { expect, test } from "vitest";
import { createPseudonyms, type KnownIdentity } from "../../../src/base/pseudonyms.ts";

const known: readonly KnownIdentity[] = [
  { kind: "host", value: "node-17.example.net" },
  { kind: "host", value: "node-17" },
  { kind: "serial", value: "S3Z9NB0K123" },
  { kind: "serial", value: "QM 00  01_X" },
  { kind: "serial", value: "None" },
  { kind: "serial", value: "0000000" },
];

test.each([
  ["Nov 30 node-17 x[1]: from NODE-17.example.net", "Nov 30 host-1 x[1]: from host-2"],
  ["ata-DISK_S3Z9NB0K123-part1 -> ../sda1", "ata-DISK_serial-1-part1 -> ../sda1"],
  ["serial QM 00  01_X is ata-DISK_QM_00_01_X-part1", "serial serial-1 is ata-DISK_serial-1-part1"],
  ["52:54:00:12:34:56 enx525400123456: mac=525400123456", "mac-1 enxmac-1: mac=mac-1"],
  ["eth0 52:54:00:12:34:56 52-54-00-12-34-56", "eth0 mac-1 mac-1"],
  ["BOOTIF=01-52-54-00-12-34-56 hw 52:54:00:12:34:56", "BOOTIF=01-mac-1 hw mac-1"],
  ["ip=10.0.2.15::10.0.2.2:255.255.255.0 127.0.0.1", "ip=ip-1::ip-2:255.255.255.0 127.0.0.1"],
  ["inet6 fe80::5054:ff:fe12:3456/64 ::1 2001:db8:0:0:0:0:0:1", "inet6 ip-1/64 ::1 ip-2"],
  ["https://***@images.example.net:8443/x http://10.0.2.2/y", "https://***@host-1:8443/x http://ip-1/y"],
  ["store.example.net::images/x/ root@store.example.net:/x", "host-1::images/x/ root@host-1:/x"],
])("%s", (text, shown) => {
  expect(createPseudonyms(known)(text)).toBe(shown);
});

test.each([
  "12:34:56 a :: b 0000:00:1f.2 1.2.3 6.1.0-13-amd64",
  "UUID=aaaaaaaa-0000-4000-8000-000000000000 8e0f:1234 None 0000000 localhost file:///srv/x http://localhost/",
  "anode-17x S3Z9NB0K1234 rsync -a x y",
])("what tells no machine from others stays: %s", (text) => {
  expect(createPseudonyms(known)(text)).toBe(text);
});

test("a thing has one name in all texts, and another thing another one", () => {
  const byte = integer({ min: 0, max: 255 });
  const address = tuple(constantFrom(10, 192), byte, byte, byte).map((parts) => parts.join("."));
  assert(
    property(address, address, (one, other) => {
      const hide = createPseudonyms([]);
      const [first, second, again] = [hide(`a ${one} b`), hide(`<${other}>`), hide(one)];
      expect(again).toBe("ip-1");
      expect(first).toBe("a ip-1 b");
      expect(second).toBe(one === other ? "<ip-1>" : "<ip-2>");
    }),
  );
});
