/** How the tests are grouped: unit (no root), process (root, programs of this machine but none of its disks), host (root, its disks), grub (GRUB alone booted in QEMU), vm (systems booted in QEMU), browser (chromium; by hand alone). */
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "..");
// What hangs is ended; nothing is measured by these, as a busy machine takes many times as long.
const second = 1000;
const expected = { poll: { timeout: 100 * second } };

export default defineConfig({
  root,
  test: {
    // Forks: a test may change directory or handle signals.
    pool: "forks",
    // Tests start the programs from their sources many times, which takes half as long with this.
    env: { NODE_COMPILE_CACHE: join(root, "build/compile-cache") },
    // Node runs these sources as they are; what vitest makes of them takes longer, again for each process.
    experimental: { viteModuleRunner: false },
    projects: [
      // Pure functions leave nothing behind: one process for many files takes half as long.
      { root, test: { name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 60 * second, isolate: false } },
      {
        root,
        test: {
          name: "process",
          // As unit: its files change nothing of their process that they do not restore.
          isolate: false,
          include: ["test/process/**/*.test.ts"],
          expect: expected,
          testTimeout: 180 * second,
          hookTimeout: 180 * second,
          maxWorkers: 1,
        },
      },
      {
        root,
        test: {
          name: "host",
          include: ["test/host/**/*.test.ts"],
          globalSetup: join(root, "test/support/setup/host-tests.ts"),
          expect: expected,
          testTimeout: 180 * second,
          hookTimeout: 180 * second,
          // Loop devices and mounts belong to the whole machine.
          fileParallelism: false,
          // A process of their own for each file: one for all would grow, and the programs that it starts cost the more.
          isolate: true,
        },
      },
      {
        root,
        // As host: os-prober looks at every disk of the machine.
        test: {
          name: "grub",
          include: ["test/grub/**/*.test.ts"],
          globalSetup: join(root, "test/support/setup/grub-tests.ts"),
          testTimeout: 360 * second,
          hookTimeout: 180 * second,
          fileParallelism: false,
        },
      },
      { root, test: { name: "browser", include: ["test/browser/**/*.test.ts"], maxWorkers: 1 } },
      {
        root,
        test: {
          name: "vm",
          include: ["test/vm/**/*.test.ts"],
          setupFiles: join(root, "test/support/setup/vm-tests.ts"),
          expect: expected,
          testTimeout: 1200 * second,
          hookTimeout: 1200 * second,
          maxWorkers: 2,
        },
      },
    ],
  },
});
