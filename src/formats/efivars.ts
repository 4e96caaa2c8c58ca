/** UEFI variables as efivarfs shows them: names and bytes. src/formats/boot-variables.ts reads the boot list in them. */

const globalGuid = "8be4df61-93ca-11d2-aa0d-00e098032b8c";

/** The name of a variable of the UEFI specification in efivarfs. */
export function variableName(name: string): string {
  return `${name}-${globalGuid}`;
}

/** efivarfs puts the variable's attributes before its value. */
const attributesLength = 4;

/** The value without the attributes. */
export function valueOf(bytes: Uint8Array): DataView {
  const start = Math.min(attributesLength, bytes.byteLength);
  return new DataView(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start);
}

/** True if the variable SecureBoot says that only signed programs are started. */
export function parseSecureBoot(bytes: Uint8Array | undefined): boolean {
  if (bytes === undefined) return false;
  const value = valueOf(bytes);
  return value.byteLength > 0 && value.getUint8(0) === 1;
}
