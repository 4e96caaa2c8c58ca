/** One process at a time: whoever comes second is told so at once. */
import { expect, test } from "vitest";
import { holdLock } from "../../../src/host/lock.ts";
import { Scope } from "../../../src/host/scope.ts";
import { createRecordingHost } from "../../support/hosts/recording-host.ts";

test("the lock is held until the scope closes; meanwhile a second one is refused", async () => {
  const host = createRecordingHost();
  const scope = new Scope();
  await holdLock(host, scope, "/run/lock", "deploying");
  await expect(holdLock(host, new Scope(), "/run/lock", "deploying")).rejects.toMatchObject({
    exit: "locked",
    message: "Another process is deploying (it holds the lock /run/lock).",
  });
  await scope.close();
  await expect(holdLock(host, new Scope(), "/run/lock", "deploying")).resolves.toBeUndefined();
});
