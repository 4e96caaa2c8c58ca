/** An esbuild plugin that gives yargs an assert of its own: the one of Node loads its colours and standard error at every start. */
import type { Plugin } from "esbuild";

const namespace = "light-assert";

/** The two functions that yargs 18 imports. */
const source = `
function check(isTrue, message) {
  if (!isTrue) throw new Error(message ?? "assertion failed");
}
export const strictEqual = (one, other, message) => check(Object.is(one, other), message);
export const notStrictEqual = (one, other, message) => check(!Object.is(one, other), message);
`;

export function lightAssert(): Plugin {
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: /^assert$/ }, ({ importer }) =>
        importer.includes("/node_modules/yargs/") ? { path: "assert", namespace } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace }, () => ({ contents: source }));
    },
  };
}
