/** Debian's initramfs-tools: cryptsetup-initramfs opens what crypttab marks, and clevis answers its questions by the TPM. */
import { bindToTpm, clevisToken, listBindings, parseTpmBindings } from "../../programs/clevis.ts";
import { hasToken } from "../../programs/cryptsetup.ts";
import { listInitramfs, makeInitramfs } from "../../programs/initramfs-tools.ts";
import { hasTpm, type Need, type Opener } from "./opener.ts";

const needsFirst: readonly Need[] = [
  { path: "/usr/share/initramfs-tools/hooks/cryptroot", from: "cryptsetup-initramfs" },
];
const needsTpm: readonly Need[] = [
  { path: "/usr/share/initramfs-tools/hooks/clevis", from: "clevis-initramfs" },
  { path: "/usr/bin/clevis-luks-bind", from: "clevis-luks" },
  { path: "/usr/bin/clevis-encrypt-tpm2", from: "clevis-tpm2" },
];

/** What the containers are encrypted with: an initramfs of few modules takes these from the device of the system's own name, which is not there yet. */
const cipherModules = {
  path: "/usr/share/initramfs-tools/modules.d/bareon",
  text: "dm_crypt\naes_generic\necb\nxts\n",
};

export const initramfsTools: Opener = {
  maker: { path: "/usr/sbin/mkinitramfs", from: "initramfs-tools" },
  needs: (volumes) => [...needsFirst, ...(hasTpm(volumes) ? needsTpm : [])],
  options: () => ["luks", "initramfs"],
  files: () => [cipherModules],
  bindings: async (device, header, run) => {
    if (!hasToken(header, clevisToken)) return [];
    const found = parseTpmBindings((await run(listBindings(device))).stdout);
    return found.length === 0 ? "otherwise" : found;
  },
  unbind: (device, slot) => `clevis luks unbind -d ${device} -s ${slot}`,
  bind: bindToTpm,
  place: (release) => `/boot/initrd.img-${release}`,
  make: makeInitramfs,
  list: listInitramfs,
  parts: (volumes) => [
    /(?:^|\/)cryptroot\/crypttab$/u,
    /(?:^|\/)sbin\/cryptsetup$/u,
    ...(hasTpm(volumes) ? [/(?:^|\/)bin\/clevis-decrypt-tpm2$/u] : []),
  ],
};
