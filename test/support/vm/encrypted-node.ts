/** A node with two systems of one image on encrypted roots: red asks for its passphrase, blue is opened by the TPM. */
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { scratchFolder } from "../files/scratch.ts";
import { debianImage, type DebianImage } from "../systems/images.ts";
import { createNode, type LabNode } from "./node.ts";
import { Tpm } from "./tpm.ts";
import { startVm, type Vm } from "./vm.ts";

export const keys = { red: "open red, please", home: "c29tZSByYW5kb20gYnl0ZXM", blue: "not to be typed ever" };

export class EncryptedNode implements AsyncDisposable {
  readonly #all: AsyncDisposableStack;
  readonly #node: LabNode;
  readonly #tpm: Tpm;
  readonly #image: DebianImage;
  /** How the initramfs asks for a passphrase. */
  readonly #question: (mapping: string) => string;
  #vm: Vm | undefined;
  bootInfo: BootInfo | undefined;
  /** UUIDs of the containers. */
  containers: Readonly<Record<"red" | "home" | "blue", string>> = { red: "", home: "", blue: "" };

  private constructor(
    all: AsyncDisposableStack,
    { node, tpm, image, question }: { node: LabNode; tpm: Tpm; image: DebianImage; question: (name: string) => string },
  ) {
    [this.#all, this.#node, this.#tpm, this.#image, this.#question] = [all, node, tpm, image, question];
  }

  static async create(image: DebianImage, question: (mapping: string) => string): Promise<EncryptedNode> {
    await using made = new AsyncDisposableStack();
    const folder = made.use(await scratchFolder());
    const tpm = made.use(new Tpm(folder.path));
    const trees = { [image]: await debianImage(image, console.error) };
    const node = made.use(await createNode({ name: image, diskSizes: [2500], trees, osProber: false }));
    return new EncryptedNode(made.move(), { node, tpm, image, question });
  }

  get vm(): Vm {
    if (this.#vm === undefined) throw new Error("no machine runs");
    return this.#vm;
  }

  /** Where the image comes from. */
  get source(): string {
    return this.#node.withServer(`conductor.example.net::images/${this.#image}/`);
  }

  #config(): string {
    const volume = (mount: string, size: string, image: string, encryption?: object): object => ({
      ...{ type: "partition", mount, size, file_system: "ext4", images: [image] },
      ...(encryption === undefined ? {} : { encryption }),
    });
    return JSON.stringify({
      partitions_policy: "clean",
      images: ["red", "blue"].map((name) => ({
        ...{ name, image_pull_url: this.source, target: "/" },
        ...(name === "red" ? { boot: true } : {}),
      })),
      partitions: [
        {
          ...{ type: "disk", id: { type: "serial", value: "bareon-1" }, size: "2500 MiB" },
          volumes: [
            volume("/", "850 MiB", "red", { key_file: "/run/keys/red" }),
            volume("/boot", "150 MiB", "red"),
            volume("/home", "64 MiB", "red", { key_file: "/run/keys/home", unlock: "key_file" }),
            volume("/", "850 MiB", "blue", { key_file: "/run/keys/blue", unlock: "tpm2", pcrs: [7] }),
            volume("/boot", "150 MiB", "blue"),
          ],
        },
      ],
      deploy_data: { kernel_params: "console=ttyS0,115200" },
      grub: { timeout: 1 },
    });
  }

  async deploy(): Promise<void> {
    const vm = await this.#node.boot("ramdisk", { devices: await this.#tpm.devices() });
    this.#vm = vm;
    for (const [name, key] of Object.entries(keys)) await vm.put(`/run/keys/${name}`, `${key}\n`);
    await vm.put("/tmp/provision.json", this.#config());
    const deploy = "bareon-provision --recovery-keys /run/recovery --progress-fd 3 3>/run/progress";
    await vm.run(deploy, { timeoutSeconds: 3000 });
    this.bootInfo = JSON.parse(await vm.read("/tmp/boot_entries.json")) as BootInfo;
    const uuids = "for n in 3 5 6; do blkid -p -o value -s UUID /dev/vda$n; done";
    const [red = "", home = "", blue = ""] = (await vm.run(uuids)).stdout.split("\n");
    this.containers = { red, home, blue };
  }

  /** Switches the machine off, and on again from its disk, until it asks. */
  async startFromDisk(): Promise<void> {
    await this.vm.powerOff();
    await this.vm[Symbol.asyncDispose]();
    const devices = await this.#tpm.devices();
    this.#vm = await startVm({ name: `${this.#image}-disk`, disks: this.#node.disks, boot: "disk", devices });
  }

  /** Waits for the question after red's passphrase that comes for the `times`th time on the serial line, and answers it. */
  async answer(times: number): Promise<void> {
    const question = this.#question(`luks-${this.containers.red}`);
    await this.vm.said(new RegExp(`(?:${question}[\\s\\S]*){${times}}`, "u"), 300);
    await this.vm.type(`${keys.red}\n`);
  }

  /** Starts red from the disk; returns what it says of its root and of its volumes, of which it opens one by a key in its root. */
  async startRed(): Promise<{ readonly root: string; readonly open: readonly string[]; readonly home: string }> {
    await this.startFromDisk();
    await this.answer(1);
    await this.vm.ready();
    const root = /\broot=UUID=(\S+)/u.exec(await this.vm.read("/proc/cmdline"))?.[1] ?? "";
    const home = /^(\/dev\/mapper\/luks-\S+) \/home ext4 /mu.exec(await this.vm.read("/proc/mounts"))?.[1] ?? "";
    return { root, open: await this.openVolumes(), home };
  }

  /** What startRed is to return. */
  get red(): Awaited<ReturnType<EncryptedNode["startRed"]>> {
    const { red, home } = this.containers;
    return {
      root: this.bootInfo?.elements[0]?.root_uuid ?? "",
      open: [`luks-${red}`, `luks-${home}`].toSorted(),
      home: `/dev/mapper/luks-${home}`,
    };
  }

  /** Names of open encrypted volumes. */
  async openVolumes(): Promise<string[]> {
    const { stdout } = await this.vm.run("dmsetup ls --target crypt");
    return stdout === "No devices found"
      ? []
      : stdout
          .split("\n")
          .map((line) => line.split("\t")[0] ?? "")
          .toSorted();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#vm?.[Symbol.asyncDispose]();
    await this.#all.disposeAsync();
  }
}
