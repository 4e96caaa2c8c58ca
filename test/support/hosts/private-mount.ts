/** A program for the tests of private-mounts.ts: mounts the ext4 on argv[2] under the lock argv[3], says where, and waits. */
import { openPrivateMounts } from "../../../src/host/private-mounts.ts";
import { Scope } from "../../../src/host/scope.ts";
import { localContext } from "./local-context.ts";

const [source = "", lock = ""] = process.argv.slice(2);
await using scope = new Scope();
const mounts = await openPrivateMounts(localContext(), scope, lock, 0);
process.stdout.write(`${await mounts.mount({ source, type: "ext4", access: "write" })}\n`);
await new Promise((resolve) => process.stdin.once("end", resolve).resume());
