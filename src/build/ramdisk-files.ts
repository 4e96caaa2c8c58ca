/** The files that make a Debian a deployment ramdisk: what it leaves alone, its services, and how it is reached. */
import { multipathFiles } from "./ramdisk-multipath.ts";
import { idleUnits, maskUnits, type TreeFile } from "./tree.ts";

/** Nothing on the node's disks is assembled, activated or mounted unless the program asks for it. */
const handsOff: readonly TreeFile[] = [
  { path: "/etc/mdadm/mdadm.conf", text: "AUTO -all\n" },
  { path: "/etc/udev/rules.d/64-md-raid-assembly.rules", link: "/dev/null" },
  { path: "/etc/udev/rules.d/69-lvm.rules", link: "/dev/null" },
  {
    path: "/etc/lvm/lvmlocal.conf",
    text: "global { event_activation = 0 }\nactivation { auto_activation_volume_list = [] }\n",
  },
  { path: "/etc/systemd/system-generators/lvm2-activation-generator", link: "/dev/null" },
  { path: "/etc/systemd/system-generators/systemd-gpt-auto-generator", link: "/dev/null" },
  { path: "/etc/fstab", text: "# The ramdisk mounts nothing of its own.\n" },
];

const moreIdleUnits = ["mdmonitor.service", "dm-event.socket", "lvm2-lvmpolld.socket", "systemd-remount-fs.service"];

const awaitSshd = `#!/bin/sh
# Returns when sshd answers.
until bash -c ': < /dev/tcp/127.0.0.1/22' 2> /dev/null; do sleep 0.1; done
`;

const readyScript = `#!/bin/sh
# Says on the consoles that the node can be reached, and under which addresses.
/usr/lib/bareon/await-sshd
for console in /dev/ttyS0 /dev/ttyAMA0 /dev/tty0; do
  [ -c "$console" ] || continue
  { ip -brief -4 address show scope global; echo "bareon ramdisk ready"; } 2> /dev/null > "$console"
done
exit 0
`;

/** It is last, since the controller logs in as soon as it was called. A ramdisk that no Ironic started does not even start the program. */
const callback: readonly TreeFile[] = [
  {
    path: "/etc/systemd/system/bareon-ironic-callback.service",
    text: `[Unit]
Description=Tell Ironic that a deploy can begin
After=network.target ssh.service
ConditionKernelCommandLine=|ironic_api_url
ConditionKernelCommandLine=|api-url
ConditionKernelCommandLine=|deployment_id

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStartPre=/usr/lib/bareon/await-sshd
ExecStart=/usr/bin/bareon-ironic-callback
StandardOutput=journal+console
StandardError=journal+console
`,
  },
  {
    path: "/etc/systemd/system/multi-user.target.wants/bareon-ironic-callback.service",
    link: "/etc/systemd/system/bareon-ironic-callback.service",
  },
];

/** The kernel argument by which root is logged in on the consoles. */
export const consoleLogin = "bareon.console-login";

/** Without the argument it does nothing: the consoles ask for a login then, which nobody has, as root has no password. */
const loginGenerator = `#!/bin/sh
# Logs root in on the screen and on the serial line if the kernel's arguments say so, as those of a medium do: a generator of systemd(1).
case " $(cat /proc/cmdline) " in *" ${consoleLogin} "*) ;; *) exit 0 ;; esac
write() {
  mkdir -p "$1.d"
  printf '[Service]\\nExecStart=\\nExecStart=-/sbin/agetty --autologin root %s - $TERM\\n' "$2" > "$1.d/login.conf"
}
write "$1/getty@.service" --noclear
write "$1/serial-getty@.service" '--keep-baud 115200,57600,38400,9600'
`;

const welcome = `
This is bareon's deployment ramdisk. No disk of this node is in use, and none is changed before a deploy.

Bring a deploy config here as /tmp/provision.json, such as with "curl -o /tmp/provision.json URL", or from a
stick ("lsblk", then "mount -o ro /dev/... /mnt"). Then:

  bareon-provision inspect                   what this node has
  bareon-provision validate                  whether the config is right
  bareon-provision plan                      what would become of the disks
  bareon-provision deploy --reboot reboot    does it, and boots what was deployed

`;

