/** Containers made by the real cryptsetup on loop devices: their headers, and the keys that open them. Opened they are in test/vm/encrypted-layers.test.ts, since this machine's kernel need not have a device mapper. */
import { execa } from "execa";
import { expect, test } from "vitest";
import { checkKeys, newRecoveryKey } from "../../../src/deploy/encryption.ts";
import { noKeys } from "../../../src/deploy/keys.ts";
import { addKey, dumpHeader, formatContainer, hasToken, tryKey } from "../../../src/programs/cryptsetup.ts";
import { join } from "node:path";
import { scratchFolder } from "../../support/files/scratch.ts";
import { whileAttached } from "../../support/disks/deploy-here.ts";
import { localContext } from "../../support/hosts/local-context.ts";

const uuid = "cccccccc-0000-4000-8000-000000000001";
const key = "the key, with a blank and ü";

test("a container is made as planned, opened by its key and its recovery key, and by no other", async () => {
  await using folder = await scratchFolder();
  const path = join(folder.path, "disk.img");
  await execa("truncate", ["--size=64M", path]);
  const ctx = localContext();
  const { host } = ctx;
  await whileAttached([{ path }], async ([device = ""]) => {
    const opens = async (input: string): Promise<boolean> =>
      (await host.run({ ...tryKey(device), input })).exitCode === 0;
    await host.run({ ...formatContainer(device, { uuid, sectorSize: 512 }), input: key });
    const { stdout } = await host.run(dumpHeader(device));
    const header = JSON.parse(stdout) as Record<"keyslots" | "segments", Record<string, Record<string, unknown>>>;
    expect(header.keyslots["0"]?.["kdf"]).toMatchObject({ type: "argon2id", memory: 65536 });
    expect(header.segments["0"]).toMatchObject({
      ...{ offset: String(16 * 1024 * 1024), sector_size: 512, encryption: "aes-xts-plain64" },
    });
    expect(hasToken(stdout, "clevis")).toBe(false);
    expect((await execa("cryptsetup", ["luksUUID", device])).stdout).toBe(uuid);
    expect([await opens(key), await opens("another key"), await opens(`${key}\n`)]).toEqual([true, false, false]);
    const recovery = newRecoveryKey();
    await host.run(addKey(device, key, recovery));
    expect(await opens(recovery)).toBe(true);
    const layers = [{ layer: "luks", device: "/dev/mapper/x", uuid, size: 1, below: [device], keep: true }];
    await checkKeys(ctx, { layers }, { ...noKeys, given: [recovery] });
    await expect(checkKeys(ctx, { layers }, { ...noKeys, given: ["another key"] })).rejects.toThrow("does not open");
  });
  expect(JSON.stringify(ctx.events)).not.toContain(key);
});

test("a header of LUKS1, one that is damaged and one whose keys were erased are opened by no key, which is said as of a wrong one", async () => {
  await using folder = await scratchFolder();
  const path = join(folder.path, "disk.img");
  await execa("truncate", ["--size=64M", path]);
  const ctx = localContext();
  const cheap = ["--batch-mode", "--pbkdf-force-iterations"];
  const keyed = { input: key };
  await whileAttached([{ path }], async ([device = ""]) => {
    const layers = [{ layer: "luks", device: "/dev/mapper/x", uuid, size: 1, below: [device], keep: true }];
    const refuse = async (): Promise<void> =>
      await expect(checkKeys(ctx, { layers }, { ...noKeys, given: [key] })).rejects.toMatchObject({
        exit: "mismatch",
        message: `The key for ${device} does not open the encrypted volume that is there.`,
      });
    await execa("cryptsetup", ["luksFormat", "--type=luks1", ...cheap, "1000", device, "-"], keyed);
    await refuse();
    await execa(
      "cryptsetup",
      [...["luksFormat", "--type=luks2", ...cheap, "4", "--pbkdf-memory=4096", "--pbkdf=argon2id", device, "-"]],
      keyed,
    );
    await checkKeys(ctx, { layers }, { ...noKeys, given: [key] });
    await execa("cryptsetup", ["luksErase", "--batch-mode", device]);
    await refuse();
    await execa("dd", ["if=/dev/urandom", `of=${device}`, "bs=512", "seek=1", "count=100", "status=none"]);
    await refuse();
  });
});
