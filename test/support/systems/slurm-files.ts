/** The configuration of Slurm for tests: the examples, and what a site has besides. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TreeFile } from "../../../src/build/tree.ts";
import { projectRoot } from "../files/paths.ts";
import { controllerName } from "../servers/slurm-controller.ts";

/** What is of the site, besides the example: the same on controller and node. The times are those of a slow machine. */
const siteConfig = (port: number, nodePort: number): string => `ClusterName=lab
SlurmctldHost=${controllerName}
SlurmctldPort=${port}
SlurmUser=root
StateSaveLocation=/var/lib/slurm-state
SlurmdSpoolDir=/var/spool/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
CommunicationParameters=NoCtldInAddrAny
MessageTimeout=60
SlurmdTimeout=900
BatchStartTimeout=120
Include /etc/slurm/bareon.conf
NodeName=n1 Port=${nodePort} CPUs=1 RealMemory=100
PartitionName=main Nodes=ALL Default=YES
`;

/** The text of test/examples/slurm/NAME. */
export async function slurmExample(name: string): Promise<string> {
  return await readFile(join(projectRoot, "test/examples/slurm", name), "utf8");
}

/** For a controller and the node n1, which listen on these ports. */
export async function slurmFiles(port: number, nodePort: number): Promise<TreeFile[]> {
  return [
    { path: "/etc/slurm/slurm.conf", text: siteConfig(port, nodePort) },
    { path: "/etc/slurm/bareon.conf", text: await slurmExample("slurm.conf") },
    // A program of the node takes seconds to start under emulation, and a minute on a busy machine.
    { path: "/etc/slurm/helpers.conf", text: `${await slurmExample("helpers.conf")}ExecTime=240\n` },
    { path: "/etc/slurm/cgroup.conf", text: "IgnoreSystemd=yes\n" },
  ];
}