/** What comes with the program, and not with the tools: the agent of an Ironic, which goes on until the machine is switched off, and logins. */
export const programFiles: readonly TreeFile[] = [
  { path: "/etc/systemd/system-generators/bareon-console-login", text: loginGenerator, mode: 0o755 },
  { path: "/etc/motd", text: welcome },
  {
    path: "/etc/systemd/system/bareon-ironic-agent.service",
    text: `[Unit]
Description=Do the steps of the Ironic that started this machine
After=network.target
ConditionKernelCommandLine=ipa-api-url

[Service]
ExecStart=/usr/bin/bareon-provision agent
Restart=always
RestartSec=5
RestartPreventExitStatus=2
StandardOutput=journal+console
StandardError=journal+console

[Install]
WantedBy=multi-user.target
`,
  },
  {
    path: "/etc/systemd/system/multi-user.target.wants/bareon-ironic-agent.service",
    link: "/etc/systemd/system/bareon-ironic-agent.service",
  },
];

const services: readonly TreeFile[] = [
  { path: "/usr/lib/bareon/await-sshd", text: awaitSshd, mode: 0o755 },
  { path: "/usr/lib/bareon/ready", text: readyScript, mode: 0o755 },
  {
    path: "/etc/systemd/system/bareon-ready.service",
    text:
      "[Unit]\nDescription=Say that the ramdisk is ready\nAfter=ssh.service\n\n" +
      "[Service]\nType=simple\nExecStart=/usr/lib/bareon/ready\n",
  },
  {
    path: "/etc/systemd/system/multi-user.target.wants/bareon-ready.service",
    link: "/etc/systemd/system/bareon-ready.service",
  },
  // Only the two key types that are made quickly: an RSA key takes seconds on a slow node.
  {
    path: "/etc/systemd/system/ssh.service.d/keys.conf",
    text:
      "[Service]\nExecStartPre=\nExecStartPre=/usr/bin/ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key\n" +
      "ExecStartPre=/usr/bin/ssh-keygen -q -t ecdsa -N '' -f /etc/ssh/ssh_host_ecdsa_key\nRuntimeDirectory=sshd\n",
  },
  {
    path: "/etc/ssh/sshd_config.d/bareon.conf",
    text:
      "HostKey /etc/ssh/ssh_host_ed25519_key\nHostKey /etc/ssh/ssh_host_ecdsa_key\n" +
      "AuthorizedKeysFile .ssh/authorized_keys .ssh/authorized_keys2\n" +
      "PermitRootLogin prohibit-password\nPasswordAuthentication no\nUseDNS no\nPrintMotd no\nMaxSessions 64\nMaxStartups 64\n",
  },
  { path: "/etc/systemd/network/80-dhcp.network", text: "[Match]\nType=ether\n\n[Network]\nDHCP=yes\n" },
  {
    path: "/etc/systemd/system/multi-user.target.wants/systemd-networkd.service",
    link: "/lib/systemd/system/systemd-networkd.service",
  },
  { path: "/etc/systemd/system/default.target", link: "/lib/systemd/system/multi-user.target" },
  { path: "/etc/hostname", text: "bareon\n" },
  { path: "/etc/hosts", text: "127.0.0.1 localhost bareon\n" },
  { path: "/etc/machine-id", text: "" },
  { path: "/etc/resolv.conf", link: "/run/systemd/resolve/resolv.conf" },
  { path: "/root/.ssh", directory: true, mode: 0o700 },
  { path: "/usr/bin/python", link: "python3" },
];

/** All of them, for the tree of the ramdisk. */
export const ramdiskFiles: readonly TreeFile[] = [
  ...handsOff,
  ...services,
  ...callback,
  ...multipathFiles,
  ...maskUnits([...idleUnits, ...moreIdleUnits]),
];
