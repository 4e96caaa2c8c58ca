/** One transfer of one image by a deploy driver, in a process of its own: prints its seconds and its peak memory as JSON. */
import { fileDriver } from "../../src/sources/file/file.ts";
import { rsyncDriver } from "../../src/sources/rsync/rsync.ts";
import type { DeployDriver, SourcedImage } from "../../src/sources/source.ts";
import { readContent } from "../../src/sources/file/content.ts";
import { writeRaw } from "../../src/sources/file/raw.ts";
import { defaultRsyncFlags, fixedRsyncFlags } from "../../src/config/rsync-flags.ts";
import { localContext } from "../support/hosts/local-context.ts";

/** "raw" writes to a device, "tree" into a directory. */
const [form = "", source = "", target = "", checksum = ""] = process.argv.slice(2);
const isFile = /^(?:https?|file):/u.test(source);
const driver: DeployDriver = isFile ? fileDriver : rsyncDriver;
const image: SourcedImage = {
  name: "bench",
  source,
  flags: isFile ? [] : [...defaultRsyncFlags.split(" "), ...fixedRsyncFlags],
  ...(isFile ? { file: checksum === "" ? {} : { checksum } } : {}),
};
const ctx = localContext();
const measured = isFile ? await driver.measure(ctx, image) : undefined;
const onProgress = (): void => undefined;
// As in a deploy, where many programs have run before.
await ctx.host.run({ program: "true", args: [] });
const begin = performance.now();
if (form === "tree")
  await driver.deploy(ctx, image, target, {
    measured,
    onProgress,
    preserved: [],
    isSystem: true,
    room: Number.MAX_SAFE_INTEGER,
    jail: `${target}.jail`,
  });
else if (measured?.file !== undefined) {
  // What the driver does before it looks at the filesystem.
  await writeRaw(ctx, target, {
    what: image.name,
    bytes: readContent(ctx, image, measured.file, onProgress),
    size: measured.bytes,
  });
}
console.log(
  JSON.stringify({ seconds: (performance.now() - begin) / 1000, peak: process.resourceUsage().maxRSS * 1024 }),
);
