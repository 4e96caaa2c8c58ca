/** Carried files on real filesystems: content, owners by name, modes and times, from one tree into another that is not trusted. */
import { chmod, chown, lstat, mkdir, readFile, readdir, symlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { dropCarried, isSetAside, putBack, setAside } from "../../../src/deploy/carry.ts";
import { openTree } from "../../../src/host/tree-writer.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";

async function makeTree(top: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), text);
  }
  return top;
}

const patterns = ["/etc/machine-id", "/etc/ssh/ssh_host_*", "/var/lib/app"];

const sealKeys = ["a key of the volumes", "another one"] as const;

/** Of these files with such a content; the names of all others of the system are hidden as well. */
async function findPlain(top: string): Promise<string> {
  return (await execa("grep", ["-rlE", "mine|secret|ssh_host|app|998", top], { reject: false })).stdout;
}

test.each([
  ["as they are", undefined],
  ["sealed", sealKeys],
] as const)(
  "files that were set aside %s come over with all that they are, owned by whom the new tree knows by the same names; a folder is whole",
  async (_how, keys) => {
    await using folder = await scratchFolder();
    const former = await makeTree(join(folder.path, "former"), {
      "etc/machine-id": "mine\n",
      "etc/ssh/ssh_host_key": "secret\n",
      "etc/passwd": "root:x:0:0\napp:x:998:998\n",
      "etc/group": "root:x:0:\nssh_keys:x:101:\napp:x:998:\n",
      "var/lib/app/data": "d",
      "var/lib/app/deep/er": "e",
    });
    await chmod(join(former, "etc/ssh/ssh_host_key"), 0o640);
    await chown(join(former, "etc/ssh/ssh_host_key"), 0, 101);
    await chmod(join(former, "var/lib/app/data"), 0o4750);
    await chown(join(former, "var/lib/app/data"), 998, 998);
    await chmod(join(former, "var/lib/app/data"), 0o4750);
    await utimes(join(former, "var/lib/app/data"), 1_000_000_000, 1_000_000_000);
    await execa("mkfifo", [join(former, "var/lib/app/pipe")]);
    await symlink("/etc/shadow", join(former, "var/lib/app/link"));
    const now = await makeTree(join(folder.path, "now"), {
      "etc/machine-id": "",
      "etc/ssh/sshd_config": "c",
      "etc/passwd": "root:x:0:0\napp:x:42:42\n",
      "etc/group": "root:x:0:\nssh_keys:x:998:\napp:x:101:\n",
      "var/lib/app/of-the-image": "x",
    });
    const ctx = localContext();
    const aside = join(folder.path, "carried");
    await setAside(ctx, { from: "idle", roots: [former], patterns, folder: aside, keys });
    expect(await isSetAside(ctx, { folder: aside, from: "idle", keys })).toBe(true);
    expect((await lstat(aside)).mode & 0o777).toBe(0o700);
    expect((await findPlain(aside)) === "").toBe(keys !== undefined);
    for (const _ of ["once", "and once more, after it was cut off"])
      await putBack(ctx, openTree(ctx, now, "Image b"), aside, keys);
    expect((await readdir(now)).toSorted()).toEqual(["etc", "var"]);
    expect(await readFile(join(now, "etc/machine-id"), "utf8")).toBe("mine\n");
    expect(await lstat(join(now, "etc/ssh/ssh_host_key"))).toMatchObject({ uid: 0, gid: 998, mode: 0o100640 });
    const data = await lstat(join(now, "var/lib/app/data"));
    expect(data).toMatchObject({ uid: 42, gid: 101, mode: 0o104750, mtimeMs: 1_000_000_000_000 });
    expect((await readdir(join(now, "var/lib/app"))).toSorted()).toEqual(["data", "deep", "link"]);
    expect((await lstat(join(now, "var/lib/app/link"))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(now, "etc/ssh/sshd_config"), "utf8")).toBe("c");
    await dropCarried(ctx, aside);
    await expect(lstat(aside)).rejects.toMatchObject({ code: "ENOENT" });
    expect(warnings(ctx.events)).toEqual([]);
  },
);

