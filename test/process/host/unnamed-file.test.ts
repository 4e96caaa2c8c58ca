/** Whose a file may be that is read although the command line does not name it. */
import { chmod, chown, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { refuseOthersFile } from "../../../src/host/local/unnamed-file.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

test("another user's file, link, or a file that every user may write is refused; root's own and none at all are not", async () => {
  await using folder = await scratchFolder();
  const [own, open, others, link] = ["own", "open", "others", "link"].map((name) => join(folder.path, name));
  for (const path of [own, open, others]) await writeFile(path ?? "", "{}");
  await chmod(open ?? "", 0o666);
  await chown(others ?? "", 1000, 1000);
  await symlink(others ?? "", link ?? "");
  const judge = async (path: string | undefined): Promise<string> =>
    await refuseOthersFile(path ?? "", "a hint").then(
      () => "read",
      (error: unknown) => String(error),
    );
  expect(await judge(own)).toBe("read");
  expect(await judge(join(folder.path, "none"))).toBe("read");
  expect(await judge(open)).toContain("may have been written by another user than root");
  expect(await judge(others)).toContain("may have been written by another user than root");
  // Root has made the link, and so chosen the file.
  expect(await judge(link)).toBe("read");
});
