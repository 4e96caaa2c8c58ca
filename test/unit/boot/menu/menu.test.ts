/** The menu text: what GRUB, the existing client's sed and parseMenu each see in it, whatever an image calls itself. */
import { execFileSync } from "node:child_process";
import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { BareonError } from "../../../../src/base/errors.ts";
import { oneLine, splitArguments, splitWords } from "../../../../src/boot/menu/grub-script.ts";
import { compareMenus } from "../../../../src/boot/menu/compare.ts";
import type { Attempt, LinuxEntry, Menu, UpdatingEntry } from "../../../../src/boot/menu/menu.ts";
import { findDefault } from "../../../../src/boot/menu/default-field.ts";
import { parseMenu } from "../../../../src/boot/menu/parse-menu.ts";
import { renderMenu } from "../../../../src/boot/menu/render-menu.ts";
import { serialLine } from "../../../../src/boot/menu/serial-line.ts";

const bookworm: LinuxEntry = {
  kind: "linux",
  id: "bookworm",
  title: "Debian GNU/Linux 12 (bookworm) (on /dev/vda3)",
  rootUuid: "6c4f3b1e-0d5c-4a62-8f8f-0a3b8f0a1c11",
  bootUuid: "6c4f3b1e-0d5c-4a62-8f8f-0a3b8f0a1c11",
  bootType: "ext4",
  kernel: "/vmlinuz",
  initrd: "/initrd.img",
  parameters: "ro quiet console=tty0 console=ttyS0,115200",
};
const chain = { kind: "chain", id: "other", title: "MS-DOS", bootUuid: "ABCD-1234", bootType: "vfat" } as const;
const menu: Menu = {
  defaultIndex: 0,
  timeout: 5,
  serial: null,
  modules: [],
  entries: [
    bookworm,
    { ...bookworm, id: "trixie", bootType: "xfs", kernel: "/vmlinuz-6.12 a'b", initrd: null, parameters: "" },
    chain,
  ],
};

function scriptCheck(text: string): void {
  execFileSync("/usr/bin/grub-script-check", { input: text });
}

function titled(title: string, parameters = "ro"): string {
  return renderMenu({ ...menu, entries: [{ ...bookworm, title, parameters }, chain] }).text;
}

/** sed -i 's/\(set default=\)[0-9]*\/\1N/' */
function clientEdit(text: string, index: number): string {
  return text
    .split("\n")
    .map((line) => line.replace(/(set default=)[0-9]*/u, `$1${index}`))
    .join("\n");
}

test("a menu says what it was made from, in GRUB's language", () => {
  const { text, generation } = renderMenu(menu);
  scriptCheck(text);
  const parsed = parseMenu(text);
  expect(parsed).toMatchObject({ defaultIndex: 0, timeout: 5, serial: null, modules: [], generation });
  expect(findDefault(text)).toEqual({ index: 0, offset: 12, length: 3 });
  expect(parsed.entries).toEqual([
    {
      kind: "linux",
      id: "bookworm",
      title: bookworm.title,
      rootUuid: bookworm.rootUuid,
      bootUuid: bookworm.bootUuid,
      bootType: "ext2",
      kernel: "/vmlinuz",
      initrd: "/initrd.img",
      parameters: "ro quiet console=tty0 console=ttyS0,115200",
    },
    expect.objectContaining({ id: "trixie", kernel: "/vmlinuz-6.12 a'b", initrd: null }),
    { kind: "chain", id: "other", title: "MS-DOS", bootUuid: "ABCD-1234", bootType: "vfat" },
  ]);
});

const versioned = (version: string): Attempt => ({
  bootUuid: bookworm.bootUuid,
  bootType: "ext2",
  kernel: `/boot/vmlinuz-${version}`,
  initrd: `/boot/initrd.img-${version}`,
  parameters: "ro quiet",
});
const tryingSeveral: LinuxEntry = {
  ...bookworm,
  ...versioned("6.2"),
  fallbacks: [
    versioned("6.1"),
    { ...versioned("6.0"), bootUuid: "a-boot-filesystem", bootType: "xfs", initrd: null, parameters: "rw 'single'" },
    { ...versioned("6.2"), kernel: "/vmlinuz", initrd: "/initrd.img" },
  ],
};

test("what an entry tries comes back in its order, each with its own filesystem and arguments", () => {
  const { text } = renderMenu({ ...menu, entries: [tryingSeveral, chain] });
  scriptCheck(text);
  expect(parseMenu(text).entries).toEqual([tryingSeveral, chain]);
  expect(renderMenu(parseMenu(text)).text).toBe(text);
  expect(text.match(/bareon\.attempt=\d/gu)).toEqual(["bareon.attempt=2", "bareon.attempt=3", "bareon.attempt=4"]);
});

