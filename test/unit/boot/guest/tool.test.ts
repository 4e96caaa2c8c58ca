/** The executable in an image's tree is left alone only if it is what would be written, and nobody but root may change it. */
import { expect, test } from "vitest";
import { installBootTool } from "../../../../src/boot/guest/tool.ts";
import { openTree } from "../../../../src/host/tree-writer.ts";
import {
  createRecordingHost,
  createTestContext,
  type RecordingHost,
  type Seed,
} from "../../../support/hosts/recording-host.ts";

const place = "/tree/usr/sbin/bareon-boot";
const tool = new Uint8Array(6 * 1024 * 1024).fill(7);

interface Machine {
  readonly owner?: string;
  /** All if absent. */
  readonly programs?: readonly string[];
}

/** Whether the tool was written. */
async function install(
  present: Readonly<Record<string, Seed>>,
  { owner = "0:0:755", ...programs }: Machine = {},
): Promise<boolean> {
  const contentOf = (path: string): string => Buffer.from(host.text(path) ?? "").toString("base64");
  const host: RecordingHost = createRecordingHost({
    ...programs,
    files: { "/tree/etc/hostname": "x", "/tree/usr/sbin/other": "x", "/opt/bareon": tool, ...present },
    expect: [
      { command: /^stat /u, stdout: `${owner}\n`, always: true },
      { command: /^getfattr /u, always: true },
      {
        command: `cmp -s -- ${place} /opt/bareon`,
        get exitCode() {
          return contentOf(place) === contentOf("/opt/bareon") ? 0 : 1;
        },
      },
    ],
  });
  const ctx = createTestContext(host);
  await installBootTool(host, openTree(ctx, "/tree", "Image a"), ["1-2"], {
    path: "/opt/bareon",
    completions: undefined,
  });
  expect(
    Buffer.from(host.nodes.get(place)?.kind === "file" ? ((await host.readFile(place)) ?? []) : []).equals(tool),
  ).toBe(true);
  return host.changes.some((change) => change.endsWith(` ${place}`));
}

test("a copy is left alone, also where no program compares it", async () => {
  const copy = { [place]: { kind: "file", content: tool, mode: 0o755 } } as const;
  expect(await install(copy)).toBe(false);
  expect(await install(copy, { programs: ["getfattr"] })).toBe(false);
});

test("what is missing, differs in one byte, is a link to a copy, or is not root's alone, is written", async () => {
  const other = tool.with(5 * 1024 * 1024, 8);
  expect(await install({})).toBe(true);
  for (const machine of [{}, { programs: ["getfattr"] }])
    expect(await install({ [place]: { kind: "file", content: other, mode: 0o755 } }, machine)).toBe(true);
  expect(await install({ [place]: { kind: "file", content: tool.subarray(1), mode: 0o755 } })).toBe(true);
  expect(
    await install({
      [place]: { kind: "symlink", target: "copy" },
      "/tree/usr/sbin/copy": { kind: "file", content: tool, mode: 0o755 },
    }),
  ).toBe(true);
  const copy = { [place]: { kind: "file", content: tool, mode: 0o755 } } as const;
  expect(await install(copy, { owner: "1000:0:755" })).toBe(true);
  expect(await install(copy, { owner: "0:0:775" })).toBe(true);
});
