/** The judge of archives against GNU tar itself: of thousands of damaged archives, tar sees no member in one that is accepted which the judge did not see. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { type Member, TarHeaders } from "../../../src/formats/tar-headers.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { paxExtension, tarArchive, tarMember } from "../../support/files/tar-writer.ts";

const count = 8000;
const block = 512;

/** Mulberry32: the same numbers for the same seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Next = (below: number) => number;

function pick<T>(next: Next, values: readonly T[]): T {
  const value = values[next(values.length)];
  if (value === undefined) throw new Error("there is nothing to choose from");
  return value;
}

/** Content that would be a header, were it not passed over. */
const hidden = tarMember({ name: "hidden", type: "3", device: [1, 3] });

const mapped = `1\n0\n512\n`.padEnd(block, "\0");
const pax: readonly (() => Buffer)[] = [
  () => paxExtension({ path: "named" }),
  () => paxExtension({ size: "512" }),
  () => paxExtension({ size: "0" }),
  () => paxExtension({ size: "1024", comment: "x" }, "g"),
  () => paxExtension({ comment: "x" }, "g"),
  () => paxExtension({ "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "holes" }),
  () => paxExtension({ "GNU.sparse.size": "512", "GNU.sparse.numblocks": "1", "GNU.sparse.map": "0,512" }),
  () => paxExtension({ "GNU.sparse.size": "512", "GNU.sparse.offset": "0", "GNU.sparse.numbytes": "1024" }),
  () => tarMember({ name: "././@LongLink", type: "L", content: `${"l".repeat(120)}\0` }),
  () => tarMember({ name: "././@LongLink", type: "L", content: "directory/\0" }),
  () => tarMember({ name: "././@LongLink", type: "K", content: "target\0" }),
];

function member(next: Next, index: number): Buffer {
  const type = pick(next, ["0", "0", "0", "\0", "1", "2", "3", "5", "6", "7", "S"]);
  const contents = ["", "short", hidden, Buffer.concat([Buffer.from(mapped), hidden]), mapped];
  const isEmpty = "12356".includes(type) && next(8) > 0;
  return tarMember({
    name: `m${index}`,
    type,
    target: "m0",
    content: isEmpty ? "" : pick<string | Buffer>(next, contents),
  });
}

/** Changes a header and makes its checksum right again. */
function damage(next: Next, header: Buffer): void {
  const changes: readonly (() => unknown)[] = [
    () => header.write("/", header.indexOf(0), "latin1"),
    () => header.write(pick(next, ["0", "\0", "1", "2", "5", "7", "S", "V", "g", "x", "L", "X", "D"]), 156, "latin1"),
    () => header.write(`${(next(4) * block).toString(8).padStart(11, "0")}\0`, 124, "latin1"),
    () => header.write(pick(next, ["ustar  \0", "ustar\u000000", "\0\0\0\0\0\0\0\0", "ustar \u000000"]), 257, "latin1"),
    () =>
      header.write(
        pick(next, ["512\0", "0x200\0", " 1000 7\0", "-1\0", "\u0080\0\0\0\0\0\0\0\0\0\u0002\0"]),
        124,
        "latin1",
      ),
    () => header.write(`00000000000\0${(next(4) * block).toString(8).padStart(11, "0")}\0`, 386, "latin1"),
    () => header.writeUInt8(next(2), 482),
    () => header.write("prefix", 345, "latin1"),
    () => header.write("tar\0", 508, "latin1"),
  ];
  pick(next, changes)();
  header.write("        ", 148, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
}

function makeArchive(next: Next): Buffer {
  const parts: Buffer[] = [];
  for (let index = 0; index < 2 + next(3); index += 1) {
    for (let extensions = next(3); extensions > 1; extensions -= 1) parts.push(pick(next, pax)());
    if (next(3) === 0) parts.push(pick(next, pax)());
    const made = member(next, index);
    if (next(4) === 0) damage(next, made.subarray(0, block));
    parts.push(made);
  }
  return tarArchive(...parts);
}

/** Undefined for an archive that is refused. */
function judge(archive: Buffer): Member[] | undefined {
  const members: Member[] = [];
  const headers = new TarHeaders((one) => void members.push(one));
  try {
    headers.push(archive);
  } catch {
    return undefined;
  }
  return headers.ended ? members : undefined;
}

const letters: Readonly<Record<string, Member["kind"]>> = {
  "-": "file",
  // What was contiguous on a disk.
  C: "file",
  d: "directory",
  h: "hard link",
  l: "symlink",
  c: "character device",
  b: "block device",
  p: "fifo",
};

test("tar lists the members that the judge saw, with one of their names and with their kind", async () => {
  await using folder = await scratchFolder();
  const next = random(20_261_128);
  const accepted = new Map<number, Member[]>();
  for (let index = 0; index < count; index += 1) {
    const archive = makeArchive(next);
    const members = judge(archive);
    if (members === undefined) continue;
    accepted.set(index, members);
    await writeFile(join(folder.path, `${index}.tar`), archive);
  }
  expect(accepted.size).toBeGreaterThan(count / 10);
  const { stdout } = await execa(
    "sh",
    [
      "-c",
      'for file in *.tar; do echo "= ${file%.tar}"; tar --list --verbose --numeric-owner --full-time --file="$file" 2>/dev/null || true; done',
    ],
    { cwd: folder.path, maxBuffer: 256 * 1024 * 1024, env: { LC_ALL: "C" } },
  );
  let members: Member[] = [];
  let [current, seen] = ["", 0];
  for (const line of stdout.split("\n")) {
    if (line.startsWith("= ")) {
      current = line.slice(2);
      [members, seen] = [accepted.get(Number(current)) ?? [], 0];
      continue;
    }
    // The label of an archive is no member.
    if (line === "" || line.startsWith("V")) continue;
    const { letter = "", name = "" } =
      /^(?<letter>.)\S+ \S+ +\S+ \S+ \S+ (?<name>.*?)(?: -> .*| link to .*|--.*--)?$/u.exec(line)?.groups ?? {};
    const known = members[seen];
    seen += 1;
    const names = known?.names.map((one) => one.replace(/\/+$/u, "").replaceAll("\n", String.raw`\n`)) ?? [];
    expect(
      {
        archive: current,
        kind: letter === "C" && name.endsWith("/") ? "directory" : letters[letter],
        isNamed: names.includes(name.replace(/\/+$/u, "")),
      },
      `${line} ${JSON.stringify(known)}`,
    ).toEqual({
      archive: current,
      kind: known?.kind,
      isNamed: true,
    });
  }
}, 120_000);
