/** What a PC's firmware makes of a disk, before any system runs. */
import { spawn } from "node:child_process";

/** Starts a PC with SeaBIOS from the raw disk image; true if it says that nothing boots, false if it has not said so at the limit. */
export async function bootsNothing(disk: string, limitSeconds = 60): Promise<boolean> {
  const qemu = spawn(
    "setpriv",
    [
      ...[
        "--pdeathsig",
        "KILL",
        "--",
        "qemu-system-x86_64",
        "-accel",
        "tcg",
        "-m",
        "64",
        "-nodefaults",
        "-no-reboot",
        "-display",
        "none",
        "-vga",
        "std",
      ],
      ...[
        "-chardev",
        "stdio,id=firmware",
        "-device",
        "isa-debugcon,iobase=0x402,chardev=firmware",
        "-drive",
        `file=${disk},format=raw,if=virtio,snapshot=on`,
      ],
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const ended = new Promise((resolve) => qemu.once("exit", resolve));
  let said = "";
  const found = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), limitSeconds * 1000);
    qemu.stdout.on("data", (data: Buffer) => {
      said += data.toString();
      if (!said.includes("No bootable device")) return;
      clearTimeout(timer);
      resolve(true);
    });
  });
  const answer = await found;
  qemu.kill("SIGKILL");
  await ended;
  return answer;
}
