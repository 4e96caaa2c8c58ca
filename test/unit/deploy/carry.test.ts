/** Carried files of trees that are not trusted: where they are read and written, and what of them is left out. */
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { dropCarried, isSetAside, putBack, setAside } from "../../../src/deploy/carry.ts";
import { openTree } from "../../../src/host/tree-writer.ts";
import {
  createRecordingHost,
  createTestContext,
  type ExpectedCommand,
  type MemoryNode,
  type RecordingHost,
  type Seed,
} from "../../support/hosts/recording-host.ts";

const root = "/run/bareon/image-0";
const folder = "/partition/bareon/carried";
const patterns = ["/etc/machine-id", "/etc/hostname", "/etc/ssh/ssh_host_*"];

/** Removes what is in a folder. */
const empty: ExpectedCommand = {
  command: /^find .* -delete$/u,
  always: true,
  effect: ({ nodes }, { args: [top = ""] }) => {
    for (const path of [...nodes.keys()].filter((one) => one.startsWith(`${top}/`)))
      (nodes as Map<string, MemoryNode>).delete(path);
  },
};

/** Copies what is there, without what is in it. */
const copy: ExpectedCommand = {
  command: /^rsync --archive/u,
  always: true,
  effect: (host, { args }) => {
    const [source = "", to = ""] = args.slice(-2);
    const node = host.nodes.get(source);
    if (node !== undefined) host.seed(`${to}${basename(source)}`, node);
  },
};

const commands: readonly ExpectedCommand[] = [
  empty,
  { command: /^find .* -printf/u, stdout: "f 0 101 12\n", always: true },
  copy,
  { command: /^stat --file-system/u, stdout: "20000 4096\n", always: true },
  { command: /^sync -f/u, always: true },
];

function inTree(files: Readonly<Record<string, Seed>>): Record<string, Seed> {
  return Object.fromEntries(Object.entries(files).map(([path, seed]) => [`${root}${path}`, seed]));
}

/** Sources and folders of what rsync copied, and its options for owners. */
function copies({ commands: run }: RecordingHost): { source: string; to: string; maps: string[] }[] {
  return run
    .filter((text) => text.startsWith("rsync "))
    .map((text) => text.split(" "))
    .map((args) => ({
      source: args.at(-2) ?? "",
      to: args.at(-1) ?? "",
      maps: args.filter((word) => /^--(?:user|group)map=/u.test(word)),
    }));
}

async function setAsideFrom(
  files: Readonly<Record<string, Seed>>,
  more: {
    readonly roots?: readonly string[];
    readonly own?: readonly string[];
    readonly expect?: readonly ExpectedCommand[];
  } = {},
): Promise<{ readonly host: RecordingHost; readonly warnings: string[] }> {
  const host = createRecordingHost({ files, expect: [...(more.expect ?? []), ...commands] });
  const warnings: string[] = [];
  const ctx = {
    ...createTestContext(host),
    report: (event: { event: string; message?: string }) => void warnings.push(event.message ?? ""),
  };
  await setAside(ctx, { from: "idle", roots: more.roots ?? [root], patterns, own: more.own ?? [], folder });
  return { host, warnings };
}

