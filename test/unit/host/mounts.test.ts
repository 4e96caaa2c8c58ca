/** Taking a mount back: what is left and what is said where that fails. */
import { expect, test } from "vitest";
import { unmountFilesystem } from "../../../src/host/mounts.ts";
import { createRecordingHost } from "../../support/recording-host.ts";

test("a filesystem that could not be written back is unmounted all the same, and is an error", async () => {
  const host = createRecordingHost({
    expect: [{ command: "sync -f -- /m", exitCode: 1, stderr: "sync: error syncing '/m': Input/output error" }, { command: "umount -- /m" }],
  });
  await expect(unmountFilesystem(host, "/m")).rejects.toMatchObject({ exit: "storage", message: expect.stringMatching(/^Not everything was written to \/m: .*Input\/output error/su) as string });
  host.assertDone();
});
