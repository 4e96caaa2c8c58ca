/** Vitest's global set-up of the tests of GRUB. */
export { forgetLeftovers as setup } from "./leftovers.ts";
