/** Commands as people read them. */
import { expect, test } from "vitest";
import { redact } from "../../../src/base/command.ts";

test.each([
  ["rsync://user:secret@host/module/", "rsync://***@host/module/"],
  ["rsync://user:se@cret@host/module/", "rsync://***@host/module/"],
  ["GET https://host/image?token=secret failed", "GET https://host/image?*** failed"],
  ["host::module/path/ for a@b", "host::module/path/ for a@b"],
  ["rsync://user:my own secret@host/module/", "rsync://***@host/module/"],
  ["https://user:sec/ret@host/image", "https://***@host/image"],
  ["user:secret@host::module", "***@host::module"],
  ["user:my own@secret@host::module", "***@host::module"],
  ["user:secret@host:/path", "***@host:/path"],
  ["user:secret@[::1]:/path", "***@[::1]:/path"],
  ["https://host/image?token=my secret", "https://host/image?***"],
  // Without a secret nothing is hidden.
  ["cannot read image red at root@host:/path: no route", "cannot read image red at root@host:/path: no route"],
  ["cannot read: root@host::module/", "cannot read: root@host::module/"],
  ["http://[::1]:8080/icons/red@2x.png", "http://[::1]:8080/icons/red@2x.png"],
  ["http://host:8080/icons/red@2x.png", "http://host:8080/icons/red@2x.png"],
  ["https://host/x: not what a@b:c said", "https://host/x: not what a@b:c said"],
])("no secret of an address is shown: %s", (text, shown) => {
  expect(redact(text)).toBe(shown);
});
