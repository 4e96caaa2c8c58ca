/** One transfer of one image by a deploy driver, in a process of its own: prints its seconds and its peak memory as JSON. */
import { fileSource } from "../../src/sources/file/file.ts";
import { rsyncSource } from "../../src/sources/rsync/rsync.ts";
import type { ImageSource, SourcedImage } from "../../src/sources/source.ts";
import { type FoundFile, readContent } from "../../src/sources/file/content.ts";
import { writeRaw } from "../../src/sources/file/raw.ts";
import { defaultRsyncFlags, fixedRsyncFlags } from "../../src/sources/rsync/spec/flags.ts";
import { localContext } from "../support/hosts/local-context.ts";

/** "raw" writes to a device, "tree" into a directory. */
const [form = "", source = "", target = "", checksum = ""] = process.argv.slice(2);
const isFile = /^(?:https?|file):/u.test(source);
const driver: ImageSource = isFile ? fileSource : rsyncSource;
const image: SourcedImage = {
  name: "bench",
  source,
  flags: isFile ? [] : [...defaultRsyncFlags, ...fixedRsyncFlags],
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
    mountPoints: [],
    isSystem: true,
    room: Number.MAX_SAFE_INTEGER,
    jail: `${target}.jail`,
  });
else if (measured !== undefined) {
  // What the driver does before it looks at the filesystem.
  await writeRaw(ctx, target, {
    what: image.name,
    bytes: readContent(ctx, image, measured.found as FoundFile, { onProgress }),
    expected: (measured.found as FoundFile).content as never,
  });
}
console.log(
  JSON.stringify({ seconds: (performance.now() - begin) / 1000, peak: process.resourceUsage().maxRSS * 1024 }),
);
