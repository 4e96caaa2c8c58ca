import { expect, test } from "vitest";
import { lostLines, mergeFstab, moveMounts, nameLine } from "../../../src/deploy/fstab-merge.ts";

const head = "# Written by bareon-provision; see fstab(5). The image's own is in fstab.image.";
const written = `${head}\nUUID=1 / ext4 defaults 0 1\nUUID=2 /srv ext4 defaults 0 2\n# UUID=3 /off xfs defaults 0 0\nUUID=4 none swap defaults 0 0\n`;

test("an fstab that nobody touched becomes what the config says now", () => {
  const planned = `${head}\nUUID=1 / ext4 noatime 0 1\n`;
  expect(mergeFstab(planned, written, written)).toEqual({ text: planned, dropped: [] });
});

test("lines that somebody added survive, wherever they stand, also a second time", () => {
  const added = [
    "# the build share",
    "server:/build /mnt/build nfs ro 0 0",
    "UUID=3 /off xfs defaults 0 0",
    "tmpfs /tmp tmpfs size=1g 0 0",
  ];
  const deployed = written.replace("UUID=2", `${added[0]}\n${added[1]}\n\n${added[2]}\nUUID=2`) + (added[3] ?? "");
  const { text, dropped } = mergeFstab(written, deployed, written);
  expect([text, dropped]).toEqual([`${written}${added.join("\n")}\n`, []]);
  expect(mergeFstab(written, text, written).text).toBe(text);
});

test("a line for a mount point or swap area of the config gives way, and is told", () => {
  const edited = written
    .replace("UUID=1 / ext4 defaults", "/dev/sda1 / ext4 noatime")
    .replace("swap defaults", "swap pri=5")
    .replace("UUID=2 /srv", "/dev/sdb1 /srv/");
  const { text, dropped } = mergeFstab(written, edited, written);
  expect(text).toBe(written);
  expect(dropped).toEqual([
    "/dev/sda1 / ext4 noatime 0 1",
    "/dev/sdb1 /srv/ ext4 defaults 0 2",
    "UUID=4 none swap pri=5 0 0",
  ]);
});

test("a byte that is a blank in Unicode separates no fields: each character of a text is one byte", () => {
  const line = "nas:/\u00c3\u00a0 /b\u00fc\u00a0ro nfs ro 0 0";
  const { text, dropped } = mergeFstab(written, `${written}${line}\n`, written);
  expect([text, dropped]).toEqual([`${written}${line}\n`, []]);
});

test("a line for a mount point that is a link names where it leads, and comes after what it lies on", () => {
  const planned = `${head}\nUUID=1 / ext4 defaults 0 1\nUUID=2 /home ext4 noatime 0 2\n# UUID=3 /opt xfs x 0 0\nUUID=5 /var ext4 defaults 0 2\nUUID=4 none swap defaults 0 0\n`;
  const places = new Map([
    ["/", "/"],
    ["/home", "/var/home"],
    ["/opt", "/usr/opt"],
    ["/var", "/var"],
  ]);
  expect(moveMounts(planned, places)).toBe(
    `${head}\nUUID=1 / ext4 defaults 0 1\nUUID=5 /var ext4 defaults 0 2\nUUID=2 /var/home ext4 noatime 0 2\n# UUID=3 /usr/opt xfs x 0 0\nUUID=4 none swap defaults 0 0\n`,
  );
  expect(moveMounts(planned, new Map([["/home", "/home"]]))).toBe(planned);
});

test("lines that get lost are named without their options", () => {
  const former = "# note\n//nas/x /x cifs password=secret 0 0\nUUID=1 / ext4 defaults 0 1\n";
  expect(lostLines(former, "UUID=1 / ext4 defaults 0 1\n").map(nameLine)).toEqual(["//nas/x /x"]);
});
