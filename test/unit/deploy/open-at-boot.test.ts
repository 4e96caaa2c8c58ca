/** What an image has to have, and what is written into it, so that its system opens its encrypted volumes. */
import { expect, test } from "vitest";
import { checkOpening, checkTpm, writeOpening } from "../../../src/deploy/open-at-boot.ts";
import { noKeys } from "../../../src/deploy/keys.ts";
import { openTree } from "../../../src/host/tree-writer.ts";
import { bindToTpm, parseTpmBindings } from "../../../src/programs/clevis.ts";
import { parseListed } from "../../../src/programs/initramfs-tools.ts";
import { enrollTpm, parseTpmTokens } from "../../../src/programs/systemd-cryptenroll.ts";
import { inTree } from "../../../src/programs/unshare.ts";
import type { EncryptedMount, Plan, PlannedImage } from "../../../src/schema/plan.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

const uuid = "cccccccc-0000-4000-8000-000000000001";
const cryptroot = "/tree/usr/share/initramfs-tools/hooks/cryptroot";
const debian = { "/tree/usr/sbin/mkinitramfs": "x", [cryptroot]: "x" };

function encrypted(mount: string, unlock: EncryptedMount["unlock"]): EncryptedMount {
  return { mount, uuid, unlock };
}

async function lack(files: Readonly<Record<string, string>>, volumes: EncryptedMount[]): Promise<string> {
  const host = createRecordingHost({ files: { "/tree/etc/fstab": "", ...files } });
  try {
    await checkOpening(host, "/tree", { name: "red", encrypted: volumes });
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}

test("an image needs the programs by which each of its volumes is opened", async () => {
  expect(await lack(debian, [encrypted("/", "passphrase")])).toBe("");
  expect(await lack({}, [encrypted("/", "passphrase")])).toBe(
    "Image red lacks what opens its encrypted volumes at boot: /usr/sbin/mkinitramfs, /usr/share/initramfs-tools/hooks/cryptroot",
  );
  expect(await lack(debian, [encrypted("/", "tpm2")])).toMatch(
    /hooks\/clevis, .*clevis-luks-bind, .*clevis-encrypt-tpm2$/u,
  );
  const later = { "/tree/usr/lib/systemd/systemd-cryptsetup": "x" };
  expect(await lack(later, [encrypted("/home", "passphrase")])).toBe("");
  expect(await lack({}, [encrypted("/home", "key-file")])).toContain("systemd-cryptsetup");
  expect(await lack({}, [])).toBe("");
});

test("an image with dracut needs systemd's programs, and one with neither is told both ways", async () => {
  const files = { "/tree/usr/bin/dracut": "x", "/tree/usr/lib/systemd/systemd-cryptsetup": "x" };
  expect(await lack(files, [encrypted("/", "passphrase")])).toBe("");
  expect(await lack(files, [encrypted("/", "tpm2")])).toMatch(/: \/usr\/bin\/systemd-cryptenroll, \/usr\/bin\/tpm2$/u);
  await expect(
    checkOpening(createRecordingHost({}), "/tree", { name: "red", encrypted: [encrypted("/", "passphrase")] }),
  ).rejects.toMatchObject({ hint: expect.stringMatching(/initramfs-tools, .*dracut and systemd/u) as string });
});

test("an image with both is of the kind of which it has all", async () => {
  const left = { "/tree/usr/sbin/mkinitramfs": "x", "/tree/usr/bin/dracut": "x" };
  const whole = { ...left, "/tree/usr/lib/systemd/systemd-cryptsetup": "x" };
  const root = [encrypted("/", "passphrase")];
  expect(await lack(whole, root)).toBe("");
  expect(await lack(left, root)).toContain("hooks/cryptroot");
  const kind = async (files: Readonly<Record<string, string>>): Promise<string> =>
    (await checkOpening(createRecordingHost({ files }), "/tree", { name: "red", encrypted: root })).maker.from;
  expect(await kind(whole)).toBe("dracut");
  expect(await kind({ ...whole, [cryptroot]: "x" })).toBe("initramfs-tools");
});

const home: PlannedImage = {
  ...{ name: "red", imageName: "red", imageUuid: "", driver: "rsync", source: "", flags: [], bootTool: true },
  ...{ mounts: [], rootUuid: "", fstab: "", encrypted: [encrypted("/home", "key-file")] },
};

function planWith(layers: Plan["layers"]): Plan {
  return { layers } as Partial<Plan> as Plan;
}

const mountinfo = ["/ /", "/ /tree", "/ /tree/boot"]
  .map((mounted, index) => `${index + 1} 0 253:${index} ${mounted} rw - ext4 /dev/${index} rw\n`)
  .join("");

test("crypttab keeps the lines of others, and a key lies in a folder for root alone", async () => {
  const host = createRecordingHost({
    files: {
      "/tree/etc/crypttab": "# theirs\nswap /dev/x none swap\n",
      "/tree/usr/lib/systemd/systemd-cryptsetup": "x",
      "/proc/self/mountinfo": mountinfo,
    },
    expect: [{ command: /./u, always: true }],
  });
  const ctx = createTestContext(host);
  const layers = [{ layer: "luks", device: "/dev/mapper/c", uuid, size: 1, below: ["/dev/vda3"] }];
  const tree = openTree(ctx, "/tree", "Image red");
  await writeOpening(ctx, planWith(layers), { image: home, tree, keys: { ...noKeys, given: ["a key of one line"] } });
  const text = host.text("/tree/etc/crypttab") ?? "";
  expect(text).toMatch(/^# theirs\nswap \/dev\/x none swap\n/u);
  expect(text).toContain(`\nluks-${uuid} UUID=${uuid} /etc/bareon/keys/${uuid} luks\n`);
  expect(host.nodes.get(`/tree/etc/bareon/keys/${uuid}`)).toMatchObject({ mode: 0o600 });
  expect(host.text(`/tree/etc/bareon/keys/${uuid}`)).toBe("a key of one line");
  expect(host.nodes.get("/tree/etc/bareon/keys")).toMatchObject({ kind: "directory", mode: 0o700 });
});

test("without a key, as in an update, the file is left to what is carried", async () => {
  const host = createRecordingHost({
    files: {
      "/tree/usr/lib/systemd/systemd-cryptsetup": "x",
      "/tree/etc/fstab": "",
      "/proc/self/mountinfo": mountinfo,
    },
    expect: [{ command: /./u, always: true }],
  });
  const ctx = createTestContext(host);
  const tree = openTree(ctx, "/tree", "Image red");
  await writeOpening(ctx, planWith([]), { image: home, tree, keys: noKeys });
  expect(host.text("/tree/etc/crypttab")).toContain("/etc/bareon/keys/");
  expect(host.text(`/tree/etc/bareon/keys/${uuid}`)).toBeUndefined();
});

test("a key does not follow a link of the image onto a volume that nothing encrypts", async () => {
  const host = createRecordingHost({
    files: {
      "/tree/usr/lib/systemd/systemd-cryptsetup": "x",
      "/tree/etc/bareon": { kind: "symlink", target: "../boot/bareon" },
      "/tree/boot/bareon/x": "x",
      "/proc/self/mountinfo": mountinfo,
    },
    expect: [{ command: /./u, always: true }],
  });
  const ctx = createTestContext(host);
  const layers = [{ layer: "luks", device: "/dev/mapper/c", uuid, size: 1, below: ["/dev/vda3"] }];
  const tree = openTree(ctx, "/tree", "Image red");
  const keys = { ...noKeys, given: ["a key of one line"] };
  await expect(writeOpening(ctx, planWith(layers), { image: home, tree, keys })).rejects.toThrow(
    /\/etc\/bareon\/keys leads to another volume/u,
  );
  expect([...host.nodes.keys()].filter((path) => path.includes("keys"))).toEqual([]);
});

test("a root that only an initramfs opens is refused with kernels for which none can be made", async () => {
  const image: PlannedImage = { ...home, encrypted: [encrypted("/", "passphrase")] };
  const layers = [{ layer: "luks", device: "/dev/mapper/c", uuid, size: 1, below: ["/dev/vda3"] }];
  const refused = {
    exit: "unsupported",
    message: expect.stringContaining("has no kernel /boot/vmlinuz-VERSION") as string,
  };
  for (const boot of [["vmlinuz-6.1"], ["vmlinuz", "initrd.img"], ["kernel-6.2"], []]) {
    const files = { ...debian, ...Object.fromEntries(boot.map((name) => [`/tree/boot/${name}`, "x"])) };
    const host = createRecordingHost({
      files: { ...files, "/tree/usr/lib/modules/6.2/x": "x" },
      expect: [{ command: /^getfattr/u, always: true }],
    });
    host.seed("/tree/lib", { kind: "symlink", target: "usr/lib" });
    const ctx = createTestContext(host);
    const tree = openTree(ctx, "/tree", "Image red");
    await expect(writeOpening(ctx, planWith(layers), { image, tree, keys: noKeys })).rejects.toMatchObject(refused);
  }
});

const list = [
  '1: tpm2 \'{"hash":"sha256","key":"ecc","pcr_bank":"sha256","pcr_ids":"14,7"}\'',
  '2: tpm2 \'{"hash":"sha256","key":"ecc"}\'',
  '3: tang \'{"url":"http://x"}\'',
  "",
].join("\n");

test.for([
  [[7, 14], ["no PCR"], false],
  [[], ["the PCRs 7, 14"], false],
  [[7], ["the PCRs 7, 14", "no PCR"], true],
] as const)(
  "the TPM has a key by the PCRs %j that are asked for, and another way is told",
  async ([pcrs, told, isBound]) => {
    expect(parseTpmBindings(list)).toEqual([
      { slot: 1, pcrs: [7, 14] },
      { slot: 2, pcrs: [] },
    ]);
    const listed = ["cryptroot/crypttab", "sbin/cryptsetup", "bin/clevis-decrypt-tpm2"];
    const host = createRecordingHost({
      files: {
        ...debian,
        "/tree/usr/share/initramfs-tools/hooks/clevis": "x",
        "/tree/usr/bin/clevis-luks-bind": "x",
        "/tree/usr/bin/clevis-encrypt-tpm2": "x",
        "/tree/boot/vmlinuz-6.1": "x",
        "/tree/lib/modules/6.1/x": "x",
      },
      expect: [
        { command: /^cryptsetup luksDump/u, stdout: '{"tokens":{"0":{"type":"clevis","keyslots":["1"]}}}' },
        { command: /clevis luks list/u, stdout: list },
        {
          command: /lsinitramfs/u,
          stdout: listed.map((path) => `-rw-r--r--   1 root     root   104 Nov 30 16:46 ${path}`).join("\n"),
        },
        {
          command: /^umount/u,
          always: true,
          // What was in memory there is gone.
          effect: ({ nodes }, { args }) => {
            for (const path of [...nodes.keys()].filter((one) => one.startsWith(`${args.at(-1)}/`)))
              (nodes as Map<string, unknown>).delete(path);
          },
        },
        { command: /./u, always: true },
      ],
    });
    const warnings: string[] = [];
    const ctx = {
      ...createTestContext(host),
      report: (event: { event: string; message?: string }) => void warnings.push(event.message ?? ""),
    };
    const layers = [{ layer: "luks", device: "/dev/mapper/c", uuid, size: 1, below: ["/dev/vda3"] }];
    const image = { ...home, encrypted: [{ ...encrypted("/srv", "tpm2"), pcrs: [...pcrs] }] };
    const tree = openTree(ctx, "/tree", "Image red");
    await writeOpening(ctx, planWith(layers), { image, tree, keys: { ...noKeys, given: ["a key of one line"] } });
    expect(warnings.map((text) => /also by (.*?), which/u.exec(text)?.[1])).toEqual(told);
    expect(host.commands.some((text) => /clevis luks bind/u.test(text))).toBe(isBound);
  },
);

test("the keys that a header says a TPM has are read of it", () => {
  const header = {
    tokens: {
      0: { type: "systemd-tpm2", keyslots: ["2"], "tpm2-pcrs": [14, 7], "tpm2-pcr-bank": "sha256" },
      1: { type: "systemd-recovery", keyslots: ["1"] },
      2: { type: "systemd-tpm2", keyslots: ["3"] },
      3: "none",
    },
  };
  expect(parseTpmTokens(JSON.stringify(header))).toEqual([
    { slot: 2, pcrs: [7, 14] },
    { slot: 3, pcrs: [] },
  ]);
  expect(parseTpmTokens("{}")).toEqual([]);
});

test("a machine without a TPM is refused, if a system wants one", async () => {
  const ctx = createTestContext(createRecordingHost({}));
  await checkTpm(ctx, { images: [home] });
  await expect(checkTpm(ctx, { images: [{ ...home, encrypted: [encrypted("/", "tpm2")] }] })).rejects.toThrow(
    /opened by a TPM 2\.0, and this machine shows none/u,
  );
});

test("files of an initramfs count only with something in them", () => {
  expect(parseListed("-rw-r--r--   1 root     root          104 Nov 30 16:46 cryptroot/crypttab")).toBe(
    "cryptroot/crypttab",
  );
  for (const line of [
    "-rw-r--r--   1 root     root            0 Nov 30 16:46 cryptroot/crypttab",
    "drwxr-xr-x   2 root     root            0 Nov 30 16:46 cryptroot",
    "lrwxrwxrwx   1 root     root            7 Nov 30 16:46 bin -> usr/bin",
    "",
  ])
    expect(parseListed(line)).toBeUndefined();
});

test("no key is an argument, and programs of an image have no network and load no modules", () => {
  expect(bindToTpm("/dev/vda3", [7, 14]).args).toEqual([
    ...["luks", "bind", "-y", "-k", "-", "-d", "/dev/vda3", "tpm2"],
    '{"pcr_bank":"sha256","pcr_ids":"7,14"}',
  ]);
  expect(bindToTpm("/dev/vda3", []).args.at(-1)).toBe("{}");
  expect(enrollTpm("/dev/vda3", [7, 14]).args.slice(3)).toEqual([
    ...["--unlock-key-file=/dev/stdin", "--tpm2-device=/dev/tpmrm0", "--tpm2-pcrs=7:sha256+14:sha256", "/dev/vda3"],
  ]);
  const { program, args, input } = inTree("/tree", { program: "clevis", args: ["luks"], input: "a key" });
  // By this machine's programs, before any of the tree can run.
  expect([program, input]).toEqual(["unshare", "a key"]);
  expect(args).toEqual(expect.arrayContaining(["--net", "--pid", "--mount"]));
  expect(args.slice(-4)).toEqual(["sh", "/tree", "clevis", "luks"]);
  const rights = /--bounding-set=(?<rights>\S+)/u.exec(args.join(" "))?.groups?.["rights"] ?? "";
  expect(rights).toMatch(/^-all,/u);
  expect(rights).not.toMatch(/sys_admin|sys_module|mknod|sys_rawio|sys_ptrace|dac_read_search/u);
});