describe("what is set aside", () => {
  test("is of the system's own tree what is its own, and never that of the running one", async () => {
    const own = ["/var/lib/cloud/seed"];
    const files = { "/var/lib/cloud/seed/nocloud/meta-data": "x", "/etc/hostname": "running\n" };
    const { host } = await setAsideFrom({ ...files, ...inTree(files) }, { own, roots: [root, "/"] });
    expect(copies(host).map(({ source }) => source)).toEqual([`${root}/etc/hostname`, `${root}/var/lib/cloud/seed`]);
    const { host: other } = await setAsideFrom({ ...files, [root]: "" }, { own, roots: ["/"] });
    expect(copies(other).map(({ source }) => source)).toEqual(["/etc/hostname"]);
  });

  test("is what the globs mean, with a manifest that is written last and read by root alone", async () => {
    const { host } = await setAsideFrom(
      inTree({
        "/etc/machine-id": "a\n",
        "/etc/ssh/ssh_host_rsa_key": "k",
        "/etc/ssh/sshd_config": "c",
        "/etc/passwd": "root:x:0:0\n",
        "/etc/group": "root:x:0:\nssh_keys:x:101:\n",
      }),
    );
    expect(copies(host).map(({ source, to }) => [source, to])).toEqual([
      [`${root}/etc/machine-id`, `${folder}/0/`],
      [`${root}/etc/ssh/ssh_host_rsa_key`, `${folder}/1/`],
    ]);
    expect(host.nodes.get(`${folder}/manifest.json`)).toMatchObject({ mode: 0o600 });
    expect(JSON.parse(host.text(`${folder}/manifest.json`) ?? "")).toEqual({
      from: "idle",
      paths: ["/etc/machine-id", "/etc/ssh/ssh_host_rsa_key"],
      used: { users: [0], groups: [101] },
      users: [["root", 0]],
      groups: [
        ["root", 0],
        ["ssh_keys", 101],
      ],
    });
    expect(await isSetAside(createTestContext(host), { folder, from: "idle" })).toBe(true);
  });

  test("comes from within the tree, wherever its links lead", async () => {
    const { host } = await setAsideFrom({
      "/etc/machine-id": "the running system's",
      "/etc/ssh/ssh_host_rsa_key": "the running system's",
      ...inTree({
        "/etc": { kind: "symlink", target: "../../../../etc" },
        "/usr/etc/hostname": "x",
      }),
    });
    expect(copies(host)).toEqual([]);
    const led = await setAsideFrom(
      inTree({ "/etc": { kind: "symlink", target: "/usr/etc" }, "/usr/etc/hostname": "x" }),
    );
    expect(copies(led.host).map(({ source }) => source)).toEqual([`${root}/usr/etc/hostname`]);
    expect(JSON.parse(led.host.text(`${folder}/manifest.json`) ?? "")).toMatchObject({ paths: ["/etc/hostname"] });
  });

  test("is no FIFO and no device, which is told, and a link itself is carried as a link", async () => {
    const { host, warnings } = await setAsideFrom(
      inTree({
        "/etc/machine-id": { kind: "other" },
        "/etc/hostname": { kind: "block", device: "8:0", size: 1 },
        "/etc/ssh/ssh_host_key": { kind: "symlink", target: "/etc/shadow" },
      }),
    );
    expect(copies(host).map(({ source }) => source)).toEqual([`${root}/etc/ssh/ssh_host_key`]);
    expect(warnings).toEqual([
      "/etc/machine-id is not carried: it is no file, folder or link.",
      "/etc/hostname is not carried: it is no file, folder or link.",
    ]);
  });

  test("has no name that would be refused when it is put back", async () => {
    const { host, warnings } = await setAsideFrom(
      inTree({ "/etc/ssh/ssh_host_\u0007key": "k", "/etc/ssh/ssh_host_key": "k" }),
    );
    expect(copies(host).map(({ source }) => source)).toEqual([`${root}/etc/ssh/ssh_host_key`]);
    expect(warnings).toEqual([
      String.raw`"/etc/ssh/ssh_host_\u0007key" is not carried: no carried file has such a name.`,
    ]);
  });

  test("is put into a folder of its own, in place of a link to another one", async () => {
    const files = { ...inTree({ "/etc/hostname": "x" }), [folder]: { kind: "symlink", target: "/etc" } as const };
    const { host } = await setAsideFrom({ ...files, "/etc/passwd": "the running system's" });
    expect(host.nodes.get(folder)).toMatchObject({ kind: "directory", mode: 0o700 });
    expect(host.text("/etc/passwd")).toBe("the running system's");
    expect(host.nodes.has("/etc/0")).toBe(false);
  });

  test("is also what the tree's own lists name, and these lists", async () => {
    const { host, warnings } = await setAsideFrom(
      inTree({
        "/etc/bareon/carry.d/app.list": "# ours\n/var/lib/app\n../etc/shadow\n/\n",
        "/etc/bareon/carry.d/app.list.bak": "/var/lib/other\n",
        "/var/lib/app/data": "d",
        "/var/lib/other": "o",
      }),
    );
    expect(copies(host).map(({ source }) => source)).toEqual([`${root}/etc/bareon/carry.d`, `${root}/var/lib/app`]);
    expect(warnings[0]).toContain("app.list has 1 lines that are no absolute path");
  });

  test("is the running system's if the idle one has nothing, and nothing if none has", async () => {
    const files = { "/etc/hostname": "running", [`${root}/etc/other`]: "x" };
    const { host } = await setAsideFrom(files, { roots: [root, "/"] });
    expect(copies(host).map(({ source }) => source)).toEqual(["/etc/hostname"]);
    const none = await setAsideFrom({});
    expect(copies(none.host)).toEqual([]);
    expect(JSON.parse(none.host.text(`${folder}/manifest.json`) ?? "")).toMatchObject({ paths: [] });
  });

  test("is refused beyond 16 MiB, before anything is copied", async () => {
    const large = { command: /^find .* -printf/u, stdout: `f 0 0 ${17 * 1024 * 1024}\n`, always: true };
    await expect(setAsideFrom(inTree({ "/etc/hostname": "x" }), { expect: [large] })).rejects.toMatchObject({
      exit: "transfer",
    });
  });

  test("counts what small and empty files take: a folder of many would fill the partition that the menu is on", async () => {
    const many = { command: /^find .* -printf/u, stdout: "f 0 0 0\n".repeat(5000), always: true };
    await expect(setAsideFrom(inTree({ "/etc/hostname": "x" }), { expect: [many] })).rejects.toMatchObject({
      exit: "transfer",
      message: expect.stringMatching(/take 20 MiB, and 16 MiB can be set aside/u) as string,
    });
    const full = { command: /^stat --file-system/u, stdout: "1025 4096\n", always: true };
    await expect(setAsideFrom(inTree({ "/etc/hostname": "x" }), { expect: [full] })).rejects.toMatchObject({
      exit: "transfer",
    });
  });

  test("leaves nothing on the partition that has no room for it after all", async () => {
    const host = createRecordingHost({
      files: inTree({ "/etc/hostname": "x" }),
      expect: [
        {
          command: /^rsync --archive/u,
          effect: () => {
            throw new BareonError("failure", "rsync failed with exit code 11: No space left on device");
          },
        },
        ...commands,
      ],
    });
    await expect(setAside(createTestContext(host), { from: "idle", roots: [root], patterns, folder })).rejects.toThrow(
      /No space/u,
    );
    expect([...host.nodes.keys()].filter((path) => path.startsWith(folder))).toEqual([]);
  });
});

