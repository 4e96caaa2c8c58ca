/** A simulated fleet that is small: real links, a real source and real nodes, in namespaces with which all is gone. */
import { expect, test } from "vitest";
import { runFleet } from "../../bench/fleet/enter.ts";
import { type RunRequest, unitSeconds } from "../../bench/fleet/run.ts";

const request: RunRequest = { way: "rsync", nodes: 10, imageBytes: 512 * 1024, linkBits: 20e6, limitSeconds: 120 };

test("ten nodes get a tree by rsync, and the source's link is what they wait for", async () => {
  const result = await runFleet(request);
  expect(result).toMatchObject({ failures: 0, reasons: [] });
  const images = result.sentBytes / request.imageBytes;
  expect(images).toBeGreaterThan(10);
  expect(images).toBeLessThan(12);
  // The first bytes of each link pass at once.
  expect(result.lastSeconds).toBeGreaterThan(9 * unitSeconds(request));
  expect(result.usage.processes).toBeGreaterThan(0);
});

test("nodes that start later have the link for themselves; those that are too slow have failed", async () => {
  const staggered = await runFleet({ ...request, nodes: 4, batch: 1, pauseSeconds: 1.5 });
  expect(staggered).toMatchObject({ failures: 0 });
  expect(staggered.lastSeconds).toBeGreaterThan(4.5);
  expect(staggered.medianSeconds).toBeLessThan(4.5);
  const slow = await runFleet({ ...request, nodes: 2, linkBits: 1e6, limitSeconds: 2 });
  expect(slow).toMatchObject({ failures: 2, reasons: ["not there after 2 s"] });
});
