/** What planning knows of each source: which addresses are its, and which options for rsync a config may set. */
import { expect, test } from "vitest";
import { parseTreeAddress } from "../../../src/sources/rsync/spec/address.ts";
import { parseRsyncFlags, refusedRsyncFlags } from "../../../src/sources/rsync/spec/flags.ts";
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
  expect(refusedRsyncFlags(parseRsyncFlags(`-a ${text}`)?.flags ?? [])).not.toEqual([]);
});

test.for([
  "-a -A -X",
  "-aAXH",
  "-rlptgoDzS",
  "--archive --acls --xattrs --hard-links --numeric-ids",
  "--bwlimit=10m --timeout=60",
  "--exclude=/var/cache/* --no-perms --compress-level=9",
])("rsync options %s are accepted", (text) => {
  const flags = text.split(" ");
  expect(parseRsyncFlags(`  ${text} `)).toEqual({ flags, dropped: [], isDryRun: false });
  expect(refusedRsyncFlags(flags)).toEqual([]);
});

test.for([
  ["-a -A -X --timeout 300", ["-a", "-A", "-X", "--timeout=300"]],
  ["-a --timeout 300 --bwlimit 12500", ["-a", "--timeout=300", "--bwlimit=12500"]],
  ["-a --exclude /etc/* --exclude '/home/a b'", ["-a", "--exclude=/etc/*", "--exclude=/home/a b"]],
  [String.raw`-a --exclude="/x y/\"z" --exclude /c\ d`, ["-a", '--exclude=/x y/"z', "--exclude=/c d"]],
  ["--exclude", ["--exclude"]],
] as const)("rsync options %s are split as a shell would", ([text, flags]) => {
  expect(parseRsyncFlags(text)).toEqual({ flags, dropped: [], isDryRun: false });
});

test("rsync options for its output are left out, and a dry run is known in each of its forms", () => {
  expect(parseRsyncFlags("-avPh --progress --stats -q --human-readable --verbose")).toEqual({
    flags: ["-a"],
    dropped: ["-vPh", "--progress", "--stats", "-q", "--human-readable", "--verbose"],
    isDryRun: false,
  });
  expect(parseRsyncFlags("-a -A -X --timeout 300 --dry-run")).toMatchObject({ isDryRun: true });
  expect(parseRsyncFlags("-anX")).toEqual({ flags: ["-aX"], dropped: [], isDryRun: true });
});

test.for(["-a 'x", '-a "x', "-a x\\"])("rsync options %s cannot be split", (text) => {
  expect(parseRsyncFlags(text)).toBeUndefined();
});
