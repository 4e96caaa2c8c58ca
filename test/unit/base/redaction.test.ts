/** What is taken out of a text for somebody else's eyes, and what stays in it. */
import { array, assert, constantFrom, property, string, stringMatching, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { conceal, concealDocument, concealText } from "../../../src/base/redaction.ts";
import { removed } from "../../../src/base/secret-shapes.ts";
import { isSecretName } from "../../../src/base/secret-names.ts";

test.each([
  ...["password", "root_password", "adminPass", "rd.iscsi.password", "ipa-agent-token", "X-Auth-Token", "api_key"],
  ...["apikey", "AWS_SECRET_ACCESS_KEY", "key", "private_key", "sshkey", "psk", "credentials", "seed", "user_data"],
  ...["userData", "vendor-data", "network_config", "configdrive", "root-pw", "Authorization", "Cookie"],
  ...["event_url", "WEBHOOK_URL"],
])("%s stands for a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each([
  ...["public_key", "ssh_authorized_keys", "event_key_file", "keymap", "token_url", "KeyringMode", "passed"],
  ...["monkey_type", "name", "kernel_params", "keep_data", "author", "checksum", "uuid", "bypass", "signature_url"],
])("%s does not", (name) => {
  expect(isSecretName(name)).toBe(false);
});

