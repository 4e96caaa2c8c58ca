/** dracut with systemd in its initramfs, as of Fedora, RHEL and SUSE: systemd-cryptsetup opens what crypttab says, also by the TPM. */
import { listWithDracut, makeWithDracut } from "../../programs/dracut.ts";
import { enrollTpm, parseTpmTokens } from "../../programs/systemd-cryptenroll.ts";
import { hasTpm, type Need, type Opener } from "./opener.ts";

const needsFirst: readonly Need[] = [{ path: "/usr/lib/systemd/systemd-cryptsetup", from: "systemd-cryptsetup" }];
const needsTpm: readonly Need[] = [
  { path: "/usr/bin/systemd-cryptenroll", from: "systemd-cryptsetup" },
  { path: "/usr/bin/tpm2", from: "tpm2-tools" },
];

const lines = "/etc/bareon/initramfs-crypttab";

/**
 * A module of dracut (dracut.modules(7)). By itself dracut takes lines of crypttab only for an initramfs of one machine, and among those
 * only of what is open when it is made.
 */
const setup = `#!/bin/bash
# Written by bareon-provision: the volumes that the initramfs of this system has to open.

check() {
    [[ -s $dracutsysrootdir${lines} ]]
}

depends() {
    echo systemd-initrd crypt
    grep -q tpm2-device= "$dracutsysrootdir${lines}" && echo tpm2-tss
    return 0
}

installkernel() {
    hostonly="" instmods dm_crypt "=crypto"
}

install() {
    local line
    while read -r line; do
        grep -qxF -- "$line" "$initdir/etc/crypttab" 2> /dev/null || echo "$line" >> "$initdir/etc/crypttab"
    done < "$dracutsysrootdir${lines}"
}
`;

export const dracut: Opener = {
  maker: { path: "/usr/bin/dracut", from: "dracut" },
  needs: (volumes) => [...needsFirst, ...(hasTpm(volumes) ? needsTpm : [])],
  options: ({ unlock }) => ["luks", "x-initrd.attach", ...(unlock === "tpm2" ? ["tpm2-device=auto"] : [])],
  files: (own) => [
    { path: lines, text: own.map((line) => `${line}\n`).join("") },
    { path: "/usr/lib/dracut/modules.d/91bareon/module-setup.sh", text: setup, mode: 0o755 },
  ],
  bindings: async (_, header) => parseTpmTokens(header),
  unbind: (device, slot) => `systemd-cryptenroll --wipe-slot=${slot} ${device}`,
  bind: enrollTpm,
  place: (release) => `/boot/initramfs-${release}.img`,
  make: makeWithDracut,
  list: listWithDracut,
  parts: (volumes) => [
    /(?:^|\/)etc\/crypttab$/u,
    /(?:^|\/)systemd-cryptsetup$/u,
    ...(hasTpm(volumes) ? [/(?:^|\/)libtss2-esys\.so\S*$/u, /(?:^|\/)libtss2-tcti-device\.so\S*$/u] : []),
  ],
};
