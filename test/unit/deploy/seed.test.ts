/** What is written into a tree for cloud-init, whatever the tree holds at those places. */
import { expect, test } from "vitest";
import { type Told, writeTold } from "../../../src/deploy/seed.ts";
import {
  createRecordingHost,
  createTestContext,
  mountCommands,
  type RecordingHost,
  type Seed,
} from "../../support/hosts/recording-host.ts";

const root = "/run/bareon/image-0";
const folder = `${root}/var/lib/cloud/seed/nocloud`;
const image = {
  name: "red",
  mounts: [{ mount: "/", device: "/dev/vda3", type: "ext4" as const, uuid: "00000000-0000-4000-8000-000000000001" }],
};

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function write(told: Told, tree: Readonly<Record<string, Seed>> = {}): Promise<RecordingHost> {
  const files = Object.fromEntries(Object.entries(tree).map(([path, seed]) => [root + path, seed]));
  const host = createRecordingHost({
    files: { [root]: { kind: "directory", mode: 0o755 }, ...files },
    expect: [
      mountCommands(),
      {
        command: /^find .* -delete$/u,
        always: true,
        effect: (own, { args }) => {
          const nodes = own.nodes as Map<string, unknown>;
          for (const path of nodes.keys()) if (path.startsWith(`${args[0]}/`)) nodes.delete(path);
        },
      },
      { command: /^(?:getfattr|setfattr|chattr) /u, always: true },
    ],
  });
  await writeTold(createTestContext(host), image, told);
  return host;
}

function seeded(files: Extract<Told, { kind: "seed" }>["files"], instanceId = "u-1-0a0a0a0a"): Told {
  return { kind: "seed", instanceId, files };
}

function modeOf(host: RecordingHost, path: string): number | undefined {
  const node = host.nodes.get(path);
  return node?.kind === "file" ? node.mode : undefined;
}

test("the files are root's alone; user-data are there even if they are empty, and files of a former seed are not", async () => {
  const host = await write(seeded({ metaData: bytes("local-hostname: red\n") }), {
    "/var/lib/cloud/seed/nocloud/network-config": "version: 2\n",
    "/var/lib/cloud/seed/nocloud/vendor-data": "#!/bin/sh\n",
    "/var/lib/cloud/seed/nocloud/meta-data": "instance-id: old\n",
  });
  expect(host.text(`${folder}/user-data`)).toBe("");
  expect(host.text(`${folder}/meta-data`)).toBe('"instance-id": "u-1-0a0a0a0a"\nlocal-hostname: red\n');
  expect(await host.list(folder)).toEqual(["meta-data", "user-data"]);
  for (const name of await host.list(folder)) expect(modeOf(host, `${folder}/${name}`)).toBe(0o600);
});

test("the same seed gets a new instance-id, as the image's files are in the place of what cloud-init had applied", async () => {
  const first = await write(seeded({ userData: bytes("#!/bin/sh\n") }));
  const tree = Object.fromEntries(
    Array.from(first.nodes, ([path, node]) => [path.slice(root.length), node] as const).filter(([path]) =>
      path.startsWith("/var"),
    ),
  );
  const noted = ["data/set-hostname", "data/instance-id", "instances/i-1/obj.pkl", "sem/config_x.once"];
  const applied = { ...tree, ...Object.fromEntries(noted.map((name) => [`/var/lib/cloud/${name}`, "{}"])) };
  const again = await write(seeded({ userData: bytes("#!/bin/sh\n") }, "u-1-0b0b0b0b"), applied);
  expect(again.text(`${folder}/meta-data`)).toContain("u-1-0b0b0b0b");
  for (const name of noted) expect(again.nodes.has(`${root}/var/lib/cloud/${name}`), name).toBe(false);
});

test("an instance-id of the meta-data's own stays", async () => {
  const host = await write(seeded({ metaData: bytes("instance-id: mine\n") }));
  expect(host.text(`${folder}/meta-data`)).toBe("instance-id: mine\n");
});

test("links lead nowhere outside the tree, and a link of a file's name is replaced", async () => {
  const host = await write(seeded({ userData: bytes("#!/bin/sh\n") }), {
    "/var/lib/cloud": { kind: "symlink", target: "/../../../../outside" },
    "/outside/seed/nocloud/user-data": { kind: "symlink", target: "/../../../etc/passwd" },
  });
  expect(host.text(`${root}/outside/seed/nocloud/user-data`)).toBe("#!/bin/sh\n");
  expect(host.nodes.has("/outside")).toBe(false);
  expect(host.nodes.has("/etc/passwd")).toBe(false);
});

test("an unpacked config drive replaces the one that is there", async () => {
  const files = new Map([["openstack/latest/meta_data.json", bytes("{}")]]);
  const host = await write(
    { kind: "drive", files },
    {
      "/var/lib/cloud/seed/config_drive/openstack/latest/user_data": "old",
    },
  );
  const place = `${root}/var/lib/cloud/seed/config_drive/openstack/latest`;
  expect(await host.list(place)).toEqual(["meta_data.json"]);
  expect(modeOf(host, `${place}/meta_data.json`)).toBe(0o600);
});

const drive: Told = { kind: "drive", files: new Map([["openstack/latest/meta_data.json", bytes("{}")]]) };
const seed = seeded({ userData: bytes("#!/bin/sh\n") });

test("a seed leaves nothing of an unpacked drive, nor a drive of a seed: cloud-init would find both", async () => {
  const old = "/var/lib/cloud/seed/config_drive/openstack/latest/meta_data.json";
  expect((await write(seed, { [old]: "{}" })).nodes.has(root + old)).toBe(false);
  const former = "/var/lib/cloud/seed/nocloud/meta-data";
  expect((await write(drive, { [former]: "instance-id: old\n" })).nodes.has(root + former)).toBe(false);
});

test.each(["seed/config_drive", "seed/nocloud", "seed", "data", "instances", "sem"])(
  "nothing is removed where a link %s of the tree leads: it may be a volume that others have, too",
  async (name) => {
    const tree = {
      [`/var/lib/cloud/${name}`]: { kind: "symlink", target: "/srv/shared" } as const,
      "/srv/shared/config_drive/mine": "mine",
      "/srv/shared/mine": "mine",
    };
    for (const told of [seed, drive]) {
      const host = await write(told, tree);
      expect(host.text(`${root}/srv/shared/mine`)).toBe("mine");
      expect(host.text(`${root}/srv/shared/config_drive/mine`)).toBe("mine");
    }
  },
);

test("no folder below a link is emptied: by its path as it stands, a machine would follow the link", async () => {
  const host = await write(seed, {
    "/var/lib/cloud/seed": { kind: "symlink", target: "../../../srv/shared" },
    "/srv/shared/config_drive/mine": "mine",
  });
  expect(host.commands.filter((command) => command.includes("-delete"))).toEqual([]);
});
