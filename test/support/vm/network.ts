/** The network card of a virtual machine: a network of its own behind QEMU, in which this machine is 10.0.2.2. */

export interface NetworkOptions {
  /** Ports of the guest that are reached at a port of 127.0.0.1 here: guest's number, this machine's. */
  readonly forwards?: readonly (readonly [number, number])[];
  /** What DHCP names as the file to boot, if the machine is to boot from the network: the card's iPXE takes an address of HTTP. */
  readonly bootFile?: string;
  /** In place of that network a tap which there is in another network space, and the words before a command that runs in that. */
  readonly tap?: { readonly name: string; readonly inNetwork: readonly string[] };
}

/** `sshPort` is where ssh of the guest is reached. */
export function networkArguments(sshPort: number, { forwards = [], bootFile, tap }: NetworkOptions): readonly string[] {
  // The firmware's own driver starts from such a network, not the iPXE that QEMU's card has.
  if (tap !== undefined)
    return [
      ...["-netdev", `tap,id=net,ifname=${tap.name},script=no,downscript=no`],
      ...["-device", "virtio-net-pci,netdev=net,romfile=,bootindex=0"],
    ];
  const ports = [[22, sshPort], ...forwards].map(([guest, here]) => `hostfwd=tcp:127.0.0.1:${here}-:${guest}`);
  const file = bootFile === undefined ? [] : [`bootfile=${bootFile}`];
  return [
    ...["-netdev", ["user,id=net", ...ports, ...file].join(",")],
    ...["-device", `virtio-net-pci,netdev=net,${bootFile === undefined ? "romfile=" : "bootindex=0"}`],
  ];
}
