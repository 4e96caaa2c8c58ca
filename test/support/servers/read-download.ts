/** A download as an image's is done: its start, and then all of it. */
import type { Context } from "../../../src/host/host.ts";
import type { Download } from "../../../src/sources/file/connection.ts";
import { downloadFile, readStart } from "../../../src/sources/file/download.ts";

/** What arrived, and why it ended where it was not whole. */
export async function readDownload(
  ctx: Context,
  download: Download,
): Promise<{ readonly bytes: Buffer; readonly error: unknown }> {
  const parts: Uint8Array[] = [];
  let error: unknown;
  try {
    const { version } = await readStart(ctx, download, 4096);
    for await (const chunk of downloadFile(ctx, download, version)) parts.push(chunk);
  } catch (thrown) {
    error = thrown;
  }
  return { bytes: Buffer.concat(parts), error };
}
