/** What packages bring is what a deploy writes, and not a list of its own. */
import { expect, test } from "vitest";
import { completionDirectories, imageFiles } from "../../../../src/boot/guest/guest-files.ts";
import { packageFiles } from "../../../../src/boot/guest/package-files.ts";
import { packageFile, packageFormats } from "../../../../src/boot/guest/packaged.ts";

const texts = { bash: "for bash", zsh: "for zsh", fish: "for fish" };
const completions = { "bareon-boot": texts, "bareon-provision": texts };
const everywhere = Object.keys(completionDirectories);
const deployed = [true, false].flatMap((systemd) =>
  imageFiles({ systemd, runLevels: true, localScripts: true, completions: everywhere }, completions),
);

test.each(packageFormats)(
  "every file of a deploy is in %s, or is enabled there, and no other but its mark",
  (format) => {
    const { files, links } = packageFiles({ format, version: "1.2.3" }, completions);
    const paths = files.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    const given = new Map(deployed.map((file) => [file.path, file]));
    for (const file of files.filter(({ path }) => path !== packageFile)) expect(file).toEqual(given.get(file.path));
    const enabling = Object.values(links).flat();
    for (const link of enabling) expect(link).toEqual(given.get(link.path));
    const there = new Set([...paths, ...enabling.map(({ path }) => path)]);
    const left = deployed
      .map(({ path }) => path)
      .filter((path) => !there.has(path) && !everywhere.some((directory) => path.startsWith(directory)));
    expect(left).toEqual([]);
  },
);

test("each format has completions for three shells, in the folders of its distributions", () => {
  const folders = packageFormats.map((format) =>
    packageFiles({ format, version: "1.2.3" }, completions)
      .files.map(({ path }) => path.slice(0, path.lastIndexOf("/")))
      .filter((folder) => everywhere.includes(folder)),
  );
  for (const list of folders) expect(new Set(list).size).toBe(3);
  expect(folders[0]).toContain("/usr/share/zsh/vendor-completions");
  expect(folders[1]).toContain("/usr/share/zsh/site-functions");
});

test("no unit that decides a trial is started when a package is installed", () => {
  const { units, startedUnits } = packageFiles({ format: "deb", version: "1.2.3" }, completions);
  expect(units).toEqual(expect.arrayContaining(["bareon-health.service", "bareon-deadline.service"]));
  expect(startedUnits).toEqual(["bareon-status.service", "bareon-refresh.timer", "bareon-kernels.path"]);
});

test("units and the script for the end of the boot do nothing where there is no multiboot partition", () => {
  const written = deployed.filter((file) => file.kind === "file");
  const enabled = written.filter(({ path, text }) => path.includes("/systemd/") && text.includes("[Install]"));
  expect(enabled.length).toBeGreaterThan(5);
  for (const { path, text } of enabled)
    expect(text, path).toMatch(
      /^(?:ConditionFileNotEmpty=\/etc\/bareon\/multiboot|ConditionKernelCommandLine=bareon\.reason=trial)$/mu,
    );
  const script = written.find(({ path }) => path === "/usr/lib/bareon/after-boot");
  expect(script?.text).toContain("[ -s /etc/bareon/multiboot ] || exit 0");
});
