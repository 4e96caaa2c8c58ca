/** A config drive that is made on the node of what the config says: passwords hashed, its files put into an image, before anything is written to a disk. */
import { dirname } from "node:path";
import { BareonError } from "../base/errors.ts";
import { configDriveName, runtimeDirectory } from "../base/places.ts";
import { MiB } from "../base/sizes.ts";
import type { DriveContentSpec } from "../config/drive-content.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { emptyFolder } from "../programs/find.ts";
import { makeFilledFile } from "../programs/mke2fs.ts";
import { hashPassword, parsePasswordHash } from "../programs/openssl.ts";
import type { ConfigDrive } from "./config-drive.ts";
import { type PasswordHashes, renderDrive } from "./drive-content.ts";

/** Bytes of every drive that is made. */
export const madeDriveBytes = 20 * MiB;

async function hash({ host }: Context, name: string, password: string): Promise<string> {
  const found = parsePasswordHash((await host.run(hashPassword(password))).stdout);
  if (found === undefined) throw new BareonError("source", `openssl made no hash of the password of ${name}`);
  return found;
}

async function hashPasswords(ctx: Context, { accounts }: DriveContentSpec): Promise<PasswordHashes> {
  const hashes = new Map<string, string>();
  for (const { name, password } of accounts) {
    if (password === undefined) continue;
    hashes.set(name, password.kind === "hash" ? password.text : await hash(ctx, name, password.text));
  }
  return hashes;
}

/** Nothing of it stays on the machine. */
export async function makeConfigDrive(ctx: Context, content: DriveContentSpec): Promise<ConfigDrive> {
  const { host } = ctx;
  await using scope = new Scope();
  await host.makeDirectory(runtimeDirectory, 0o700);
  const place = `${runtimeDirectory}/made-drive-${crypto.randomUUID()}`;
  const [folder, file] = [`${place}/tree`, `${place}/image`];
  await host.makeDirectory(place, 0o700);
  scope.defer(async () => {
    await host.run(emptyFolder(place), { unabortable: true });
    await host.removeDirectory(place);
  });
  for (const [path, text] of renderDrive(content, await hashPasswords(ctx, content))) {
    await host.makeDirectory(dirname(`${folder}/${path}`), 0o700);
    await host.writeFile(`${folder}/${path}`, text, 0o600);
  }
  await host.run(makeFilledFile(file, { label: configDriveName, folder, bytes: madeDriveBytes }));
  const image = await host.readFile(file);
  if (image === undefined) throw new BareonError("source", "the config drive was not made");
  await scope.close();
  return { image };
}
