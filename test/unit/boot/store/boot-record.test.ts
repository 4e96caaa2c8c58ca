/** What is kept of a boot: of another boot it says nothing, and of what is damaged neither. */
import { expect, test } from "vitest";
import { addToBootRecord, parseBootRecord, readBootRecord } from "../../../../src/boot/store/boot-record.ts";
import { createRecordingHost } from "../../../support/hosts/recording-host.ts";

const [first, second] = ["aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"];
const idPath = "/proc/sys/kernel/random/boot_id";
const fallback = { from: "blue", cause: "tries" } as const;
const verified = { time: "2026-11-29T09:30:00Z", errors: 1, warnings: 0 };

test("what is added stays beside what was there, and is gone with the boot", async () => {
  const host = createRecordingHost({ files: { [idPath]: `${first}\n` } });
  expect(await readBootRecord(host)).toEqual({});
  expect(await addToBootRecord(host, { fallback })).toEqual({ fallback });
  expect(await addToBootRecord(host, { verified })).toEqual({ fallback, verified });
  expect(await readBootRecord(host)).toEqual({ fallback, verified });
  // In a chroot /run may be a folder on the disk.
  host.seed(idPath, `${second}\n`);
  expect(await readBootRecord(host)).toEqual({});
  expect(await addToBootRecord(host, { fallback: null })).toEqual({ fallback: null });
});

test("without an id of the boot nothing is kept", async () => {
  const host = createRecordingHost({ files: { [idPath]: "none\n" } });
  expect(await addToBootRecord(host, { verified })).toEqual({ verified });
  expect(host.changes).toEqual([]);
  expect(await readBootRecord(host)).toEqual({});
});

test.each([
  undefined,
  "",
  "[]",
  "{",
  "7",
  `{"boot":"${first}","fallback":7,"verified":[]}`,
  `{"boot":"${first}","fallback":{"from":3,"cause":"x"},"verified":{"time":"","errors":1.5,"warnings":0}}`,
])("%j is no record", (text) => {
  expect(parseBootRecord(text, first)).toEqual({});
});
