/** Commands as people read them. */
import { expect, test } from "vitest";
import { redact } from "../../../src/base/command.ts";

test.each([
  ["rsync://user:secret@host/module/", "rsync://***@host/module/"],
  ["rsync://user:se@cret@host/module/", "rsync://***@host/module/"],
  ["GET https://host/image?token=secret failed", "GET https://host/image?*** failed"],
  ["host::module/path/ for a@b", "host::module/path/ for a@b"],
  ["x+ssh://a:b@host/?c d?e http://f?g", "x+ssh://***@host/?*** d?e http://f?***"],
])("no secret of an address is shown: %s", (text, shown) => {
  expect(redact(text)).toBe(shown);
});