/** The body of an entry as menus had it before there were several attempts. */
const earlierEntry = `
menuentry 'Debian' --id bookworm {
  bareon_enter 0
  insmod ext2
  if search --no-floppy --fs-uuid --set=root 6c4f3b1e-0d5c-4a62-8f8f-0a3b8f0a1c11
  then if [ -s "($root)"/vmlinuz ]
  then if [ -s "($root)"/initrd.img ]
  then if linux /vmlinuz root=UUID=6c4f3b1e-0d5c-4a62-8f8f-0a3b8f0a1c11 ro quiet bareon.entry=0 bareon.reason=$bareon_why bareon.left=$bareon_rest $bareon_panic
  then if initrd /initrd.img
  then bareon_loaded=yes
  fi; fi; fi; fi; fi
  bareon_leave
  if [ "$bareon_again" = yes ]; then configfile "$prefix/grub.cfg"; fi
}
`;

test("a menu of an earlier deploy is read, and that it now names files for its links is no change of kernels", () => {
  const text = renderMenu({ ...menu, entries: [chain] }).text;
  const former = parseMenu(text.slice(0, text.indexOf("\nmenuentry")) + earlierEntry);
  expect(former.entries).toEqual([
    {
      kind: "linux",
      id: "bookworm",
      title: "Debian",
      rootUuid: bookworm.rootUuid,
      bootUuid: bookworm.bootUuid,
      bootType: "ext2",
      kernel: "/vmlinuz",
      initrd: "/initrd.img",
      parameters: "ro quiet",
    },
  ]);
  const now: LinuxEntry = { ...tryingSeveral, title: "Debian" };
  const others = { added: [], removed: [] };
  expect(compareMenus(former, { entries: [now] })).toEqual({ ...others, updated: [] });
  expect(compareMenus(former, { entries: [{ ...now, parameters: "ro" }] })).toEqual({
    ...others,
    updated: ["bookworm"],
  });
  const without = { ...now, fallbacks: [versioned("6.1")] };
  expect(compareMenus({ entries: [now] }, { entries: [without] })).toEqual({ ...others, updated: [] });
  expect(compareMenus({ entries: [now] }, { entries: [{ ...without, ...versioned("6.3") }] })).toEqual({
    ...others,
    updated: ["bookworm"],
  });
});

test("where the default cannot be loaded, other kernels of its system are tried before other systems", () => {
  const entry = (id: string, rootUuid: string): LinuxEntry => ({ ...bookworm, id, rootUuid });
  const { text } = renderMenu({
    ...menu,
    entries: [
      entry("red", "1"),
      entry("blue", "2"),
      entry("red+6.1", "1"),
      chain,
      entry("blue+6.1", "2"),
      entry("x", "3"),
    ],
  });
  scriptCheck(text);
  const tried = text
    .split("\n")
    .flatMap((line) => /for bareon_n in (?<order>[\d ]+); .*fallback=/u.exec(line)?.groups?.["order"] ?? []);
  expect(tried).toEqual(["0 2 1 4 5", "1 4 0 2 5", "0 1 2 4 5"]);
});

test("the default stands once, in the first sector, three characters wide, and is the only `set` at the start of a line", () => {
  const { text } = renderMenu({ ...menu, defaultIndex: 2, serial: { unit: 0, speed: 115200, parity: "no", word: 8 } });
  expect(text.slice(0, 512).split("set default=")[1]).toMatch(/^2 {2}\n/u);
  expect(text.match(/^\s*set /gmu)).toHaveLength(1);
});

test.for([
  [0, 2, 3],
  [1, 12, 4],
] as const)("the existing client's edit from %i to %i is read as GRUB reads it", ([from, to, length]) => {
  const edited = clientEdit(renderMenu({ ...menu, defaultIndex: from }).text, to);
  expect(parseMenu(edited)).toMatchObject({ defaultIndex: to });
  expect(findDefault(edited)).toEqual({ index: to, offset: 12, length });
  expect(clientEdit(edited, from)).toContain(`set default=${from} `);
});

const hostile = [
  `x' { } $(reboot) `,
  `x'\n}\nreboot\n#`,
  "$default `id` ${root}",
  String.raw`back\slash\'`,
  "set default=9",
  "--id=x",
  "a;b&&c||d|e<f>g",
  "*?[a-z]*",
  "Ünïcode 操作系统",
  "",
  "}",
  "{",
  "#",
  "\u0000\u001B[31m\u202Egnp",
];

test.for(hostile)("%j as a title and as a parameter is text, not script", (words) => {
  const text = titled(words, `${words} set default=7`);
  scriptCheck(text);
  const { entries } = parseMenu(text);
  expect(entries.map((entry) => entry.id)).toEqual(["bookworm", "other"]);
  expect(entries[0]?.title).toBe(oneLine(words).replace(/^[- ]+/u, "") || "bookworm");
  expect(text.match(/set default=/gu)).toHaveLength(1);
  expect(text.split("\n")).toHaveLength(titled("plain").split("\n").length);
});

