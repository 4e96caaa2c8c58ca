/** What a failing VM test leaves, and that nothing is left by one that passes. */
import { expect, test } from "vitest";
import { type Keepable, Keeper } from "../../support/vm/keeper.ts";

function thing(kind: Keepable["kind"], name: string, ended: string[]): Keepable {
  const end = async (): Promise<void> => await Promise.resolve(void ended.push(name));
  return { kind, end, describe: async () => await Promise.resolve(`${kind} ${name}`) };
}

function make(keeps = true): { keeper: Keeper; ended: string[]; machine: Keepable; folder: Keepable } {
  const keeper = new Keeper(keeps);
  const ended: string[] = [];
  const [machine, folder] = [thing("machine", "node", ended), thing("folder", "/disks", ended)];
  keeper.add(folder);
  keeper.add(machine);
  return { keeper, ended, machine, folder };
}

test("what a failed test disposed of, and what it still held, stays and is described, machines first", async () => {
  const { keeper, ended, machine } = make();
  await keeper.dispose(machine);
  keeper.fail();
  await keeper.goOn();
  expect(await keeper.finish()).toBe(
    "A test failed, and BAREON_KEEP_VM is set. Kept:\n\nmachine node\n\nfolder /disks",
  );
  expect(ended).toEqual([]);
});

test("a test that goes on with another machine ends those that it disposed of, and keeps their disks", async () => {
  const { keeper, ended, machine, folder } = make();
  await keeper.dispose(machine);
  await keeper.dispose(folder);
  await keeper.goOn();
  expect(ended).toEqual(["node"]);
  keeper.fail();
  expect(await keeper.finish()).toMatch(/folder \/disks$/u);
});

test("if no test failed nothing is left, disposed of or not, and machines end before their disks go", async () => {
  const { keeper, ended, folder } = make();
  await keeper.dispose(folder);
  expect(await keeper.finish()).toBeUndefined();
  expect(ended).toEqual(["node", "/disks"]);
});

test("if nothing is kept, what is disposed of ends at once, and what a failed test still held at the end of the file", async () => {
  const { keeper, ended, machine } = make(false);
  await keeper.dispose(machine);
  expect(ended).toEqual(["node"]);
  keeper.fail();
  expect(await keeper.finish()).toBeUndefined();
  expect(ended).toEqual(["node", "/disks"]);
});
