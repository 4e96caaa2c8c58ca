/** The record of a node that gets a system more, one fewer, or one anew; what is left out of an item moves with it. */
import type { DeployRecord, LeftOut } from "../../schema/deploy-record.ts";

/** An item of one of the record's lists, and what is left out of it, by its own fields. */
interface Recorded<T> {
  readonly item: T;
  readonly leftOut: readonly LeftOut[];
}

type ListName = "images" | "utilities";

function unpack<N extends ListName>(record: DeployRecord, list: N): Recorded<DeployRecord[N][number]>[] {
  return record[list].map((item, index) => {
    const place = `/${list}/${index}/`;
    const own = record.leftOut.filter(({ field }) => field.startsWith(place));
    return { item, leftOut: own.map(({ field, what }) => ({ field: field.slice(place.length), what })) };
  });
}

interface Lists {
  readonly images: readonly Recorded<DeployRecord["images"][number]>[];
  readonly utilities: readonly Recorded<DeployRecord["utilities"][number]>[];
}

function pack(record: DeployRecord, lists: Lists): DeployRecord {
  const isOfRecord = ({ field }: LeftOut): boolean => !/^\/(?:images|utilities)\//u.test(field);
  const leftOut = (["images", "utilities"] as const).flatMap((list) =>
    lists[list].flatMap((one, index) =>
      one.leftOut.map(({ field, what }) => ({ field: `/${list}/${index}/${field}`, what: [...what] })),
    ),
  );
  return {
    ...record,
    images: lists.images.map(({ item }) => item),
    utilities: lists.utilities.map(({ item }) => item),
    leftOut: [...record.leftOut.filter(isOfRecord), ...leftOut],
  };
}

/** With the systems and utility images of another record behind its own; a utility image that goes into more trees is there once. */
export function recordWith(former: DeployRecord, added: DeployRecord): DeployRecord {
  const more = new Map(added.utilities.map((utility) => [utility.name, utility.into]));
  const known = unpack(former, "utilities").map(({ item, leftOut }) => ({
    item: { ...item, into: [...new Set([...item.into, ...(more.get(item.name) ?? [])])] },
    leftOut,
  }));
  const names = new Set(known.map(({ item }) => item.name));
  return pack(former, {
    images: [...unpack(former, "images"), ...unpack(added, "images")],
    utilities: [...known, ...unpack(added, "utilities").filter(({ item }) => !names.has(item.name))],
  });
}

/** Without that system; utility images that went into no other tree go with it. */
export function recordWithout(former: DeployRecord, image: string): DeployRecord {
  return pack(former, {
    images: unpack(former, "images").filter(({ item }) => item.name !== image),
    utilities: unpack(former, "utilities")
      .filter(({ item }) => item.into.length === 0 || item.into.some((name) => name !== image))
      .map(({ item, leftOut }) => ({
        item: { ...item, into: item.into.filter((name) => name !== image) },
        leftOut,
      })),
  });
}

/** With a system as another record has it, in the place of its own; all else stays. */
export function recordRenewed(former: DeployRecord, other: DeployRecord, image: string): DeployRecord {
  const renewed = unpack(other, "images").find(({ item }) => item.name === image);
  return pack(former, {
    images: unpack(former, "images").map((one) => (one.item.name === image ? (renewed ?? one) : one)),
    utilities: unpack(former, "utilities"),
  });
}
