/** The forms of an image file's address. */

/** True for a file over HTTP or of this machine. */
export function isFileAddress(address: string): boolean {
  return /^(?:https?:\/\/[^/\s]|file:\/\/(?:localhost)?\/)\S*$/iu.test(address);
}
