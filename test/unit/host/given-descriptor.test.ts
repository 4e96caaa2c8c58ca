/** Which descriptors are the caller's. */
import { closeSync, mkdtempSync, openSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { refuseUngiven } from "../../../src/host/local/given-descriptor.ts";

test("only a descriptor that the caller opened for writing takes progress: Node has others of its own", () => {
  const directory = mkdtempSync(join(tmpdir(), "bareon-descriptor-"));
  const file = join(directory, "file");
  const written = openSync(file, "w");
  const read = openSync(file, "r");
  try {
    const judge = (descriptor: number): string => {
      try {
        refuseUngiven(descriptor);
        return "taken";
      } catch (error) {
        return error instanceof BareonError ? `${error.exit}: ${error.message}` : String(error);
      }
    };
    expect(judge(written)).toBe("taken");
    expect(judge(read)).toBe(`usage: --progress-fd ${read}: this file descriptor is not open for writing.`);
    expect(judge(9999)).toBe("usage: --progress-fd 9999: this file descriptor is not open.");
    const links = readdirSync("/proc/self/fd").flatMap((name) => {
      try {
        return [{ descriptor: Number(name), link: readlinkSync(`/proc/self/fd/${name}`) }];
      } catch {
        return [];
      }
    });
    // Epoll, eventfd and the pipes that are at both of their ends here.
    const own = links.filter(
      ({ descriptor, link }) =>
        descriptor > 2 &&
        (link.startsWith("anon_inode:") ||
          (link.startsWith("pipe:") && links.some((one) => one.descriptor !== descriptor && one.link === link))),
    );
    expect(own.length).toBeGreaterThan(4);
    expect(own.filter(({ descriptor }) => judge(descriptor) === "taken")).toEqual([]);
  } finally {
    closeSync(written);
    closeSync(read);
    rmSync(directory, { recursive: true });
  }
});
