/** The image of Tinkerbell's action, made of the ramdisk by buildah, and its entry point run in a container: by a config from a server, and by one that is refused. */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { labFolder, labFolderOf, projectRoot } from "../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { type FileServer, startFileServer } from "../support/servers/file-server.ts";
import { prepareArm } from "../support/setup/prepare.ts";
import { type ContainerLab, insideFolder, openContainerLab, type Ran } from "../support/systems/container-lab.ts";

const [image, container] = ["localhost/bareon-provision:test", "action"];
let scratch: Scratch;
let lab: ContainerLab;
let server: FileServer;

interface ImageConfig {
  readonly OCIv1: {
    readonly architecture: string;
    readonly config: { readonly Entrypoint: readonly string[]; readonly Cmd?: readonly string[] };
  };
}

async function readImage(name: string): Promise<ImageConfig["OCIv1"]> {
  const { all } = await lab.run(["buildah", "inspect", "--type", "image", name]);
  return (JSON.parse(all) as ImageConfig).OCIv1;
}

const entryPoint = async (): Promise<readonly string[]> => (await readImage(image)).config.Entrypoint;

/** buildah has one exit code of its own for every other one. */
const tellCode = '"$@"; printf "\\n%s\\n" "$?"';

/** As Tinkerbell starts it: the image's entry point, and behind it the words of the action's command. */
async function act(env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<Ran> {
  const variables = Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]);
  // Tinkerbell's worker gives its containers all capabilities.
  const options = [
    "--isolation",
    "chroot",
    "--cap-add",
    "CAP_SYS_ADMIN",
    ...variables,
    "--volume",
    `${insideFolder}/node.json:/tmp/node.json`,
  ];
  const command = ["sh", "-c", tellCode, "sh", ...(await entryPoint()), ...words];
  const { all } = await lab.run(["buildah", "run", ...options, container, "--", ...command]);
  return { exitCode: Number(all.split("\n").at(-1)), all };
}

beforeAll(async () => {
  scratch = await scratchFolder();
  lab = await openContainerLab(scratch.path);
  const www = join(scratch.path, "www");
  await mkdir(www);
  await copyFile(join(projectRoot, "test/examples/two-systems.json"), join(www, "config.json"));
  await writeFile(join(www, "wrong.json"), '{"partitions_policy": "clean", "images": 7}');
  server = await startFileServer(www);
  await lab.put(join(projectRoot, "src/integrations/tinkerbell"), "tinkerbell");
  // The lab's has an ssh key, which must not come into the image.
  await lab.put(join(labFolder, "initrd.img"), "initrd.img");
  await lab.put(join(projectRoot, "test/unit/plan/inventory-two-systems.json"), "node.json");
  await lab.run([`${insideFolder}/tinkerbell/make-image`, `${insideFolder}/initrd.img`, image]);
  await lab.run(["buildah", "from", "--name", container, image]);
});

afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await scratch?.[Symbol.asyncDispose]();
});

test("the image has the program and what it drives, and neither a kernel nor a key of the ramdisk", async () => {
  const look = async (command: string): Promise<string> =>
    (await lab.run(["buildah", "run", "--isolation", "chroot", container, "--", "sh", "-c", command])).all;
  expect(await look("bareon-provision --version")).toContain("0.1.0");
  expect(await look("which sfdisk rsync curl mkfs.xfs lvm mdadm grub-install | wc -l")).toBe("7");
  expect(await look("ls -A /boot /root/.ssh /lib/modules")).not.toMatch(/vmlinuz|authorized_keys|amd64/u);
});

test("an image says for which machines it is, also if that is another kind than the one that made it", async () => {
  expect((await readImage(image)).architecture).toBe("amd64");
  await prepareArm(console.error);
  await lab.put(join(labFolderOf("arm64"), "initrd.img"), "arm.img");
  const arm = "localhost/bareon-provision:arm";
  await lab.run([`${insideFolder}/tinkerbell/make-image`, `${insideFolder}/arm.img`, arm]);
  expect((await readImage(arm)).architecture).toBe("arm64");
});

test("a config from a server is valid, and planned for the disks of a node", async () => {
  const CONFIG_URL = server.localUrl("config.json");
  expect(await act({ CONFIG_URL }, "validate")).toMatchObject({ exitCode: 0 });
  const planned = await act({ CONFIG_URL }, "plan", "--inventory", "/tmp/node.json");
  expect(planned.all).toContain("trixie");
  expect(planned.exitCode).toBe(0);
});

test("a config that is refused ends the action with the program's message and exit code", async () => {
  const refused = await act({ CONFIG_URL: server.localUrl("wrong.json") });
  expect(refused).toEqual({ exitCode: 3, all: expect.stringContaining("/images") as string });
  const missing = await act({ CONFIG_URL: server.localUrl("missing.json") });
  const unread = "cannot be read from the address in CONFIG_URL";
  expect(missing).toEqual({ exitCode: 7, all: expect.stringContaining(unread) as string });
  const given = await act(
    { CONFIG: await readFile(join(projectRoot, "test/examples/two-systems.json"), "utf8") },
    "validate",
  );
  expect(given.exitCode).toBe(0);
});