test("sealed files are opened by a key of the volumes alone, only whole, and not taken for those that somebody has put there", async () => {
  await using folder = await scratchFolder();
  const former = await makeTree(join(folder.path, "former"), { "etc/machine-id": "mine\n" });
  const now = await makeTree(join(folder.path, "now"), { "etc/machine-id": "" });
  const ctx = localContext();
  const aside = join(folder.path, "carried");
  const put = async (keys: readonly string[]): Promise<void> =>
    await putBack(ctx, openTree(ctx, now, "Image b"), aside, keys);
  const mine = async (): Promise<string> => await readFile(join(now, "etc/machine-id"), "utf8");
  await setAside(ctx, { from: "idle", roots: [former], patterns, folder: aside, keys: sealKeys });
  for (const keys of [[], ["none of them"]]) {
    await expect(put(keys)).rejects.toMatchObject({ exit: "mismatch" });
    await expect(isSetAside(ctx, { folder: aside, from: "idle", keys })).rejects.toThrow(/sealed by another key/u);
  }
  await put(["none of them", sealKeys[0]]);
  expect(await mine()).toBe("mine\n");
  // What a run that was killed has left, and what an image has in its place.
  await writeFile(join(now, "etc/machine-id"), "");
  for (const left of ["mkdir -p .bareon-carried/0/x", "ln -s ../former .bareon-carried", "touch .bareon-carried"]) {
    await execa("sh", ["-euc", left], { cwd: now });
    await put(sealKeys);
    expect((await readdir(now)).toSorted()).toEqual(["etc"]);
  }
  expect(await readFile(join(former, "etc/machine-id"), "utf8")).toBe("mine\n");
  const content = await readFile(join(aside, "content"));
  for (const place of [0, 20, 70]) {
    const changed = Buffer.from(content);
    changed[place] = (changed[place] ?? 0) ^ 1;
    await writeFile(join(aside, "content"), changed);
    await expect(put(sealKeys)).rejects.toMatchObject({ exit: "mismatch" });
  }
  for (const length of [30, content.length - 1]) {
    await writeFile(join(aside, "content"), content.subarray(0, length));
    await expect(put(sealKeys)).rejects.toMatchObject({ exit: "mismatch" });
  }
  await writeFile(join(aside, "content"), content);
  await writeFile(join(aside, "manifest.json"), '{"from":"running","sealed":true}');
  await expect(put(sealKeys)).rejects.toMatchObject({ exit: "unverified" });
  const planted = await makeTree(join(folder.path, "planted"), { "etc/machine-id": "planted\n" });
  await setAside(ctx, { from: "idle", roots: [planted], patterns, folder: aside });
  await expect(put(sealKeys)).rejects.toMatchObject({ exit: "unverified" });
  expect(await mine()).toBe("mine\n");
});

test("nothing outside of either tree is read or written, wherever their links lead", async () => {
  await using folder = await scratchFolder();
  const outside = await makeTree(join(folder.path, "outside"), { "machine-id": "outside\n", "ssh/ssh_host_key": "o" });
  const former = join(folder.path, "former");
  const now = join(folder.path, "now");
  await mkdir(former);
  await mkdir(now);
  await symlink(outside, join(former, "etc"));
  const ctx = localContext();
  const aside = join(folder.path, "carried");
  await setAside(ctx, { from: "idle", roots: [former], patterns, folder: aside });
  expect(await readdir(aside)).toEqual(["manifest.json"]);
  const good = await makeTree(join(folder.path, "good"), { "etc/machine-id": "mine\n" });
  await setAside(ctx, { from: "idle", roots: [good], patterns, folder: aside });
  await symlink(`../outside`, join(now, "etc"));
  await putBack(ctx, openTree(ctx, now, "Image b"), aside);
  expect(await readFile(join(outside, "machine-id"), "utf8")).toBe("outside\n");
  expect(await readFile(join(now, "outside/machine-id"), "utf8")).toBe("mine\n");
});
