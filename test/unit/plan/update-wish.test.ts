/** What an update is made with if one was begun before it: the same goes on, what is given wins, and no secret is kept. */
import { expect, test } from "vitest";
import { recordWish, settleWish, type SettledWish } from "../../../src/plan/update-wish.ts";
import type { Updating } from "../../../src/schema/boot-info.ts";

const since = "2026-11-29T01:00:00Z";
const sum = `sha256:${"a".repeat(64)}`;
const wish: SettledWish = {
  ...{ source: "https://host/b2.tar", checksum: sum, imageName: "b2", imageUuid: "u2" },
  ...{ carryFrom: "running", arm: "once", tries: 3 },
};
const begun: Updating = { since, what: "", request: recordWish(wish, "overlay") };

test("without options all goes on as it was begun", () => {
  const { wish: settled, goesOn } = settleWish({ rate: 4096 }, begun);
  expect(settled).toEqual({
    ...wish,
    checksumUrl: undefined,
    signatureUrl: undefined,
    torrentUrl: undefined,
    method: "overlay",
    rate: 4096,
  });
  expect(goesOn).toBe(true);
});

test("what is given wins, and one kind of checksum replaces the other", () => {
  expect(settleWish({ method: "fresh", arm: "nothing" }, begun)).toMatchObject({
    wish: { source: wish.source, checksum: sum, method: "fresh", arm: "nothing", carryFrom: "running" },
    goesOn: true,
  });
  expect(settleWish({ checksumUrl: "https://host/SHA256SUMS" }, begun)).toMatchObject({
    wish: { source: wish.source, checksum: undefined, checksumUrl: "https://host/SHA256SUMS", imageName: "b2" },
    goesOn: false,
  });
});

test("another torrent brings the same version", () => {
  const torrentUrl = "https://host/b2.torrent";
  expect(settleWish({ torrentUrl }, begun)).toMatchObject({ wish: { source: wish.source, torrentUrl }, goesOn: true });
  const request = recordWish({ ...wish, torrentUrl }, "overlay");
  expect(settleWish({}, { since, what: "", request }).wish.torrentUrl).toBe(torrentUrl);
});

test("of an update from another source nothing holds", () => {
  expect(settleWish({ source: "https://host/b3.tar" }, begun)).toEqual({
    wish: { source: "https://host/b3.tar", carryFrom: "idle", arm: "trial", tries: 1 },
    goesOn: false,
  });
});

test("without an update, and after one of a version that recorded nothing, the defaults hold", () => {
  const settled = { wish: { carryFrom: "idle", arm: "trial", tries: 1 }, goesOn: false };
  expect(settleWish({}, undefined)).toEqual(settled);
  expect(settleWish({}, { since, what: "" })).toEqual(settled);
});

test("a password and a query are not kept, and have to be given again", () => {
  const secret: SettledWish = {
    ...{ source: "https://anna:secret@host/b2.tar?token=secret", checksumUrl: "https://host/sums?token=secret" },
    carryFrom: "idle",
    arm: "trial",
    tries: 1,
  };
  const request = recordWish(secret, "fresh");
  expect(JSON.stringify(request)).not.toContain("secret");
  expect(request).toMatchObject({ source: "https://host/b2.tar", left_out: ["source", "checksum_url"] });
  const cut = { since, what: "", request };
  expect(() => settleWish({}, cut)).toThrow(/--source, which is not recorded/u);
  const { source, checksumUrl } = secret;
  expect(() => settleWish({ source }, cut)).toThrow(/--checksum-url, which is not recorded/u);
  expect(settleWish({ source, checksumUrl }, cut)).toMatchObject({ wish: { source, checksumUrl }, goesOn: true });
  expect(settleWish({ source, checksum: sum }, cut)).toMatchObject({ wish: { source, checksum: sum }, goesOn: false });
  expect(settleWish({ source: "https://host/b3.tar" }, cut).goesOn).toBe(false);
});
