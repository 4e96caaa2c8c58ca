/** Whether it works is shown by SeaBIOS in test/vm/interrupted.core.test.ts; here, that it fits and points at its own message. */
import { expect, test } from "vitest";
import { renderUnbootableCode } from "../../../../src/boot/loader/unbootable.ts";

test("the code fits before the partition table and leaves the FAT parameters empty", () => {
  const code = renderUnbootableCode();
  expect(code.length).toBeLessThanOrEqual(440);
  expect([...code.slice(3, 0x5a)].every((byte) => byte === 0)).toBe(true);
  const load = code.indexOf(0xbe);
  const address = (code[load + 1] ?? 0) + (code[load + 2] ?? 0) * 256 - 0x7c00;
  expect(new TextDecoder().decode(code.slice(address))).toBe("bareon: this disk holds no complete deployment.\r\n\0");
});
