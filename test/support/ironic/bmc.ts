/** A BMC that speaks IPMI: openipmi's simulator in Ironic's network; what its power switch does is decided by the caller. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import { until } from "../servers/port.ts";
import type { Ironic } from "./ironic.ts";
import { stateFolder } from "./settings.ts";

/** What the machine behind it can be told; one call at a time, in the order in which they came. */
export interface Chassis {
  readonly isOn: () => boolean;
  /** `device`: what the BMC was told to boot from, which holds until it is told another one. */
  readonly switchOn: (device: BootDevice) => Promise<void>;
  readonly switchOff: () => Promise<void>;
}

export type BootDevice = "network" | "disk";

export interface Bmc extends AsyncDisposable {
  /** For the node's driver_info. */
  readonly driverInfo: Readonly<Record<string, string | number>>;
  /** What it was told, such as "power 1", "boot pxe", without what only asked. */
  readonly orders: readonly string[];
}

const [user, password, port] = ["admin", "secret", 6230];

/** 623 is the usual port; another one shows that Ironic has it from the node. */
const lanConfig = `name "node"
set_working_mc 0x20
startlan 1
  addr 127.0.0.1 ${port}
  priv_limit admin
  allowed_auths_admin none md2 md5 straight
  guid a123456789abcdefa123456789abcdef
endlan
chassis_control "${stateFolder}/bmc/chassis"
user 1 false "" "" user 10 none md2 md5 straight
user 2 true "${user}" "${password}" admin 10 none md2 md5 straight
`;

const commands =
  "mc_setbmc 0x20\nmc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02 persist_sdr\nmc_enable 0x20\n";

/** The simulator runs it as CHASSIS ADDRESS get|set NAME [VALUE], and reads NAME:VALUE. */
const chassisProgram = `#!/usr/bin/python3
import socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect("${stateFolder}/bmc/chassis.sock")
line.sendall((" ".join(sys.argv[2:]) + "\\n").encode())
sys.stdout.write(line.makefile().read())
`;

/** Returns what the program prints. */
async function obey(chassis: Chassis, state: { device: BootDevice }, order: string): Promise<string> {
  const words = order.split(" ");
  if (words[0] === "get")
    return words
      .slice(1)
      .map((name) => `${name}:${valueOf(name, chassis, state)}\n`)
      .join("");
  const [, name = "", value = ""] = words;
  if (name === "boot") state.device = value === "pxe" ? "network" : "disk";
  if (name === "reset" || ((name === "power" || name === "shutdown") && (value === "0" || name === "shutdown")))
    await chassis.switchOff();
  if (name === "reset" || (name === "power" && value === "1")) await chassis.switchOn(state.device);
  return "";
}

function valueOf(name: string, chassis: Chassis, { device }: { readonly device: BootDevice }): string {
  if (name === "power") return chassis.isOn() ? "1" : "0";
  return name === "boot" ? (device === "network" ? "pxe" : "default") : "0";
}

interface Line extends AsyncDisposable {
  readonly orders: readonly string[];
}

/** The socket by which the simulator's program reaches the chassis. */
async function openLine(path: string, chassis: Chassis): Promise<Line> {
  const orders: string[] = [];
  const state: { device: BootDevice } = { device: "disk" };
  let last: Promise<unknown> = Promise.resolve();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let text = "";
    socket.on("error", () => undefined);
    socket.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
      if (!text.endsWith("\n")) return;
      const order = text.trim();
      if (order.startsWith("set ")) orders.push(order.slice(4));
      last = last
        .then(async () => await obey(chassis, state, order))
        .then(
          (answer) => socket.end(answer),
          (error: unknown) => {
            console.error(`the chassis: ${order}: ${String(error)}`);
            socket.destroy();
          },
        );
    });
  });
  await new Promise<void>((done, fail) => server.once("error", fail).listen(path, done));
  return {
    orders,
    async [Symbol.asyncDispose]() {
      await new Promise((done) => server.close(done));
    },
  };
}

/** Waits until the power can be asked for, as Ironic does it. */
async function waitForBmc(ironic: Ironic, child: ChildProcess): Promise<void> {
  const tool = ["ipmitool", "-I", "lanplus", "-H", "127.0.0.1", "-p", String(port), "-C", "3", "-L", "ADMINISTRATOR"];
  const words = ["-U", user, "-P", password, "-N", "1", "-R", "1", "power", "status"];
  const [program = "", ...before] = ironic.inRoot;
  await until("the BMC", 60, async () => {
    if (child.exitCode !== null) throw new Error(`ipmi_sim ended with ${child.exitCode}`);
    const { exitCode } = await execa(program, [...before, ...tool, ...words], { reject: false, timeout: 10_000 });
    return exitCode === 0;
  });
}

/** Starts the BMC of one node. It ends with the calling process, whatever ends that. */
export async function startBmc(ironic: Ironic, chassis: Chassis): Promise<Bmc> {
  const folder = join(ironic.state, "bmc");
  await mkdir(folder);
  await writeFile(join(folder, "lan.conf"), lanConfig);
  await writeFile(join(folder, "node.emu"), commands);
  await writeFile(join(folder, "chassis"), chassisProgram, { mode: 0o755 });
  const line = await openLine(join(folder, "chassis.sock"), chassis);
  const inside = `${stateFolder}/bmc`;
  const simulator = ["ipmi_sim", "-n", "-c", `${inside}/lan.conf`, "-f", `${inside}/node.emu`, "-s", inside];
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", ...ironic.inRoot, ...simulator], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const bmc: Bmc = {
    driverInfo: {
      ipmi_address: "127.0.0.1",
      ipmi_port: port,
      ipmi_username: user,
      ipmi_password: password,
      ipmi_cipher_suite: "3",
    },
    orders: line.orders,
    async [Symbol.asyncDispose]() {
      const gone = new Promise((done) => child.once("exit", done));
      if (child.exitCode === null && child.kill("SIGKILL")) await gone;
      await line[Symbol.asyncDispose]();
    },
  };
  try {
    await waitForBmc(ironic, child);
    return bmc;
  } catch (error) {
    await bmc[Symbol.asyncDispose]();
    throw error;
  }
}
