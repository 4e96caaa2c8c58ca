/** How the tests are grouped: unit (no root), host (root on this machine), vm (QEMU). */
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "..");
const second = 1000;

export default defineConfig({
  root,
  test: {
    // Forks: a test may change directory or handle signals.
    pool: "forks",
    projects: [
      { root, test: { name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 20 * second } },
      {
        root,
        // Loop devices and mounts belong to the whole machine.
        test: { name: "host", include: ["test/host/**/*.test.ts"], testTimeout: 60 * second, hookTimeout: 60 * second, fileParallelism: false },
      },
      {
        root,
        test: { name: "vm", include: ["test/vm/**/*.test.ts"], testTimeout: 1200 * second, hookTimeout: 1200 * second, maxWorkers: 2 },
      },
    ],
  },
});
