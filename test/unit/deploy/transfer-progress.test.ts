/** The progress of all images adds up, never goes beyond its end, and is told twice a second at most. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TransferProgress } from "../../../src/deploy/transfer-progress.ts";
import type { ProgressEvent } from "../../../src/base/events.ts";

type Transfer = Extract<ProgressEvent, { event: "transfer" }>;

const one = { id: "image one", image: "one" };
const two = { id: "image two", image: "two" };

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

function start(): { readonly progress: TransferProgress; readonly events: Transfer[] } {
  const events: Transfer[] = [];
  const sizes = new Map([
    ["image one", { bytes: 1000, files: 10 }],
    ["image two", { bytes: 3000, files: 30 }],
  ]);
  return {
    progress: new TransferProgress((event) => void (event.event === "transfer" && events.push(event)), sizes),
    events,
  };
}

test("bytes and files of all images are one sum, with a rate and an estimate", () => {
  const { progress, events } = start();
  progress.update(one, { bytes: 0, files: 0 });
  vi.advanceTimersByTime(1000);
  progress.update(one, { bytes: 500, files: 5 });
  vi.advanceTimersByTime(1000);
  progress.finish(one);
  vi.advanceTimersByTime(1000);
  progress.update(two, { bytes: 1000, files: 2 });
  expect(events.map(({ image, bytes, files }) => [image, bytes, files])).toEqual([
    ["one", 0, 0],
    ["one", 500, 5],
    ["one", 1000, 10],
    ["two", 2000, 12],
  ]);
  expect(events[0]).toMatchObject({ totalBytes: 4000, totalFiles: 40, secondsLeft: null });
  expect(events[1]).toMatchObject({ bytesPerSecond: 500, secondsLeft: 7 });
});

test("events come twice a second at most, but each image's end is told", () => {
  const { progress, events } = start();
  for (let step = 0; step < 100; step += 1) {
    progress.update(one, { bytes: step * 10, files: 0 });
    vi.advanceTimersByTime(10);
  }
  progress.finish(one);
  expect(events.map(({ bytes }) => bytes)).toEqual([0, 500, 1000]);
});

test("a source that grew while it was copied moves the end, not beyond it", () => {
  const { progress, events } = start();
  progress.update(one, { bytes: 9000, files: 90 });
  expect(events[0]).toMatchObject({ bytes: 9000, totalBytes: 9000, files: 90, totalFiles: 90 });
});

test("an image that goes into two trees counts twice", () => {
  const events: Transfer[] = [];
  const size = { bytes: 1000, files: 10 };
  const progress = new TransferProgress(
    (event) => void (event.event === "transfer" && events.push(event)),
    new Map([
      ["into one", size],
      ["into two", size],
    ]),
  );
  progress.finish({ id: "into one", image: "tools" });
  progress.finish({ id: "into two", image: "tools" });
  expect(events.map(({ image, bytes, totalBytes, files }) => [image, bytes, totalBytes, files])).toEqual([
    ["tools", 1000, 2000, 10],
    ["tools", 2000, 2000, 20],
  ]);
});
