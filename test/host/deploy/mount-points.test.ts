/** Where an image's volumes are mounted: its links are followed, and each volume's folder is as the one that it hides. */
import { expect, test } from "vitest";
import { type ImageKind, treeLab } from "../../support/disks/tree-lab.ts";

const kinds: readonly ImageKind[] = ["rsync", "tar", "oci", "raw"];

test.for(kinds)("a volume whose mount point is a link of the image is where the link leads (%s)", async (kind) => {
  const lab = await treeLab(["/", "/home", "/var", "/opt/data"]);
  await lab.make("mkdir -p etc usr/opt var; ln -s var/home home; ln -s /usr/opt opt; echo x > etc/motd");
  // What lies in the image where a volume is mounted is hidden if it comes as one filesystem.
  if (kind !== "raw") await lab.make("mkdir -p var/home/user usr/opt/data; echo mine > var/home/user/file");
  await lab.deploy(kind);
  const [links, fstab] = (await lab.lookInto(0, "readlink home opt | tr '\\n' ' '; echo; cat etc/fstab")).split(
    "\n# ours\n",
  );
  expect(links).toBe("var/home /usr/opt ");
  expect(fstab?.split("\n").map((line) => line.split(" ")[1])).toEqual(["/", "/var", "/var/home", "/usr/opt/data"]);
  expect(await lab.lookInto(1, "cat user/file 2>/dev/null || echo hidden")).toBe(kind === "raw" ? "hidden" : "mine");
});

test.for(kinds)(
  "the folder of a volume has the mode, owner and attributes of the one that it hides (%s)",
  async (kind) => {
    const lab = await treeLab(["/", "/tmp", "/srv/share", "/data"]);
    await lab.make(
      "mkdir -p etc tmp srv/share; chmod 1777 tmp; chown 5:6 srv/share; chmod 2750 srv/share; setfattr -n user.note -v mine srv/share; echo x > etc/motd",
    );
    await lab.deploy(kind);
    const script = "stat -c '%n %a %u:%g' tmp srv/share data; getfattr --only-values -n user.note srv/share; echo";
    const expected = "tmp 1777 0:0\nsrv/share 2750 5:6\ndata 755 0:0\nmine";
    expect(await lab.look(script)).toBe(expected);
    expect(await lab.look(`umount tmp srv/share data; ${script}`)).toBe(expected);
  },
);

test("a volume for /tmp of an image without that folder is for everybody", async () => {
  const lab = await treeLab(["/", "/tmp"]);
  await lab.make("mkdir etc; echo x > etc/motd");
  await lab.deploy("tar");
  expect(await lab.look("stat -c %a tmp; umount tmp; stat -c %a tmp")).toBe("1777\n1777");
});

test("a link of the image where the kept tree has a folder with files ends the deploy with what to do", async () => {
  const lab = await treeLab(["/", "/home"]);
  await lab.make("mkdir -p etc var/home; ln -s var/home home; echo x > etc/motd");
  await lab.lookInto(0, "mkdir home; echo mine > home/file");
  await expect(lab.deploy("rsync", { keep: true })).rejects.toThrow("has files there");
});
