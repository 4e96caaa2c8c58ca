/** Which deployed systems os-prober may look at: its shell scripts put what it reads there into sed's program text. */
import { expect, test } from "vitest";
import { probeMachine } from "../../../../src/boot/systems/other-systems.ts";
import { type Seed, createRecordingHost, createTestContext } from "../../../support/hosts/recording-host.ts";

const root = "/run/bareon/image-0";
const volume = "/run/bareon/volume-0";
const injection = 'NAME="x/;1e"\n';

/** True where os-prober ran beside a deployed system with these files, of the system or of the ramdisk. */
async function isProbed(files: Readonly<Record<string, Seed>>): Promise<boolean> {
  const host = createRecordingHost({ files, expect: [{ command: /^timeout .* os-prober$/u, always: true }] });
  await probeMachine(
    createTestContext(host),
    [{ name: "one", root, device: "/dev/vda3", title: null }],
    [{ device: "/dev/vda4", root: volume }],
  );
  return host.commands.length > 0;
}

type Case = readonly [string, Readonly<Record<string, Seed>>];

const link = (target: string): Seed => ({ kind: "symlink", target });

test.each<Case>([
  [
    "Debian's",
    {
      [`${root}/etc/os-release`]: link("../usr/lib/os-release"),
      [`${root}/usr/lib/os-release`]: 'PRETTY_NAME="Debian"\nNAME="Debian GNU/Linux"\n',
    },
  ],
  [
    "Ubuntu's",
    {
      [`${root}/etc/lsb-release`]: "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=24.04\n",
      [`${root}/etc/os-release`]: 'NAME="Ubuntu"\n',
    },
  ],
  [
    "a link to the ramdisk's",
    { [`${root}/etc/os-release`]: link("/usr/lib/os-release"), "/usr/lib/os-release": 'NAME="Debian GNU/Linux"\n' },
  ],
  ["none", {}],
])("harmless: %s", async (_, files) => {
  expect(await isProbed(files)).toBe(true);
});

test.each<Case>([
  ["a command in NAME", { [`${root}/etc/os-release`]: injection }],
  ["one after a megabyte", { [`${root}/etc/os-release`]: `${"#".repeat(1024 * 1024)}\n${injection}` }],
  [
    "one behind a link that leaves the tree and comes back",
    {
      [`${root}/etc/os-release`]: link("../../image-0/evil"),
      [`${root}/evil`]: injection,
      [`${root}/image-0/evil`]: 'NAME="Good"\n',
    },
  ],
  ["one in DISTRIB_ID", { [`${root}/etc/lsb-release`]: "DISTRIB_ID=x/;1e\n" }],
  ["one in a line without =", { [`${root}/etc/lsb-release`]: "DISTRIB_ID/;1e\n" }],
  ["one on a volume that is no root, in a utility image say", { [`${volume}/etc/os-release`]: injection }],
  ["a file without an end", { [`${root}/etc/os-release`]: { kind: "block", device: "1:5", size: 0 } }],
])("not harmless: %s", async (_, files) => {
  expect(await isProbed(files)).toBe(false);
});
