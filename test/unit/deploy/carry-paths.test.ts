/** Lists and globs of carried files, and what becomes of the owners of these. */
import { describe, expect, test } from "vitest";
import { mapIds, matchesGlob, parseAccounts, parseCarryList } from "../../../src/deploy/carry-paths.ts";

test("a list has one path a line; comments, blanks and a slash at the end do not count", () => {
  const text = "# ours\n\n /etc/app.conf \n/var/lib/app/\r\n/etc/ssh/ssh_host_*\n";
  expect(parseCarryList(text)).toEqual({
    patterns: ["/etc/app.conf", "/var/lib/app", "/etc/ssh/ssh_host_*"],
    refused: [],
  });
});

test("what is no path below the top of the tree is refused", () => {
  const lines = ["etc/app", "/", "/*", "/?*", "/etc/../shadow", "/./etc", "/etc//app", "/etc/\u0007"];
  expect(parseCarryList(lines.join("\n"))).toMatchObject({ patterns: [] });
  expect(parseCarryList(lines.join("\n")).refused.length).toBe(7);
});

describe("a glob", () => {
  test.each([
    ["ssh_host_*", "ssh_host_rsa_key", true],
    ["ssh_host_*", "ssh_host_", true],
    ["ssh_host_*", "ssh_config", false],
    ["*.key", "a.key", true],
    ["*.key", "a.key.pub", false],
    ["*", ".hidden", false],
    [".*", ".hidden", true],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["[a-c]x", "bx", true],
    ["[!a-c]x", "bx", false],
    ["[^a-c]x", "dx", true],
    ["[]]x", "]x", true],
    ["[a-]x", "-x", true],
    ["[ab", "[ab", true],
    ["a.c", "abc", false],
    ["*a*b*c", "xxaxxbxxc", true],
    ["*a*b*c", "xxaxxbxx", false],
  ])("%s and %s: %s", (pattern, name, expected) => {
    expect(matchesGlob(pattern, name)).toBe(expected);
  });

  test("of many stars ends soon", () => {
    const start = performance.now();
    expect(matchesGlob("*a".repeat(120), "a".repeat(255))).toBe(true);
    expect(matchesGlob(`${"*a".repeat(120)}b`, "a".repeat(255))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("owners", () => {
  test("are those of a file with lines of NAME:PASSWORD:NUMBER", () => {
    const text = "root:x:0:0\n+nis\nsshd:x:105:65534\nsshd:x:7:7\nbad:x:-1\nhuge:x:99999999999\nlast:*:4294967295\n";
    expect([...parseAccounts(text)]).toEqual([
      ["root", 0],
      ["sshd", 105],
    ]);
  });

  test("are names: another number of the same name takes a number's place, and a name that is gone is told", () => {
    const former = new Map([
      ["root", 0],
      ["ssh_keys", 101],
      ["app", 998],
      ["old", 997],
    ]);
    const now = new Map([
      ["root", 0],
      ["app", 101],
      ["ssh_keys", 998],
    ]);
    expect(mapIds([0, 101, 998, 997, 4242], former, now)).toEqual({
      changed: ["101:998", "998:101"],
      missing: ["old"],
    });
  });
});