const manifest = {
  paths: ["/etc/machine-id", "/etc/ssh/ssh_host_key"],
  used: { users: [0, 105], groups: [101, 7] },
  users: [
    ["root", 0],
    ["sshd", 105],
  ],
  groups: [
    ["ssh_keys", 101],
    ["gone", 7],
  ],
};

/** What setAside leaves. */
const aside: Readonly<Record<string, Seed>> = {
  [`${folder}/manifest.json`]: JSON.stringify(manifest),
  [`${folder}/0/machine-id`]: "a\n",
  [`${folder}/1/ssh_host_key`]: "k",
};

async function putInto(
  files: Readonly<Record<string, Seed>>,
  left = aside,
): Promise<{ readonly host: RecordingHost; readonly warnings: string[] }> {
  const host = createRecordingHost({ files: { ...left, ...files }, expect: [...commands] });
  const warnings: string[] = [];
  const ctx = {
    ...createTestContext(host),
    report: (event: { event: string; message?: string }) => void warnings.push(event.message ?? ""),
  };
  await putBack(ctx, openTree(ctx, root, "Image b"), folder);
  return { host, warnings };
}

describe("what is put back", () => {
  test("belongs to whom the new tree knows by the same names, and a name that it lacks is told", async () => {
    const { host, warnings } = await putInto(
      inTree({
        "/etc/ssh/x": "",
        "/etc/passwd": "root:x:0:0\nsshd:x:33:33\n",
        "/etc/group": "ssh_keys:x:999:\n",
      }),
    );
    const maps = ["--usermap=105:33", "--groupmap=101:999"];
    expect(copies(host)).toEqual([
      { source: `${folder}/0/machine-id`, to: `${root}/etc/`, maps },
      { source: `${folder}/1/ssh_host_key`, to: `${root}/etc/ssh/`, maps },
    ]);
    expect(warnings).toEqual([
      "Carried files belong to groups that the new version does not have, so they keep their numbers: gone.",
    ]);
  });

  test("stays in the tree, wherever its links lead", async () => {
    const { host } = await putInto({
      "/usr/etc/ssh/x": "the running system's",
      ...inTree({ "/etc": { kind: "symlink", target: "../../../../usr/etc" }, "/usr/etc/ssh/x": "" }),
    });
    expect(copies(host).map(({ to }) => to)).toEqual([`${root}/usr/etc/`, `${root}/usr/etc/ssh/`]);
    const loop = inTree({ "/etc": { kind: "symlink", target: "../../../../etc" } });
    await expect(putInto({ "/etc/ssh/x": "the running system's", ...loop })).rejects.toThrow(/form a loop/u);
  });

  test("a file in place of its folder ends the update", async () => {
    await expect(putInto(inTree({ "/etc/ssh": "a file" }))).rejects.toThrow(
      /\/etc\/ssh\/ssh_host_key cannot be carried/u,
    );
  });

  test.each<readonly [string, unknown]>([
    ["nothing", {}],
    ["null", null],
    ["a relative path", { ...manifest, paths: ["etc/hostname"] }],
    ["the whole tree", { ...manifest, paths: ["/"] }],
    ["what is above the tree", { ...manifest, paths: ["/../etc/shadow"] }],
    ["the folder of all, by its last name", { ...manifest, paths: ["/etc/.."] }],
    ["a folder by a dot", { ...manifest, paths: ["/etc/."] }],
    ["an empty name", { ...manifest, paths: ["/etc//hostname"] }],
    ["an empty last name", { ...manifest, paths: ["/etc/"] }],
    ["a control character", { ...manifest, paths: ["/etc/\u001B[2J"] }],
    ["a name that is too long", { ...manifest, paths: [`/${"x".repeat(5000)}`] }],
    ["too many paths", { ...manifest, paths: Array.from({ length: 2001 }, () => "/etc/machine-id") }],
    ["a negative number", { ...manifest, used: { users: [-1], groups: [] } }],
    ["a number that no user has", { ...manifest, groups: [["x", 2 ** 32 - 1]] }],
    ["a name that is none", { ...manifest, users: [[1, 1]] }],
    ["more than is read", { ...manifest, more: "x".repeat(4 * 1024 * 1024) }],
  ])("a manifest that setAside did not write is refused: %s", async (_, value) => {
    const text = JSON.stringify(value);
    // All of it is there, so that nothing but the list is at fault.
    const names = ["hostname", "shadow", "etc", "\u001B[2J", "x".repeat(5000)];
    const files = names.map((name) => [`${folder}/0/${name}`, "x"] as const);
    const more = Array.from({ length: 2001 }, (_one, index) => [`${folder}/${index}/machine-id`, "x"] as const);
    const left = { ...aside, [`${folder}/manifest.json`]: text, ...Object.fromEntries([...files, ...more]) };
    const host = createRecordingHost({ files: left, expect: [...commands] });
    const ctx = createTestContext(host);
    await expect(putBack(ctx, openTree(ctx, root, "Image b"), folder)).rejects.toThrow(/is damaged/u);
    await expect(isSetAside(ctx, { folder, from: "idle" })).rejects.toMatchObject({ exit: "unverified" });
    expect(host.commands).toEqual([]);
  });

  test.each<readonly [string, Readonly<Record<string, Seed | undefined>>]>([
    ["a link in place of all", { [folder]: { kind: "symlink", target: "/other" } }],
    [
      "a link in place of the list",
      { [`${folder}/manifest.json`]: { kind: "symlink", target: "/other/manifest.json" } },
    ],
    ["a link in place of a folder", { [`${folder}/1`]: { kind: "symlink", target: "/other/1" } }],
    ["a FIFO in place of a file", { [`${folder}/1/ssh_host_key`]: { kind: "other" } }],
    ["nothing in place of a file", { [`${folder}/1/ssh_host_key`]: undefined }],
  ])("what a system has put there is not read: %s", async (_, planted) => {
    const hidden = new Set(Object.keys(planted));
    const left = Object.entries(aside).filter(([path]) =>
      [...hidden].every((one) => !`${path}/`.startsWith(`${one}/`)),
    );
    const other = Object.entries(aside).map(([path, seed]) => [path.replace(folder, "/other"), seed] as const);
    const files = [...left, ...other, ...Object.entries(planted)].flatMap(([path, seed]) =>
      seed === undefined ? [] : [[path, seed] as const],
    );
    const host = createRecordingHost({ files: Object.fromEntries(files), expect: [...commands] });
    const ctx = createTestContext(host);
    await expect(putBack(ctx, openTree(ctx, root, "Image b"), folder)).rejects.toThrow(/is damaged/u);
    await expect(isSetAside(ctx, { folder, from: "idle" })).rejects.toThrow(/is damaged/u);
    expect(copies(host)).toEqual([]);
    await dropCarried(ctx, folder);
    expect([...host.nodes.keys()].filter((path) => path === folder || path.startsWith(`${folder}/`))).toEqual([]);
    expect(host.text("/other/0/machine-id")).toBe("a\n");
  });

  test("without anything set aside nothing is done", async () => {
    const host = createRecordingHost({ files: {}, expect: [] });
    const ctx = createTestContext(host);
    await putBack(ctx, openTree(ctx, root, "Image b"), folder);
    await dropCarried(ctx, folder);
    expect(host.commands).toEqual([]);
  });
});