describe("a text", () => {
  test.each([
    ["an address", "GET https://anna:hunter2@host/x?token=y failed", "GET https://***@host/x?*** failed"],
    ["a setting", "api_key = hunter2 and more", `api_key = ${removed}`],
    ["a setting of a shell", "export TOKEN='hunter2'more", `export TOKEN='${removed}'`],
    ["a kernel argument", "root=/dev/x password=hunter2 quiet", `root=/dev/x password=${removed} quiet`],
    ["one in quotes", 'root=/dev/x key="hun ter2" quiet', `root=/dev/x key="${removed}" quiet`],
    ["a mount option", "//s/x /x cifs rw,password=hunter2,uid=0 0 0", `//s/x /x cifs rw,password=${removed} 0 0`],
    ["iSCSI", "netroot=iscsi:anna:hunter2@10.0.0.1::3260::iqn", "***@10.0.0.1::3260::iqn"],
    ["a member in a line", 'got {"token": "hunter2", "x": 1}', `got {"token": "${removed}", "x": 1}`],
    ["an escaped member", String.raw`"{\"token\": \"hunter2\"}"`, String.raw`"{\"token\": \"${removed}\"}"`],
    ["a head", "> X-Auth-Token: hunter2 x", `> X-Auth-Token: ${removed}`],
    ["an option", "+ curl --password hunter2 -o x", `+ curl --password ${removed} -o x`],
    [
      "an option with its value",
      "ExecStart=/bin/x --api-token=hunter2 -v",
      `ExecStart=/bin/x --api-token=${removed} -v`,
    ],
    ["an option with a short dash", "+ x -passphrase=hunter2 -v", `+ x -passphrase=${removed} -v`],
    ["an option in a list", "run ['x', '--password', 'hunter2', '-v']", `run ['x', '--password', '${removed}', '-v']`],
    ["a quote within quotes of a shell", "password='hun'\\''ter2 x' -v", `password='${removed}' -v`],
    ["two kinds of quotes", `--password="hun"'ter2 x' -v`, `--password="${removed}" -v`],
    ["a quote within quotes of YAML", "passwd: 'hun''ter2 x'", `passwd: '${removed}'`],
    ["a quoted text of several lines", 'password: "hun\n  ter2"\nname: a', `password: "${removed}"\nname: a`],
    [
      "a value that goes on",
      "SetCredentialEncrypted=a: \\\n  hun \\\n  ter2\nb=c",
      `SetCredentialEncrypted=${removed}\nb=c`,
    ],
    ["a user of curl", "curl -u anna:hunter2 -o x", `curl -u anna:${removed} -o x`],
    ["an address that is told", "event_url = https://hooks.example.net/T0/x", `event_url = ${removed}`],
    ["a bearer", "sent Bearer abcdefghij to it", `sent Bearer ${removed} to it`],
    ["a hash", "root:$6$rounds=5000$salt$abc:19000:0", `root:${removed}:19000:0`],
    ["a hash of argon2", "anna:$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA:1", `anna:${removed}:1`],
    ["a hash of NetBSD", "anna:$sha1$40000$jtNX3nZ2$hash:1", `anna:${removed}:1`],
    ["a hash of LDAP", "userPassword {SSHA}aGFzaGhhc2g= x", `userPassword ${removed} x`],
    ["a key for an emergency", `use ${"abc2ef-".repeat(9)}abcdef now`, `use ${removed} now`],
    ["one of systemd", `use ${"cbdefghi-".repeat(7)}cbdefghi now`, `use ${removed} now`],
    [
      "a hook",
      "POST https://hooks.slack.com/services/T0/B0/x failed",
      `POST https://hooks.slack.com/${removed} failed`,
    ],
    ["GRUB's", "password_pbkdf2 root grub.pbkdf2.sha512.10000.A", `password_pbkdf2 root ${removed}`],
    ["a plain one of GRUB", "password root hunter2", `password root ${removed}`],
    ["a service's token", "push with ghp_0123456789abcdefghij now", `push with ${removed} now`],
    [
      "a key in a line",
      "a -----BEGIN RSA PRIVATE KEY-----\\nMII\\n-----END RSA PRIVATE KEY----- b",
      "a [private key removed] b",
    ],
    ["a key without an end", "a\n-----BEGIN PRIVATE KEY-----\nMIIE", "a\n[private key removed]"],
    ["a key without a beginning", "MIIE\nAAAA==\n-----END PRIVATE KEY-----\nb", "[private key removed]\nb"],
    ["a block", "seed:\n  user_data: |\n    #cloud-config\n\n    x: 1\nname: a", `seed: ${removed}\nname: a`],
    ["a block of text", "user_data: |\n  #cloud-config\n  x: 1\nname: a", `user_data: ${removed}\nname: a`],
    [
      "members that were cut",
      '{\n "token": {\n  "a": "hunter2"\n },\n "b": 1',
      `{\n "token": ${removed}\n },\n "b": 1`,
    ],
    ["controls", "a\u001B[31m\u0000\u202E\tb\r\nc", "a\\x1b[31m\\x00\\u{202e}\tb\nc"],
    ["many zeros", `a${"\0".repeat(5000)}b`, String.raw`a\x00 (5000 times)b`],
  ])("%s", (_, text, shown) => {
    expect(concealText(text)).toBe(shown);
  });

  test("of a long line the beginning is shown, and no half of a word; a document is one however long its line is", () => {
    const long = `${"word ".repeat(799)}https://anna:${"x".repeat(200)}@host/`;
    expect(concealText(long)).toBe(`${"word ".repeat(799).trimEnd()} [the rest of a long line removed]`);
    const line = JSON.stringify({ list: Array.from({ length: 1000 }, () => "abc"), token: "hunter2" });
    expect(concealText(`a\n${line}\nb`)).toBe(`a\n${line.replace("hunter2", removed)}\nb`);
  });

  test.each([
    "set default=0\nmenuentry 'Debian 12' --id a { linux /vmlinuz root=UUID=1-2 ro quiet }\n",
    "UUID=aaaa / ext4 defaults,errors=remount-ro 0 1\nLABEL=x none swap sw 0 0\n",
    "22 1 254:3 / / rw,relatime shared:1 - ext4 /dev/vda3 rw\n",
    "[    1.0] Key type asymmetric registered\n[    1.1] usb 1-1: New USB device\n",
    "2026-11-30T11:45:00Z INFO [1/9] Make ext4 on /dev/vda3\n",
    "[Service]\nType=oneshot\nKeyringMode=private\nExecStart=/usr/sbin/bareon-boot events\n",
    "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----\n",
    "password:\nhas_password = false\ntoken: null\n",
    "console=ttyS0,115200n8 bareon.entry=0 bareon.reason=default rd.luks.uuid=luks-1\n",
  ])("what is no secret stays: %s", (text) => {
    expect(concealText(text)).toBe(text);
  });
});

