/** Lets keys log in to accounts of the running system: all of them, or none if one of the accounts is not there. */
import { encodeByteText, fromByteText, toByteText } from "../../base/byte-text.ts";
import { BareonError } from "../../base/errors.ts";
import { type SshKey, withKeys } from "../../formats/ssh-key.ts";
import type { Context } from "../../host/host.ts";
import { setOwnership } from "../../programs/attr.ts";

interface Account {
  readonly name: string;
  /** `user:group` in numbers. */
  readonly owner: string;
  readonly home: string;
}

/** Of passwd(5). */
function findAccount(passwd: string, name: string): Account {
  const [, , user = "", group = "", , home = ""] =
    passwd
      .split("\n")
      .map((line) => line.split(":"))
      .find(([found]) => found === name) ?? [];
  if (name === "" || !/^\d+$/u.test(user) || !/^\d+$/u.test(group) || !home.startsWith("/"))
    throw new BareonError("failure", `There is no account ${JSON.stringify(name)} to give ssh keys to.`, {
      hint: "The ramdisk has the accounts of its /etc/passwd; root is one.",
    });
  return { name, owner: `${user}:${group}`, home };
}

/** Looked at before the first of them gets a key. */
async function checkHome({ host }: Context, { name, home }: Account): Promise<void> {
  const folder = (await host.facts(`${home}/.ssh`))?.kind ?? "directory";
  if ((await host.facts(home))?.kind === "directory" && folder === "directory") return;
  const problem = folder === "directory" ? `${home} is no directory` : `${home}/.ssh is no directory`;
  throw new BareonError("failure", `${name} can get no ssh keys: ${problem}.`);
}

async function giveOwner({ host }: Context, { owner }: Account, path: string, mode: string): Promise<void> {
  for (const command of setOwnership(path, { owner, mode })) await host.run(command);
}

async function addKeys(ctx: Context, account: Account, keys: readonly SshKey[]): Promise<void> {
  const { host } = ctx;
  const folder = `${account.home}/.ssh`;
  const path = `${folder}/authorized_keys`;
  const isNew = await host.makeDirectory(folder, 0o700);
  const facts = await host.facts(path);
  const before = facts === undefined ? "" : toByteText(await host.readBytes(path, 0, facts.size));
  const lines = keys.map((key) => ({ ...key, line: encodeByteText(key.line) }));
  // sshd takes no key from a file or folder that others may write.
  if (isNew || account.owner !== "0:0") await giveOwner(ctx, account, folder, "0700");
  await host.writeFile(path, fromByteText(withKeys(before, lines)), 0o600);
  if (account.owner !== "0:0") await giveOwner(ctx, account, path, "0600");
}

/** Keys that an account has already are not added. Throws BareonError "failure"; `passwd` is the file with the accounts. */
export async function authorizeKeys(
  ctx: Context,
  keys: ReadonlyMap<string, readonly SshKey[]>,
  passwd = "/etc/passwd",
): Promise<void> {
  const accounts = (await ctx.host.readText(passwd)) ?? "";
  const found = Array.from(keys, ([name, own]) => ({ account: findAccount(accounts, name), own }));
  for (const { account } of found) await checkHome(ctx, account);
  for (const { account, own } of found) await addKeys(ctx, account, own);
}
