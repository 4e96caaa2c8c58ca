/** Keys of encrypted volumes: how they are read, whom they are given to, and that nothing else has them. */
import { expect, test } from "vitest";
import type { Command } from "../../../src/base/command.ts";
import { parseKey } from "../../../src/base/key-text.ts";
import { checkKeys, newRecoveryKey, openContainers, runEncryption } from "../../../src/deploy/encryption.ts";
import { allKeys, findKey, type Keys, noKeys, readKeys } from "../../../src/deploy/keys.ts";
import { hasToken, parseMapperUuid } from "../../../src/programs/cryptsetup.ts";
import { Scope } from "../../../src/host/scope.ts";
import type { PlannedLayer } from "../../../src/schema/plan.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

const uuid = "cccccccc-0000-4000-8000-000000000001";
const layer: PlannedLayer = {
  ...{ layer: "luks", device: "/dev/mapper/bareon-crypt-0", uuid, size: 1, below: ["/dev/vda3"] },
  encryption: { keyFile: "/run/key", unlock: "passphrase", sectorSize: 512 },
};
const keys: Keys = { ...noKeys, files: new Map([["/run/key", "right and long"]]) };

test("a key is one line, whose newline does not count", () => {
  for (const text of ["12345678", "12345678\n", "12345678\r\n", "\uFEFF12345678\n"])
    expect(parseKey(text, "x")).toBe("12345678");
  expect(parseKey(" with blanks ", "x")).toBe(" with blanks ");
  expect(parseKey("ü".repeat(256), "x").length).toBe(256);
});

test.for([
  ["short\n", /fewer than 8/u],
  ["two lines\nof it", /more than one line/u],
  ["a zero\0byte", /other characters/u],
  ["not utf-8 \uFFFD", /other characters/u],
  ["ü".repeat(257), /more than 512 bytes/u],
] as const)("%j is no key, and the message does not show it", ([text, words]) => {
  expect(() => parseKey(text, "/run/key")).toThrow(words);
  expect(() => parseKey(text, "/run/key")).not.toThrow(text);
});

test("keys come from the files that the config names, or from what is given in their place", async () => {
  const ctx = createTestContext(createRecordingHost({ files: { "/run/key": "right and long\n" } }));
  const named = await readKeys(ctx, [{ keyFile: "/run/key" }, { keyFile: "/run/key" }], []);
  expect(allKeys(named)).toEqual(["right and long"]);
  expect(findKey(named, layer)).toBe("right and long");
  const given = await readKeys(ctx, [{ keyFile: "/nowhere" }, {}], ["given and long"]);
  expect(findKey(given, layer)).toBe("given and long");
  expect(findKey({ ...given, opened: new Map([[uuid, "the one that opened"]]) }, layer)).toBe("the one that opened");
  await expect(readKeys(ctx, [{ keyFile: "/nowhere" }], [])).rejects.toThrow(/^There is no file \/nowhere/u);
  await expect(readKeys(ctx, [{}], [])).rejects.toThrow(/none was given/u);
  const strange = createTestContext(createRecordingHost({ files: { "/run/key": { kind: "other" } } }));
  await expect(readKeys(strange, [{ keyFile: "/run/key" }], [])).rejects.toMatchObject({ exit: "usage" });
});

/** A host on which cryptsetup takes one key; what each program read is kept. */
function hostWith(right: string): { host: ReturnType<typeof createRecordingHost>; inputs: (string | undefined)[] } {
  const inputs: (string | undefined)[] = [];
  const effect = (_: unknown, command: Command): void => void inputs.push(command.input);
  const host = createRecordingHost({
    expect: [
      { command: /^cryptsetup open .*--test-passphrase/u, always: true, effect, exitCode: right === "" ? 2 : 0 },
      { command: /^cryptsetup (?:luksFormat|open|luksAddKey)/u, always: true, effect },
      { command: /^dmsetup remove/u, always: true, effect: (own) => void own.removeFile("/dev/mapper/look-0") },
    ],
  });
  return { host, inputs };
}

test("what is kept has to be opened by its key before the first write", async () => {
  const good = hostWith("right and long");
  await checkKeys(createTestContext(good.host), { layers: [{ ...layer, keep: true }] }, keys);
  expect(good.inputs).toEqual(["right and long"]);
  const bad = hostWith("");
  await expect(checkKeys(createTestContext(bad.host), { layers: [{ ...layer, keep: true }] }, keys)).rejects.toThrow(
    /^The key for \/dev\/vda3 does not open/u,
  );
  await checkKeys(createTestContext(bad.host), { layers: [layer] }, keys);
  await checkKeys(
    createTestContext(bad.host),
    { layers: [{ ...layer, keep: true }] },
    { ...keys, opened: new Map([[uuid, "right and long"]]) },
  );
  expect(bad.inputs.length).toBe(1);
});

