/** Spellings that configs of old have for what the schema knows: rewritten before it looks, each in its place. */

type Part = Readonly<Record<string, unknown>>;

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lower(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/** Without those of the keys that hold an empty text, which means the same as no key. */
function withoutEmpty(part: Part, keys: readonly string[]): Part {
  return Object.fromEntries(Object.entries(part).filter(([key, value]) => value !== "" || !keys.includes(key)));
}

/** Letters of any case in what has one meaning; a path has the case that it has. */
function renewVolume(volume: unknown): unknown {
  if (!isPart(volume)) return volume;
  const { mount, file_system: fileSystem } = volume;
  return withoutEmpty(
    {
      ...volume,
      ...(lower(mount) === "none" ? { mount: "none" } : {}),
      ...(fileSystem === undefined ? {} : { file_system: lower(fileSystem) }),
    },
    ["disk_label"],
  );
}

function renewSpace(space: unknown): unknown {
  if (!isPart(space) || !Array.isArray(space["volumes"])) return space;
  return { ...space, volumes: space["volumes"].map(renewVolume) };
}

function renewImage(image: unknown): unknown {
  return isPart(image) ? withoutEmpty(image, ["image_name", "image_uuid"]) : image;
}

/** The document in the spellings of today; what has none of the old ones, or is no document, is the same. */
export function renewValues(document: unknown): unknown {
  if (!isPart(document)) return document;
  const { images, partitions } = document;
  return {
    ...document,
    ...(Array.isArray(images) ? { images: images.map(renewImage) } : {}),
    ...(Array.isArray(partitions) ? { partitions: partitions.map(renewSpace) } : {}),
  };
}
