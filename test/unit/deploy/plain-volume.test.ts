/** A volume of vfat in a tree: the image comes without it, and what lies at its place is moved onto it. */
import { expect, test } from "vitest";
import { deployImage } from "../../../src/deploy/image.ts";
import type { Plan, PlannedImage } from "../../../src/schema/plan.ts";
import planJson from "../plan/two-systems.plan.json" with { type: "json" };
import { createRecordingHost, createTestContext, mountCommands } from "../../support/hosts/recording-host.ts";

const root = "/run/bareon/image-0";
const base = planJson as unknown as Plan;

function planned(): { readonly plan: Plan; readonly image: PlannedImage } {
  const [image] = base.images;
  if (image === undefined) throw new Error("the plan has no image");
  const [first] = image.mounts;
  const esp = { mount: "/boot/efi", device: "/dev/sda1", type: "vfat", uuid: "ABCD-1234" };
  const own = { ...image, mounts: [...(first === undefined ? [] : [first]), esp] };
  return { plan: { ...base, images: [own] }, image: own };
}

async function deploy(special: string): Promise<{ readonly commands: readonly string[]; readonly told: string }> {
  const { plan, image } = planned();
  const host = createRecordingHost({
    files: { [root]: { kind: "directory", mode: 0o755 }, "/run/bareon/jail-0": { kind: "directory", mode: 0o755 } },
    expect: [
      mountCommands(),
      { command: /^(?:getfattr|cp) /u, always: true },
      { command: /^stat /u, stdout: "0:0:755\n", always: true },
      {
        command: /^unshare --pid .* chroot \/run\/bareon\/jail-0 rsync .*images\/bookworm/u,
        effect: (memory) => memory.seed(`${root}/boot/efi/EFI/x.efi`, "x"),
      },
      { command: /^find .* -printf /u, stdout: special },
      { command: /^rsync --recursive --times /u },
      { command: /^find .* -delete$/u, effect: (memory) => void memory.removeFile(`${root}/boot/efi/EFI/x.efi`) },
    ],
  });
  const ctx = createTestContext(host);
  await deployImage(ctx, plan, image, { toolPath: undefined, onProgress: () => undefined });
  host.assertDone();
  const told = ctx.events.flatMap((event) => (event.event === "warning" ? [event.message] : [])).join("\n");
  return { commands: host.commands.filter((text) => !/^(?:getfattr|stat|sync|cp)/u.test(text)), told };
}

test("neither rsync nor tar meets it: it is mounted after them, and what the image has there is copied as files alone", async () => {
  const { commands, told } = await deploy("");
  const at = (pattern: RegExp): number => commands.findIndex((text) => pattern.test(text));
  const mounted = at(/^mount .*sda1.*jail-0/u);
  expect(at(/ chroot .* rsync .*images\/bookworm/u)).toBeLessThan(mounted);
  expect(commands[mounted + 1]).toBe(
    `rsync --recursive --times --omit-dir-times --modify-window=2 --one-file-system --info=nonreg0 -- ${root}/boot/efi/ /run/bareon/jail-0/`,
  );
  expect(at(/^find .* -delete$/u)).toBeLessThan(at(/^mount .*sda1.*image-0\/boot\/efi/u));
  expect(told).toBe("");
});

test("what it cannot hold is told once", async () => {
  const { told } = await deploy("l EFI/link\nf EFI/owned\np EFI/pipe\n");
  expect(told).toBe(
    "Image bookworm: /boot/efi is vfat, which cannot hold all that the image has there; left out: symlinks and special files (EFI/link, EFI/pipe); owners and hard links.",
  );
});
