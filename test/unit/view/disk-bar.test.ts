/** Disks drawn to scale in text. */
import { expect, test } from "vitest";
import { renderBar } from "../../../src/view/disk-bar.ts";
import { plainStyle, textWidth } from "../../../src/view/style.ts";

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;
const paint = (text: string): string => text;

test("labels are whole, or cut where enough of them is left, or only the number", () => {
  const segments = [
    { room: 100 * MiB, number: "1", label: "boot", paint },
    { room: 2 * GiB, number: "2", label: "/srv/日本語/shared", paint },
    { room: 6 * GiB, number: "3", label: "/", paint },
  ];
  const lines = renderBar(segments, 60, plainStyle);
  expect(lines).toEqual([
    "┌───┬─────────────┬────────────────────────────────────────┐",
    "│1  │2 /srv/日本… │3 /                                     │",
    "└───┴─────────────┴────────────────────────────────────────┘",
  ]);
  expect(lines.map(textWidth)).toEqual([60, 60, 60]);
});
