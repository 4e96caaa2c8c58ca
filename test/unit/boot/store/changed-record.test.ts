/** The record with a system more or fewer: the others' items stay, and what is left out of an item moves with it. */
import { expect, test } from "vitest";
import { recordWith, recordWithout } from "../../../../src/boot/store/changed-record.ts";
import { planRecord } from "../../../../src/boot/store/deploy-record.ts";
import { validate } from "../../../../src/schema/deploy-record.validate.js";
import { changed } from "../../../support/files/example.ts";
import { planExample } from "../../plan/fixture.ts";

const secret = "rsync://u:p@host/images/x";
const former = planRecord(
  planExample(
    "utility-in-roots",
    changed("utility-in-roots", { "/images/1/image_pull_url": secret, "/images/2/image_pull_url": secret }),
  ),
);
const names = ({ images, utilities }: typeof former): string[] => [...images, ...utilities].map(({ name }) => name);
const fields = ({ leftOut }: typeof former): string[] => leftOut.map(({ field }) => field);

test("added systems come behind, with what was left out of them, and utility images know the new trees", () => {
  const [image] = former.images;
  const [utility] = former.utilities;
  if (image === undefined || utility === undefined) throw new Error("the example has neither");
  const more = recordWith(former, {
    ...former,
    images: [{ ...image, name: "green" }],
    utilities: [
      { ...utility, into: ["green"] },
      { ...utility, name: "data", into: [] },
    ],
    leftOut: [
      { field: "/kernelParams", what: ["query"] },
      { field: "/images/0/source", what: ["query"] },
      { field: "/utilities/1/source", what: ["userinfo"] },
    ],
  });
  expect(names(more)).toEqual([
    ...former.images.map(({ name }) => name),
    "green",
    ...former.utilities.map(({ name }) => name),
    "data",
  ]);
  expect(more.images.slice(0, -1)).toEqual(former.images);
  expect(more.utilities[0]?.into).toEqual([...utility.into, "green"]);
  expect(fields(more)).toEqual([
    ...fields(former).filter((field) => field.startsWith("/images")),
    `/images/${former.images.length}/source`,
    ...fields(former).filter((field) => field.startsWith("/utilities")),
    `/utilities/${former.utilities.length}/source`,
  ]);
  expect(validate(more), JSON.stringify(validate.errors)).toBe(true);
  // Back again, except for the utility image on volumes of its own.
  const back = recordWithout(more, "green");
  expect(back.images).toEqual(former.images);
  expect(back.utilities.slice(0, -1)).toEqual(former.utilities);
});

test("a removed system takes its item along, and utility images that only it had", () => {
  const [first, second] = former.images;
  const fewer = recordWithout(former, first?.name ?? "");
  expect(fewer.images).toEqual([second]);
  expect(fields(fewer).filter((field) => field.startsWith("/images"))).toEqual(["/images/0/source"]);
  const none = recordWithout(fewer, second?.name ?? "");
  expect(names(none)).toEqual(former.utilities.filter(({ into }) => into.length === 0).map(({ name }) => name));
  expect(recordWithout(former, "nobody")).toEqual(former);
});