test("a menu that was read and is written again is the same text", () => {
  const { text } = renderMenu({
    ...menu,
    defaultIndex: 1,
    modules: ["lvm", "mdraid1x"],
    serial: { unit: 1, speed: 9600, parity: "odd", word: 7 },
  });
  expect(renderMenu(parseMenu(text)).text).toBe(text);
});

test("any title and any parameters come back as they went in", () => {
  assert(
    property(string({ unit: "binary" }), string({ unit: "binary" }), (title, parameters) => {
      const text = titled(title, parameters);
      const [first, second, ...more] = parseMenu(text).entries;
      expect(more).toEqual([]);
      expect(second).toMatchObject({ id: "other" });
      expect(first?.title).toBe(oneLine(title).replace(/^[- ]+/u, "") || "bookworm");
      expect(first?.kind === "linux" && first.rootUuid).toBe(bookworm.rootUuid);
      expect(first?.kind === "linux" && splitArguments(first.parameters)).toEqual(
        splitArguments(parameters).filter((word) => !word.startsWith("bareon.")),
      );
      expect(text.match(/set default=/gu)).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});

test("arguments with blanks stay one argument for the kernel", () => {
  expect(splitArguments(`a="b c" dyndbg="file x +p"  d`)).toEqual(["a=b c", "dyndbg=file x +p", "d"]);
  expect(splitWords(String.raw`linux '/a b' "c d"e\ f 'it'\''s'`)).toEqual(["linux", "/a b", "c de f", "it's"]);
  expect(splitWords("menuentry 'open {")).toBeUndefined();
});

test.for([
  ["quiet", null],
  ["console=ttyS1 console=ttyS0,115200n8", { unit: 0, speed: 115200, parity: "no", word: 8 }],
  ["console=ttyS1", { unit: 1, speed: 9600, parity: "no", word: 8 }],
  ["console=ttyS0,9600e7r console=tty0", { unit: 0, speed: 9600, parity: "even", word: 7 }],
  ["console=ttyS0,115200;reboot", null],
] as const)("%j names the serial line %j", ([parameters, line]) => {
  expect(serialLine(parameters)).toEqual(line);
});

const whole = renderMenu(menu).text;

test.for([
  ["empty", ""],
  ["torn", whole.slice(0, -4)],
  ["no entries", whole.slice(0, whole.indexOf("menuentry"))],
  ["two defaults", `${whole}\nset default=1`],
  ["no default", whole.replace("set default=", "set standard=")],
  ["no number", whole.replace("set default=0", "set default=")],
  ["an octal number", whole.replace("set default=0", "set default=010")],
  ["a name for a number", whole.replace("set default=0", "set default=trixie")],
  ["the default beyond the first sector", `${"#".repeat(600)}\n${whole}`],
  ["the default in a comment", whole.replace("set default=", "# set default=")],
  ["an entry without a kernel", whole.replace(/^ {2}then if linux .*$/mu, "")],
] as const)("a menu that is damaged is refused: %s", ([, text]) => {
  expect(() => parseMenu(text)).toThrow(BareonError);
  expect(() => parseMenu(text)).toThrow(/^The boot menu/u);
});

/** Being updated, by a text that would be a script if it were let. */
const updating: UpdatingEntry = {
  kind: "updating",
  id: "idle",
  title: "Idle, being updated",
  rootUuid: "R",
  since: "2026-01-02T03:04:05Z",
  what: `from -e 'a' to "$(reboot)"; set default=1 }`,
};

test("a system that is being updated has an entry that is read back, and that nothing leads to", () => {
  const { text } = renderMenu({ ...menu, defaultIndex: 2, entries: [updating, bookworm, updating] });
  scriptCheck(text);
  expect(parseMenu(text).entries).toEqual([updating, { ...bookworm, bootType: "ext2" }, updating]);
  expect(findDefault(text).index).toBe(2);
  // Every list of numbers in the menu has entry 1 only.
  expect(text.match(/for bareon_n in (?!1 2 3)[^;]*/gu)).toEqual(Array.from({ length: 3 }, () => "for bareon_n in 1"));
  expect(text).toContain("bareon_default=1; fi\n");
  expect(text).toMatch(/^ {2}bareon_updating R 2026-01-02T03:04:05Z 'from -e '\\''a'\\'' to .*'$/mu);
  expect(renderMenu(menu).text).not.toContain("bareon_updating");
});

test("an entry of a system that is being updated and does not say what is no menu of ours", () => {
  const { text } = renderMenu({ ...menu, entries: [bookworm, updating] });
  expect(() => parseMenu(text.replace(/bareon_updating R .*/u, "bareon_updating R"))).toThrow(
    /entry 1 does not say what is being updated/u,
  );
});
