/** A node on a loop device whose idle system is updated, and one update of it. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ProgressEvent } from "../../src/base/events.ts";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { provisionProgram } from "../support/files/paths.ts";
import { type Scratch } from "../support/files/scratch.ts";
import { type RsyncDaemon } from "../support/servers/rsync-daemon.ts";
import { type Device, type Limiter, noLimit, shell } from "./lab.ts";

/** What an update puts before itself, see priorityOf in src/cli/provision/main.ts. */
const idle = ["nice", "-n", "19", "ionice", "-c", "3"];

export type Events = readonly ProgressEvent[];

export interface Lab {
  readonly folder: Scratch;
  readonly daemon: RsyncDaemon;
  readonly disk: Device;
  /** What the disk's file lies on: a disk that is slow because this one is has a queue, as real ones have. */
  readonly lower: Device;
  /** Of files on that. */
  readonly place: string;
  /** The script of one update. */
  readonly once: string;
  /** The executable that images receive. */
  readonly tool: string;
}

/** A node whose parts are partitions of the lab's disk. */
export interface Node extends Lab {
  readonly multiboot: string;
  /** The root of the system that is updated, and a filesystem of the other one. */
  readonly blue: string;
  readonly data: string;
}

/** Runs a program that prints progress on a descriptor; `onEvent` hears each event as it comes. */
async function follow(
  argv: readonly string[],
  descriptor: 1 | 3,
  onEvent: (event: ProgressEvent) => void = () => undefined,
): Promise<Events> {
  const [program = "", ...args] = argv;
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const events: ProgressEvent[] = [];
  const said: Buffer[] = [];
  child.stderr?.on("data", (data: Buffer) => said.push(data));
  const output = child.stdio[descriptor] as NodeJS.ReadableStream;
  if (descriptor === 3) child.stdout?.resume();
  createInterface({ input: output }).on("line", (line) => {
    const event = JSON.parse(line) as ProgressEvent;
    events.push(event);
    onEvent(event);
  });
  const code = await new Promise<number | null>((done) => child.once("close", done));
  if (code !== 0) throw new Error(`${argv.join(" ")}: exit code ${code}\n${Buffer.concat(said).toString()}`);
  return events;
}

export function secondsOf(events: Events, steps: readonly string[]): number {
  return events.reduce(
    (sum, event) => sum + (event.event === "step-finish" && steps.includes(event.id) ? event.seconds : 0),
    0,
  );
}

/** Of the program that brings the files, without what a step does around it. */
export function transferSeconds(events: Events): number {
  return events.reduce(
    (sum, event) => sum + (event.event === "command" && event.command.includes(" rsync ") ? event.seconds : 0),
    0,
  );
}

/** Returns what the deploy told of its steps; `blue` names the module of the daemon that the system of this name comes from. */
export async function deploy({ folder, daemon, disk }: Lab, blue = "blue"): Promise<Events> {
  const volume = (image: string, mount: string, size: string): object => ({
    ...{ type: "partition", mount, size, file_system: "ext4", images: [image] },
  });
  const config = {
    partitions_policy: "clean",
    images: Object.entries({ red: "red", blue }).map(([name, module]) => ({
      ...{ name, image_pull_url: daemon.localUrl(module), target: "/" },
    })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: disk.path }, size: "3700 MiB" },
        volumes: [volume("blue", "/", "1900 MiB"), volume("red", "/", "400 MiB"), volume("red", "/srv", "800 MiB")],
      },
    ],
  };
  const files = ["--boot-info", join(folder.path, "boot-info.json"), "--log-file", join(folder.path, "log")];
  const words = ["deploy", "--input-data", JSON.stringify(config), ...files, "--progress-fd", "3"];
  return await follow([provisionProgram, ...words], 3);
}

export async function openNode(lab: Lab): Promise<Node> {
  const { multiboot_partition: multiboot, elements } = JSON.parse(
    await shell(`cat ${lab.folder.path}/boot-info.json`),
  ) as BootInfo;
  const find = async (name: string, mount: string): Promise<string> => {
    const uuid = elements.find(({ os_id: id }) => id === name)?.mounts?.find((one) => one.mount === mount)?.uuid;
    return await shell(`blkid --uuid ${uuid ?? ""}`);
  };
  return { ...lab, multiboot: multiboot ?? "", blue: await find("blue", "/"), data: await find("red", "/srv") };
}

export interface Speed {
  readonly method: "mirror" | "fresh";
  readonly fullSpeed: boolean;
  readonly limiter?: Limiter;
}

/** One update of blue, with the priority that it has. Its mounts are seen by nobody else. */
export async function update(
  { once, tool, multiboot }: Node,
  { method, fullSpeed, limiter = noLimit }: Speed,
  onEvent?: (event: ProgressEvent) => void,
): Promise<Events> {
  const words = [multiboot, "blue", method, fullSpeed ? "full" : "steps", tool];
  const argv = [...limiter.argv, "unshare", "--mount", ...(fullSpeed ? [] : idle), process.execPath, once, ...words];
  return await follow(argv, 1, onEvent);
}

/** The step that brings the image. */
export const transfer = "image blue";
