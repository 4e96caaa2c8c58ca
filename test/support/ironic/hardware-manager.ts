/** Ironic's own agent with the hardware manager of this project, in the root filesystem that has both; what it does is decided by Ironic. */
import { copyFile, cp, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { projectRoot, provisionProgram } from "../files/paths.ts";
import type { Ironic, NodeProgram } from "./ironic.ts";
import { ironicRoot } from "./roots.ts";
import { stateFolder } from "./settings.ts";

const source = join(projectRoot, "src/integrations/ironic/hardware-manager");

/** Runs a program of the root filesystem. */
async function runInRoot(ironic: Ironic, words: readonly string[], cwd = stateFolder): Promise<string> {
  const [program = "", ...before] = ironic.inRoot;
  const inside = ["sh", "-c", 'cd "$0" && exec "$@"', cwd, ...words];
  return (await execa(program, [...before, ...inside], { all: true })).all;
}

/** What Python's tools say of the hardware manager: whether it can be compiled, and what is unused or not defined in it. Throws with their words. */
export async function checkHardwareManager(ironic: Ironic): Promise<void> {
  await cp(source, join(ironic.state, "checked"), { recursive: true });
  await runInRoot(ironic, ["python3", "-m", "compileall", "-q", "checked"]);
  await runInRoot(ironic, ["python3", "-m", "pyflakes", "checked"]);
}

/** Builds its wheel as pip would, and unpacks that. */
async function install(ironic: Ironic): Promise<void> {
  await cp(source, join(ironic.state, "source"), { recursive: true });
  for (const name of ["wheel", "site"]) await mkdir(join(ironic.state, name));
  const build = `import setuptools.build_meta as b; print(b.build_wheel("${stateFolder}/wheel"))`;
  const said = await runInRoot(ironic, ["python3", "-c", build], `${stateFolder}/source`);
  const wheel = `${stateFolder}/wheel/${said.split("\n").at(-1) ?? ""}`;
  await runInRoot(ironic, ["python3", "-m", "zipfile", "-e", wheel, `${stateFolder}/site`]);
}

/** Ironic's own agent as a program for a node. `withPrograms`: whether the ramdisk that it stands for has this project's programs. */
export async function ownAgentOfIronic(ironic: Ironic, withPrograms: boolean): Promise<NodeProgram> {
  await install(ironic);
  const folder = join(ironic.state, "bin");
  await mkdir(folder);
  if (withPrograms) {
    await copyFile(provisionProgram, join(folder, "bareon-provision"));
    await symlink("bareon-provision", join(folder, "bareon-boot"));
  }
  return {
    command: ["ironic-python-agent"],
    root: await ironicRoot("29.0", console.error),
    environment: {
      PATH: `${stateFolder}/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
      PYTHONPATH: `${stateFolder}/site`,
    },
  };
}
