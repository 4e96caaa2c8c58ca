/** Two Debian systems update each other while the other one runs and writes; the downtime is one reboot each, and a first boot undoes nothing. */
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bootedAs } from "../support/vm/trial-node.ts";
import { renameKernel, UpdateNode } from "../support/vm/update-node.ts";

let node: UpdateNode;

const health = {
  "etc/bareon/health.d/service": "#!/bin/sh\nsystemctl is-active ssh.service && test -e /srv/shared/log\n",
  "etc/default/bareon": 'BAREON_HEALTH="--deadline 300"\n',
};

/** What images do at their first boot: one makes host keys that are not there, the other makes all of them anew. */
const firstBoot = (condition: string, command: string): string =>
  [
    `[Unit]\n${condition}\nBefore=ssh.service\n`,
    `[Service]\nType=oneshot\nExecStart=/bin/sh -c '${command}ssh-keygen -A; touch /var/lib/made-keys'\n`,
    "[Install]\nWantedBy=multi-user.target\n",
  ].join("\n");
const units = "etc/systemd/system";
const firstBootUnits = {
  [`${units}/missing-keys.service`]: firstBoot("ConditionPathExists=!/etc/ssh/ssh_host_ed25519_key", ""),
  [`${units}/first-keys.service`]: firstBoot("ConditionFirstBoot=yes", "rm -f /etc/ssh/ssh_host_*; "),
};
const enable = `for name in missing first; do ln -s ../$name-keys.service ${units}/multi-user.target.wants/; done`;

beforeAll(async () => {
  const red = { base: "bookworm", title: "Debian red 1" } as const;
  const blue = { base: "trixie", title: "Debian blue 1", script: "mkdir -p opt/stale; touch opt/stale/file" } as const;
  const more = `${renameKernel}; mkdir -p opt/new; rm -f etc/ssh/ssh_host_*; ${enable}`;
  const files = { ...health, ...firstBootUnits };
  node = await UpdateNode.start({
    ...{ name: "update-debian", first: { red, blue }, rootMiB: 1300 },
    versions: {
      newblue: { ...blue, title: "Debian blue 2", files, script: more },
      newred: { ...red, title: "Debian red 2", files, script: more },
    },
    pack: async (folder) =>
      await execa("tar", ["--create", "--zstd", "--file=red.tar.zst", `--directory=${join(folder, "newred")}`, "."], {
        cwd: folder,
      }),
  });
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

const keyOf = "cat etc/ssh/ssh_host_ed25519_key.pub; cat etc/machine-id; stat -c %U:%G:%a etc/ssh/ssh_host_ed25519_key";

/** One reboot leads to the new version, which confirms itself as what it was, and the writer's lines are there. */
async function tryIt(image: string, booted: string, identity: string): Promise<void> {
  const [written, boots] = [await node.written(), await node.boots()];
  await node.vm.reboot();
  expect(await node.boots()).toBe(boots + 1);
  expect([await node.systemName(), await bootedAs(node.vm)]).toEqual([`Debian ${image} 2`, booted]);
  expect(await node.vm.read("/proc/cmdline")).toMatch(/BOOT_IMAGE=\S*-2 /u);
  await node.checkLog(written);
  expect(
    (await node.vm.run(`cd / && ${keyOf}; hostname; ls opt; ls var/lib/made-keys 2>/dev/null || true`)).stdout,
  ).toBe(`${identity}\ncarried\nnew`);
  expect(await node.decided()).toMatchObject({ what: "confirm", to: image });
}

const identify = (id: string): string =>
  `echo ${id.repeat(32)} > etc/machine-id; echo carried > etc/hostname; test -e etc/ssh/ssh_host_ed25519_key || ssh-keygen -A -f "$PWD" >&2; ${keyOf}`;

test("the idle one becomes a mirror of its new version, and confirms itself after one reboot", async () => {
  expect(await node.systemName()).toBe("Debian red 1");
  await node.startWriter();
  const identity = (await node.inIdle("blue", identify("b"))).trim();
  const update = await node.update(`blue --source ${node.tree("newblue")}`);
  expect(update).toMatchObject({ done: true, method: "mirror", leftOut: ["/srv/shared"] });
  await tryIt("blue", "1 trial 0", identity);
});

test("then the other direction, by an archive onto a new filesystem; what is missing for another source is told before", async () => {
  await node.startWriter();
  const identity = (await node.inIdle("red", identify("a"))).trim();
  const { exitCode, stderr } = await node.vm.run(`bareon-provision update red --source ${node.file("red.tar.zst")}`, {
    check: false,
    timeoutSeconds: 300,
  });
  expect([exitCode, stderr]).toEqual([
    4,
    expect.stringContaining("Install the package curl, which has curl.") as string,
  ]);
  expect(await node.entry("red")).toMatchObject({ valid: true });
  await node.vm.run(`rsync ${node.tree("files")}red.tar.zst /srv/shared/`, { timeoutSeconds: 300 });
  const update = await node.update("red --source file:///srv/shared/red.tar.zst");
  expect(update).toMatchObject({ done: true, method: "fresh" });
  await tryIt("red", "0 trial 0", identity);
});
