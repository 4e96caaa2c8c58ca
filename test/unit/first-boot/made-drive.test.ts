/** A config drive that is made on the node: what is in it, and that no password leaves it. */
import { expect, test } from "vitest";
import { findUserDataFault } from "../../../src/formats/cloud-init.ts";
import type { DriveContentSpec } from "../../../src/config/drive-content.ts";
import { renderDrive } from "../../../src/first-boot/drive-content.ts";
import { madeDriveBytes, makeConfigDrive } from "../../../src/first-boot/made-drive.ts";
import { hashPassword, parsePasswordHash } from "../../../src/programs/openssl.ts";
import { configOf, readNode } from "../dialects/nailgun/fixture.ts";
import { createRecordingHost, createTestContext, type RecordingHost } from "../../support/hosts/recording-host.ts";

const hash = `$6$saltsaltsaltsalt$${"h".repeat(86)}`;
const key = "ssh-ed25519 AAAA ops";

function contentOf(changes: Readonly<Record<string, unknown>> = {}): DriveContentSpec {
  const content = configOf(readNode("node-7", changes)).configDrive?.content;
  if (content === undefined) throw new Error("no drive is made");
  return content;
}

function render(content: DriveContentSpec): {
  readonly userData: Record<string, unknown>;
  readonly files: ReadonlyMap<string, string>;
} {
  const files = renderDrive(content, new Map([["root", hash]]));
  const text = files.get("openstack/latest/user_data") ?? "";
  return { userData: JSON.parse(text.slice(text.indexOf("\n"))) as Record<string, unknown>, files };
}

test("it tells accounts, keys, names, time and network", async () => {
  const { userData, files } = render(contentOf());
  expect(userData).toMatchObject({
    hostname: "node-7",
    fqdn: "node-7.lab.example",
    timezone: "Etc/UTC",
    disable_root: false,
    ssh_pwauth: false,
    ntp: { enabled: true, servers: ["10.77.0.2"] },
    resolv_conf: { nameservers: ["10.77.0.2"], searchdomains: ["lab.example"] },
    users: [
      {
        name: "root",
        homedir: "/root",
        shell: "/bin/bash",
        ssh_authorized_keys: [key],
        hashed_passwd: hash,
        lock_passwd: false,
      },
      { name: "ops", homedir: "/home/ops", sudo: ["ALL=(ALL) NOPASSWD: ALL"], ssh_authorized_keys: [key] },
    ],
  });
  expect(await findUserDataFault(new TextEncoder().encode(files.get("openstack/latest/user_data")))).toBeUndefined();
  expect(JSON.parse(files.get("openstack/latest/meta_data.json") ?? "")).toEqual({
    ...{ uuid: "node-7", hostname: "node-7.lab.example", name: "node-7.lab.example" },
  });
  expect(JSON.parse(files.get("openstack/latest/network_data.json") ?? "")).toEqual({
    links: [{ id: "eth0", name: "eth0", type: "phy", ethernet_mac_address: "52:54:00:77:00:01" }],
    networks: [
      {
        ...{ id: "admin", type: "ipv4", link: "eth0", ip_address: "10.77.0.7", netmask: "255.255.255.0" },
        routes: [{ network: "0.0.0.0", netmask: "0.0.0.0", gateway: "10.77.0.1" }],
      },
    ],
    services: [{ type: "dns", address: "10.77.0.2" }],
  });
});

test("quotes of the sender are taken off, and an empty key is none", () => {
  const { accounts } = contentOf({ "/ks_meta/auth_key": '"ssh-ed25519 BBBB other"' });
  expect(accounts[0]?.keys).toEqual([key, "ssh-ed25519 BBBB other"]);
  expect(contentOf({ "/ks_meta/auth_key": "" }).accounts[0]?.keys).toEqual([key]);
});

test("without accounts root gets the keys, and without a time zone it is UTC", () => {
  const content = contentOf({ "/ks_meta/user_accounts": undefined, "/ks_meta/timezone": undefined });
  expect(content.accounts).toEqual([{ name: "root", shell: "/bin/bash", sudo: [], keys: [key] }]);
  expect(content.timezone).toBe("UTC");
});

function makingHost(): RecordingHost {
  const emptied = /^find \/run\/bareon\/made-drive-[\w-]+ -xdev -mindepth 1 -delete$/u;
  return createRecordingHost({
    files: { "/run/bareon/x": "" },
    expect: [
      { command: "openssl passwd -6 -stdin", stdout: `${hash}\n`, always: true },
      {
        command: /^mke2fs .* -t ext2 -b 4096 .* -L config-2 -d \/run\/bareon\/made-drive-.*\/tree .* 20480k$/u,
        effect: (host, { args }) => host.seed(args.at(-2) ?? "", new Uint8Array(8).fill(1)),
      },
      {
        command: emptied,
        effect: (host) => {
          const nodes = host.nodes as Map<string, unknown>;
          for (const path of [...nodes.keys()]) if (/\/made-drive-[^/]+\//u.test(path)) nodes.delete(path);
        },
      },
    ],
  });
}

test("passwords go in by standard input alone, files are root's, and nothing is left", async () => {
  const host = makingHost();
  const modes: number[] = [];
  const seen = {
    ...host,
    writeFile: async (path: string, text: string | Uint8Array, mode?: number) => {
      modes.push(mode ?? 0o644);
      await host.writeFile(path, text, mode);
    },
  };
  const ctx = createTestContext(seen);
  const drive = await makeConfigDrive(ctx, contentOf());
  expect(drive.image).toHaveLength(8);
  expect(modes).toEqual([0o600, 0o600, 0o600]);
  expect(host.commands.filter((command) => command.startsWith("openssl"))).toHaveLength(2);
  expect(`${host.commands.join("\n")}${JSON.stringify(ctx.events)}`).not.toContain("s3cret");
  expect([...host.nodes.keys()].filter((path) => path.includes("made-drive"))).toEqual([]);
  host.assertDone();
});

test("a hash that is given is not hashed again", async () => {
  const accounts = [{ name: "root", password: null, hashed_password: hash }];
  const host = makingHost();
  await makeConfigDrive(createTestContext(host), contentOf({ "/ks_meta/user_accounts": accounts }));
  expect(host.commands.some((command) => command.startsWith("openssl"))).toBe(false);
});

test("the command of a password, and what counts as a hash", () => {
  expect(hashPassword("s3cret")).toEqual({ program: "openssl", args: ["passwd", "-6", "-stdin"], input: "s3cret\n" });
  expect(parsePasswordHash(`${hash}\n`)).toBe(hash);
  for (const other of ["", "*", "$1$x$y", `${hash}\n${hash}`]) expect(parsePasswordHash(other)).toBeUndefined();
  expect(madeDriveBytes).toBe(20 * 1024 * 1024);
});
