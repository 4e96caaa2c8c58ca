/** A file server in a process of its own, so that it does not share a processor's turn with what is measured: prints its port, ends with its input. */
import { startFileServer } from "../support/file-server.ts";

await using server = await startFileServer(process.argv[2] ?? "", Number(process.argv[3] ?? 0));
console.log(server.port);
await new Promise((resolve) => process.stdin.once("end", resolve).resume());