describe("a document", () => {
  test("stays one, without the members that speak of a secret", () => {
    const document = {
      ...{ name: "blue", url: "rsync://a:b@h/m/", kernel_params: "quiet token=hunter2", has_password: true, psk: null },
      ...{ root_password: "hunter2", keys: ["hunter2"], seed: { user_data: "hunter2" }, key_file: "/k", pin: 1234 },
      list: [
        { name: "API_TOKEN", value: "hunter2" },
        { Key: "root_password", Value: "hunter2" },
      ],
      args: ["x", "--password", "hunter2", "--token", "-v", "y"],
    };
    expect(JSON.parse(conceal(JSON.stringify(document)))).toEqual({
      ...{ name: "blue", url: "rsync://***@h/m/", kernel_params: `quiet token=${removed}`, has_password: true },
      ...{ psk: null, root_password: removed, keys: removed, seed: removed, key_file: "/k", pin: removed },
      list: [
        { name: "API_TOKEN", value: removed },
        { Key: removed, Value: removed },
      ],
      args: ["x", "--password", removed, "--token", "-v", "y"],
    });
  });

  test("that is too deep, or a hostile one, does no harm", () => {
    let deep: unknown = "hunter2";
    for (let depth = 0; depth < 500; depth += 1) deep = [deep];
    expect(JSON.stringify(concealDocument(deep))).not.toContain("hunter2");
    expect(conceal("[".repeat(100_000))).toContain("[the rest of a long line removed]");
    expect(JSON.parse(conceal('{"__proto__": {"token": "hunter2"}, "a": "\\u001b"}'))).toEqual({
      ["__proto__"]: { token: removed },
      a: String.raw`\x1b`,
    });
  });
});

/** A word that is nowhere in the templates, and that no rule knows by its looks. */
const secret = stringMatching(/^zq[a-z0-9]{6,20}zq$/u);
const names = constantFrom(
  "password",
  "api_key",
  "ipa-agent-token",
  "rootPassword",
  "db.secret",
  "X-Auth-Token",
  "psk",
);
const templates = constantFrom<(name: string, value: string) => string>(
  (name, value) => `${name}=${value}`,
  (name, value) => `${name} = "${value} ${value}"`,
  (name, value) => `root=/dev/x ${name}=${value} quiet`,
  (name, value) => `x: --${name.replaceAll(".", "-")} ${value}`,
  (name, value) => `x: --${name.replaceAll(".", "-")}=${value} -v`,
  (name, value) => `${name}='a'\\''${value} b'`,
  (name, value) => `{"a": 1, "${name}": "${value}", "b": [2]}`,
  (name, value) => `INFO got {"${name}": {"c": "${value}"}} and more`,
  (name, value) => `  ${name}: ${value} ${value}`,
  (name, value) => `${name}: |\n  ${value}\n  ${value}`,
  (name, value) => `{\n  "${name}": [\n    "${value}"\n  ]`,
  (_, value) => `curl https://u:${value}@host/x`,
  (_, value) => `fetch http://host/x?sig=${value}&b=1 now`,
  (_, value) => `rsync u:${value}@host::module/x`,
  (_, value) => `-----BEGIN EC PRIVATE KEY-----\n${value}\n${value}\n-----END EC PRIVATE KEY-----`,
  (_, value) => `x $6$salt$${value} y`,
  (_, value) => `user_data: |\n  #cloud-config\n  ${value}: 1`,
);
const noise = constantFrom("", "\n", "INFO x", "{", "\u001B[0m", '"', "a: b", "   ", "UUID=1-2 / ext4", "-----END ");

test("no secret in any of its usual places is left, whatever stands around it", () => {
  assert(
    property(array(tuple(noise, templates, names, secret), { minLength: 1, maxLength: 6 }), (parts) => {
      const text = parts.map(([before, template, name, value]) => `${before}\n${template(name, value)}\n`).join("");
      for (const [, , , value] of parts) expect(conceal(text)).not.toContain(value);
    }),
    { numRuns: 1000 },
  );
});

test("what was concealed stays as it is, and has no character that steers a terminal", () => {
  const piece = constantFrom(
    ...["password", "=", ":", " ", '"', "'", "\\", "\n", "{", "}", "[", "]", ",", "https://", "@", "?", "x", "token"],
    ...["-----BEGIN ", "PRIVATE KEY-----", "-----END ", "|", "\u001B", "\t", "--", "$6$a$b", removed, "key: |", "  "],
  );
  assert(
    property(array(piece, { maxLength: 40 }), (pieces) => {
      const once = concealText(pieces.join(""));
      expect(concealText(once)).toBe(once);
      expect(once).not.toMatch(/(?![\n\t])\p{Cc}/u);
    }),
    {
      numRuns: 1000,
      examples: [
        [["--", "https://", "?", '"', "\t", "@"]],
        [["\u001B", "--", "key: |"]],
        [["-----END ", "PRIVATE KEY-----", "-----END ", "PRIVATE KEY-----"]],
      ],
    },
  );
});

test("a document that has no secret is the same one afterwards", () => {
  const text = string({ unit: constantFrom(..."abcXYZ 0123._-/") });
  assert(
    property(array(text), text, (list, name) => {
      const document = { list, name, nested: { uuid: name } };
      expect(JSON.parse(conceal(JSON.stringify(document)))).toEqual(document);
    }),
  );
});
