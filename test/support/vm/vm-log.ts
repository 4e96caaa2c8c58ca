/** What one machine leaves behind under build/vm-logs/NAME: its serial line, and the commands that ran in it. */
import { appendFile, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { logFolder } from "../files/paths.ts";

/** Runs of one name whose logs stay. */
const kept = 8;

/** What a kernel says when the guest is lost. Not a bare "panic", which stands on command lines too. */
const lost = /\bOops\b|Kernel panic|double fault|BUG: unable to handle/u;

/** What the systems of the tests say on the serial line shortly before they can be logged in to, and shortly after. */
const nearlyUp =
  /tiny: ready|bareon ramdisk ready|Started .*ssh\.service|Reached target .*multi-user\.target| login: /gu;

export class VmLog {
  readonly serialPath: string;
  /** What the firmware says of its own work. */
  readonly firmwarePath: string;
  /** What QEMU itself complains of. */
  readonly emulatorPath: string;
  readonly commandsPath: string;

  private constructor(folder: string, run: string) {
    this.serialPath = join(folder, `${run}.serial.log`);
    this.firmwarePath = join(folder, `${run}.firmware.log`);
    this.emulatorPath = join(folder, `${run}.emulator.log`);
    this.commandsPath = join(folder, `${run}.commands.log`);
  }

  /** Fresh files: a marker of an earlier run can never be taken for one of this. */
  static async open(name: string): Promise<VmLog> {
    const folder = join(logFolder, name);
    await mkdir(folder, { recursive: true });
    const runs = [...new Set((await readdir(folder)).map((file) => file.split(".")[0] ?? ""))].sort();
    for (const old of runs.slice(0, Math.max(0, runs.length - kept))) {
      for (const kind of ["serial", "firmware", "emulator", "commands"])
        await rm(join(folder, `${old}.${kind}.log`), { force: true });
    }
    return new VmLog(folder, `${Date.now()}-${process.pid}`);
  }

  /** All text of the serial line so far. */
  async serial(): Promise<string> {
    return await readFile(this.serialPath, "utf8").catch(() => "");
  }

  /** Grows when a system is about to be up. */
  async progress(): Promise<number> {
    return [...(await this.serial()).matchAll(nearlyUp)].length;
  }

  /** All text of the firmware so far. */
  async firmware(): Promise<string> {
    return await readFile(this.firmwarePath, "utf8").catch(() => "");
  }

  /** All complaints of QEMU so far. */
  async complaints(): Promise<string> {
    return await readFile(this.emulatorPath, "utf8").catch(() => "");
  }

  /** The line in which the guest's kernel says that it is lost. */
  async lostLine(): Promise<string | undefined> {
    return (await this.serial()).split("\n").find((line) => lost.test(line));
  }

  async note(text: string): Promise<void> {
    await appendFile(this.commandsPath, `${new Date().toISOString()} ${text}\n`);
  }
}
