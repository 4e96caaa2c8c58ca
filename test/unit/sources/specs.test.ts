/** What planning knows of each source: which addresses are its, and which options for rsync a config may set. */
import { expect, test } from "vitest";
import { parseTreeAddress } from "../../../src/sources/rsync/spec/address.ts";
import { parseRsyncFlags } from "../../../src/sources/rsync/spec/flags.ts";
import { sourceAt, sourceSpecs } from "../../../src/sources/spec/specs.ts";

test.for([
  ["127.0.0.1::ironic_rsync/x/", "daemon", "127.0.0.1::ironic_rsync/x/"],
  ["host::images/os", "daemon", "host::images/os/"],
  ["user@[fe80::1]::images/os/", "daemon", "user@[fe80::1]::images/os/"],
  ["rsync://user@host:873/images/os", "daemon", "rsync://user@host:873/images/os/"],
  ["root@host:/srv/os/", "ssh", "root@host:/srv/os/"],
  ["[fe80::1]:os", "ssh", "[fe80::1]:os/"],
  ["/srv/images/my os", "local", "/srv/images/my os/"],
] as const)("%s is read by rsync (%s)", ([text, transport, address]) => {
  expect(sourceAt(text)).toBe("rsync");
  expect(parseTreeAddress(text)).toEqual({ transport, address });
});

test.for(["http://host/os.raw", "HTTPS://host/os.raw", "file:///srv/os.raw"])("%s is an image file", (address) => {
  expect(sourceAt(address)).toBe("file");
  expect(sourceSpecs.file.parseAddress(address)).toBe(address);
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
  expect(sourceAt(address)).toBeUndefined();
});

test.for([
  "-e sh",
  "-ae",
  "-avze.iLsfx",
  "--rsh=sh",
  "--rsync-path=/x",
  "--files-from=/etc/shadow",
  "--exclude-from=/x",
  "--include-from=/x",
  "--out-format=x",
  "--log-file=/x",
  "--delete",
  "--delete-after",
  "--remove-source-files",
  "--backup-dir=/x",
  "--temp-dir=/x",
  "-T/x",
  "--partial-dir=/x",
  "--link-dest=/x",
  "--copy-dest=/x",
  "--password-file=/x",
  "--write-batch=/x",
  "--read-batch=/x",
  "--filter=merge",
  "-f.",
  "-FF",
  "--daemon",
  "--config=/x",
  "--dry-run",
  "-n",
  "--existing",
  "--chown=x",
  "--usermap=x",
  "--relative",
  "-R",
  "--copy-links",
  "-L",
  "--keep-dirlinks",
  "-K",
  "--copy-unsafe-links",
  "--early-input=/x",
  "--remote-option=x",
  "-M-x",
  "--stop-after=1",
  "--no-hard-links",
  "--no-numeric-ids",
  "--exclude",
  "--bwlimit",
  "--archive=x",
  "--bwlimit=",
  "-",
  "--",
  "/etc",
  "host::x",
  "$(reboot)",
  "--no-bwlimit",
  "--constructor",
  "--toString",
])("rsync option %s is refused", (text) => {
  expect(parseRsyncFlags(`-a ${text}`).refused).not.toEqual([]);
});

test.for([
  "-a -A -X",
  "-aAXH",
  "-rlptgoDzS",
  "--archive --acls --xattrs --hard-links --numeric-ids",
  "--bwlimit=10m --timeout=60",
  "--exclude=/var/cache/* --no-perms --compress-level=9",
])("rsync options %s are accepted", (text) => {
  expect(parseRsyncFlags(`  ${text} `)).toEqual({ flags: text.split(" "), refused: [] });
});
