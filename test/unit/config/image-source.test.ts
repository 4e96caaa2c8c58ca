/** The forms of addresses that images have. */
import { expect, test } from "vitest";
import { parseSource } from "../../../src/config/image-source.ts";

test.for([
  ["127.0.0.1::ironic_rsync/x/", "daemon", "127.0.0.1::ironic_rsync/x/"],
  ["host::images/os", "daemon", "host::images/os/"],
  ["user@[fe80::1]::images/os/", "daemon", "user@[fe80::1]::images/os/"],
  ["rsync://user@host:873/images/os", "daemon", "rsync://user@host:873/images/os/"],
  ["root@host:/srv/os/", "ssh", "root@host:/srv/os/"],
  ["[fe80::1]:os", "ssh", "[fe80::1]:os/"],
  ["/srv/images/my os", "local", "/srv/images/my os/"],
] as const)("%s is read by rsync (%s)", ([text, transport, address]) => {
  expect(parseSource(text)).toEqual({ kind: "rsync", transport, address });
});

test.for(["http://host/os.raw", "HTTPS://host/os.raw", "file:///srv/os.raw"])("%s is an image file", (address) => {
  expect(parseSource(address)).toEqual({ kind: "file", address });
});

test.for([
  "os",
  "./os",
  "host::",
  "host::/etc",
  "rsync://host",
  "rsync://host/",
  "ftp://host/x",
  "a b:c",
  "root@-oProxyCommand=sh:x",
  "-x::y/z",
])("%s is no address", (address) => {
  expect(parseSource(address)).toBeUndefined();
});
