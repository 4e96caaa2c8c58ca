/** An esbuild plugin that makes string-width cheap for plain ASCII; yargs measures little else, and for its sake starts twice as slow. */
import { join, relative } from "node:path";
import type { Plugin } from "esbuild";

const namespace = "ascii-width";

/**
 * string-width 7 and 8 make an Intl.Segmenter and Unicode property expressions when they are loaded: 15 ms for each of the
 * copies that yargs, cliui and wrap-ansi bring. The real module is loaded for the first text that is not printable ASCII.
 */
function source(path: string): string {
  return `
export default function stringWidth(text, options) {
  if (typeof text === "string" && /^[\\x20-\\x7e]*$/.test(text)) return text.length;
  return require(${JSON.stringify(path)}).default(text, options);
}`;
}

/** `root` is the folder that paths in the bundle are told from: it must not be in the bundle itself. */
export function asciiWidth(root: string): Plugin {
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: /^string-width$/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === namespace) return undefined;
        // Resolved as if this plugin were not here, since the packages have different versions of it.
        const resolved = await build.resolve(path, {
          kind,
          importer,
          resolveDir,
          namespace: "file",
          pluginData: namespace,
        });
        return { path: relative(root, resolved.path), namespace, errors: resolved.errors };
      });
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: source(join(root, path)),
        resolveDir: "/",
      }));
    },
  };
}
