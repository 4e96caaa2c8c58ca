/** Commands as people read them. */
import { expect, test } from "vitest";
import { redact, renderCommand, withoutSecrets } from "../../../src/base/command.ts";

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
  [
    `cannot use oci://h:5000/team/my-os:1.0@sha256:${"0".repeat(64)}: no`,
    `cannot use oci://h:5000/team/my-os:1.0@sha256:${"0".repeat(64)}: no`,
  ],
])("no secret of an address is shown: %s", (text, shown) => {
  expect(redact(text)).toBe(shown);
});

test.each([
  ["rsync://user:se@cret@host/module/", "rsync://host/module/", ["userinfo"]],
  ["https://token@host:8443/image", "https://host:8443/image", ["userinfo"]],
  ["https://user:sec/ret@host/image", "https://host/image", ["userinfo"]],
  ["https://host/image?token=my secret", "https://host/image", ["query"]],
  ["https://host/image#token", "https://host/image", ["query"]],
  ["http://a:b@host/image?X-Sig=1#x", "http://host/image", ["userinfo", "query"]],
  ["user:secret@host::module/", "host::module/", ["userinfo"]],
  ["user:secret@[::1]:/path/", "[::1]:/path/", ["userinfo"]],
  ["ds=nocloud;s=https://a:b@host/?x=1", "ds=nocloud;s=https://host/", ["userinfo", "query"]],
  [`https://host/${"x".repeat(4096)}`, "", ["all"]],
  // Without a secret nothing is left out; a user of ssh and of an rsync daemon is none.
  ["root@host:/images/os/", "root@host:/images/os/", []],
  ["backup@host::module/os/", "backup@host::module/os/", []],
  ["host::module/os?/", "host::module/os?/", []],
  ["/srv/images/a:b@c:d?e#f/", "/srv/images/a:b@c:d?e#f/", []],
  ["file:///srv/a?b#c.tar", "file:///srv/a?b#c.tar", []],
  ["http://host:8080/icons/red@2x.png", "http://host:8080/icons/red@2x.png", []],
  ["console=ttyS0,115200n8", "console=ttyS0,115200n8", []],
  ["oci://h/team/my.os-x:1@sha256:00", "oci://h/team/my.os-x:1@sha256:00", []],
  ["oci:/srv/my-os:a:b@c:d", "oci:/srv/my-os:a:b@c:d", []],
  ["oci-archive:/srv/x?y.tar:z", "oci-archive:/srv/x?y.tar:z", []],
])("what is kept of an address has no secret: %s", (address, text, leftOut) => {
  expect(withoutSecrets(address)).toEqual({ text, leftOut });
});

test("arguments that may be secrets are not shown, under whatever name", () => {
  const command = { program: "/usr/bin/curl", args: ["--user", "a:hunter2"], hidesArgs: true };
  expect(renderCommand(command)).toBe("/usr/bin/curl (arguments hidden)");
  expect(renderCommand({ ...command, label: "action x" })).toBe("action x (arguments hidden)");
});
