/** The forms of an image file's address. */

/** True for a file over HTTP or of this machine. */
export function isFileAddress(address: string): boolean {
  return /^(?:https?:\/\/[^/\s]|file:\/\/(?:localhost)?\/)\S*$/iu.test(address);
}

/** The text that an address, or a part of one, is written for; the address itself where it has a % that encodes nothing. */
export function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch (error) {
    if (error instanceof URIError) return address;
    throw error;
  }
}
