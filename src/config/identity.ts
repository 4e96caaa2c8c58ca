/** What an image may be called: the rules of image_name and image_uuid, for what does not come from a deploy config. The schema has the same. */

/** A name for people, of printable characters. */
export const namePattern = new RegExp(String.raw`^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]+$`, "u");
/** An identity: any printable text of ASCII without blanks. */
export const identityPattern = /^[!-~]+$/u;
/** The address of an image, which is an argument of programs. */
export const addressPattern = new RegExp(String.raw`^[^\u0000-\u0020\u007f-][^\u0000-\u001f\u007f]*$`, "u");
/** The address of a file beside an image: of its checksums, or of a signature. */
export const fileAddressPattern = new RegExp(
  String.raw`^(?:[Hh][Tt][Tt][Pp][Ss]?://[^/\s]|[Ff][Ii][Ll][Ee]:///)[^\u0000-\u0020\u007f]*$`,
  "u",
);
