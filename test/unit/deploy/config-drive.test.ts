/** A config drive on its partition: all of it is written, and what is read back is compared. */
import { expect, test } from "vitest";
import { writeConfigDrive } from "../../../src/deploy/config-drive.ts";
import { createRecordingHost, createTestContext, type RecordingHost } from "../../support/hosts/recording-host.ts";

const MiB = 1024 * 1024;
const place = { device: "/dev/vda9", size: 20 * MiB };
const image = Uint8Array.from({ length: MiB + 700 }, (_, index) => index % 251);

function hostReading(change: (written: string) => string): {
  readonly host: RecordingHost;
  readonly written: string[];
} {
  const written: string[] = [];
  const host = createRecordingHost({
    expect: [
      { command: `blkdiscard --zeroout --offset 0 --length ${20 * MiB} -- /dev/vda9` },
      { command: /^dd of=\/dev\/vda9 /u, effect: (_, { input = "" }) => void written.push(input) },
      {
        command: /^dd if=\/dev\/vda9 /u,
        get stdout() {
          return change(written.join(""));
        },
      },
    ],
  });
  return { host, written };
}

test("it is written whole, behind zeros over the partition, and read back past the page cache", async () => {
  const { host, written } = hostReading((text) => `${text}${"\0".repeat(300)}`);
  await writeConfigDrive(createTestContext(host), place, image);
  expect(Buffer.compare(Buffer.from(written.join(""), "latin1"), image)).toBe(0);
  host.assertDone();
});

test.each([
  ["another byte", (text: string) => `${text.slice(0, -1)}\u00FF`, "does not hold what was written"],
  ["an early end", (text: string) => text.slice(0, -1), "ends after"],
])("%s is found", async (_, change, message) => {
  const { host } = hostReading(change);
  await expect(writeConfigDrive(createTestContext(host), place, image)).rejects.toThrow(message);
});