test("a step's programs read the key, and a container that is made gets a recovery key, told once", async () => {
  const { host, inputs } = hostWith("right and long");
  const told: string[] = [];
  const step = {
    ...{ kind: "encryption" as const, id: "e", title: "e", phase: "storage" as const, uuid },
    commands: [
      { program: "cryptsetup", args: ["luksFormat", "/dev/vda3"] },
      { program: "cryptsetup", args: ["open", "/dev/vda3", "bareon-crypt-0"] },
    ],
  };
  const ctx = createTestContext(host);
  await runEncryption(ctx, { layers: [layer] }, step, { keys, onRecoveryKey: ({ key }) => void told.push(key) });
  expect(told.length).toBe(1);
  expect(inputs).toEqual(["right and long", "right and long", `right and long${told[0]}`]);
  expect(host.commands.join("\n")).not.toContain("right and long");
  expect(host.commands.join("\n")).not.toContain(told[0]);
  expect(host.commands.at(-1)).toMatch(/--keyfile-size=14 --new-keyfile-size=69 -- \/dev\/vda3 -$/u);
  const opened = { layers: [{ ...layer, keep: true }] };
  await runEncryption(
    ctx,
    opened,
    { ...step, commands: [] },
    { keys, onRecoveryKey: ({ key }) => void told.push(key) },
  );
  expect(told.length).toBe(1);
});

test("what is opened for a look is closed with the scope, and what a killed process left before that", async () => {
  const { host } = hostWith("right and long");
  host.seed("/dev/mapper/look-0", { kind: "block", device: "253:0", size: 1 });
  const ctx = createTestContext(host);
  const scope = new Scope();
  const containers = [{ path: "/dev/vda3", uuid }];
  const mappingOf = (): string => "/dev/mapper/look-0";
  const { opened } = await openContainers(ctx, scope, { containers, keys }, { access: "read", mappingOf });
  expect(opened.get(uuid)).toBe("right and long");
  host.seed("/dev/mapper/look-0", { kind: "block", device: "253:0", size: 1 });
  await scope.close();
  expect(host.commands).toEqual([
    "dmsetup remove --retry -- /dev/mapper/look-0",
    "cryptsetup open --batch-mode --type=luks2 --readonly --key-file=- -- /dev/vda3 look-0",
    "dmsetup remove --retry -- /dev/mapper/look-0",
  ]);
});

test("to look into a volume can be broken off, whatever its header asks for, and leaves none open", async () => {
  const { host } = hostWith("right and long");
  const scope = new Scope();
  const stopped = new Error("stopped");
  const run: typeof host.run = async (command, options) => {
    if (command.program !== "cryptsetup") return await host.run(command, options);
    expect(options?.unabortable).not.toBe(true);
    host.seed("/dev/mapper/look-0", { kind: "block", device: "253:0", size: 1 });
    throw stopped;
  };
  const ctx = { ...createTestContext(host), host: { ...host, run } };
  const mappingOf = (): string => "/dev/mapper/look-0";
  const containers = [{ path: "/dev/vda3", uuid }];
  await expect(openContainers(ctx, scope, { containers, keys }, { access: "read", mappingOf })).rejects.toBe(stopped);
  await scope.close();
  expect(host.commands).toEqual(["dmsetup remove --retry -- /dev/mapper/look-0"]);
});

test("a recovery key has 300 bits in groups that can be typed, and no two are the same", () => {
  expect(newRecoveryKey()).toMatch(/^(?:[a-km-np-z2-9]{6}-){9}[a-km-np-z2-9]{6}$/u);
  expect(newRecoveryKey()).not.toBe(newRecoveryKey());
  expect(newRecoveryKey((bytes) => bytes.fill(31))).toBe(Array.from({ length: 10 }, () => "999999").join("-"));
});

test("what the device mapper and a header say is read", () => {
  expect(parseMapperUuid("CRYPT-LUKS2-cccccccc000040008000000000000001-name")).toBe(uuid);
  for (const other of ["CRYPT-PLAIN-name", "LVM-abc", "", undefined]) expect(parseMapperUuid(other)).toBeUndefined();
  expect(hasToken('{"tokens":{"0":{"type":"clevis","keyslots":["1"]}}}', "clevis")).toBe(true);
  expect(hasToken('{"tokens":{}}', "clevis")).toBe(false);
});
