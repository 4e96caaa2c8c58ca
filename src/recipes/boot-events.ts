/** The recipes that tell programs, and the address of --event-url, of what happened: a fallback, a trial, a confirmation, a rejection, an update. What is only told never stands in the way of what is to be done, so each of them runs when that is done, holds no lock, and fails nothing. */
import { tryTo } from "../base/attempt.ts";
import { redact } from "../base/command.ts";
import { BareonError, firstError } from "../base/errors.ts";
import { runtimeDirectory } from "../base/places.ts";
import { eventOfConfirm, eventOfReject, eventOfUpdate, eventsOfBoot } from "../boot/state/boot-event.ts";
import { readBootId } from "../boot/store/boot-record.ts";
import { openBootSession } from "../boot/store/session.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import { describeEndpoint, limitsWithin, readTellingNode, sendDocument, type SendLimits } from "../hooks/endpoint.ts";
import { findEventPrograms, tellPrograms } from "../hooks/event-programs.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import type { EventsResult } from "../schema/bareon-boot.ts";
import type { Element } from "../schema/boot-info.ts";
import type { BootEvent } from "../schema/event.ts";
import { status } from "./boot-show.ts";
import { chooseIdle } from "./update-node.ts";

/** Seconds that each program may take if nobody says it. */
export const eventLimit = 60;

function now(): string {
  return new Date().toISOString();
}

/** What is remembered of an event as long as this boot lasts. */
async function noteOf({ host }: Context, note: string): Promise<string> {
  return `${runtimeDirectory}/told/${(await readBootId(host)) ?? "boot"}/${note}`;
}

/** True for the first who asks in this boot. What cannot be remembered is told, rather than lost. */
async function claim(ctx: Context, event: string): Promise<boolean> {
  const problems: string[] = [];
  const isFirst = await tryTo(problems, `${event} may be told once more`, async () => {
    await ctx.host.makeDirectory(runtimeDirectory, 0o700);
    return await ctx.host.makeDirectory(await noteOf(ctx, event), 0o700);
  });
  for (const message of problems) ctx.report({ event: "warning", message });
  return isFirst ?? true;
}

/** Undefined without an address; that it was not taken is a warning, too. */
async function send(
  ctx: Context,
  event: BootEvent,
  limits?: SendLimits,
): Promise<{ problem: string | null } | undefined> {
  const { endpoint, host } = ctx;
  if (endpoint === undefined) return undefined;
  const problem = await sendDocument(ctx, endpoint, { ...event, node: await readTellingNode(host) }, limits);
  if (problem === undefined) return { problem: null };
  const message = `--event-url: ${describeEndpoint(endpoint)} was not told of ${event.event}: ${problem}`;
  ctx.report({ event: "warning", message });
  return { problem };
}

type Told = EventsResult["events"][number];

/** What was not taken is sent again by who asks next in this boot. */
async function sendOnce(ctx: Context, event: BootEvent, limit: number): Promise<Told["address"]> {
  if (ctx.endpoint === undefined) return undefined;
  const note = `${event.event}.sent`;
  const look = async (): Promise<boolean> => (await ctx.host.facts(await noteOf(ctx, note))) !== undefined;
  // What cannot be told apart is sent once more.
  if ((await tryTo([], "", look)) === true) return undefined;
  const sent = await send(ctx, event, limitsWithin(limit));
  if (sent?.problem === null) await claim(ctx, note);
  return sent;
}

/** Tells what this boot is, each event once in it; `limit` is in seconds for each program, and for the address. */
export async function tellBoot(ctx: Context, options: StoreOptions, limit: number): Promise<EventsResult> {
  const found = await status(ctx, options);
  const events: Told[] = [];
  const paths = await findEventPrograms(ctx);
  for (const event of eventsOfBoot(found, now())) {
    // Programs that are put there later find what they are for.
    const isNew = paths.length > 0 && (await claim(ctx, event.event));
    const programs = isNew ? await tellPrograms(ctx, paths, event, limit) : [];
    const address = await sendOnce(ctx, event, limit);
    const isTold = isNew || address !== undefined || (paths.length === 0 && ctx.endpoint === undefined);
    events.push({
      event: event.event as Told["event"],
      told: isTold ? "now" : "before",
      programs,
      ...(address === undefined ? {} : { address }),
    });
  }
  return { version: 1, command: "events", events, multiboot: found.multiboot, warnings: found.warnings };
}

/** Finds the facts only if somebody is there to be told; that they cannot be found is a warning. */
async function tell(ctx: Context, find: () => Promise<BootEvent>): Promise<void> {
  const paths = await findEventPrograms(ctx);
  if (paths.length === 0 && ctx.endpoint === undefined) return;
  const problems: string[] = [];
  const event = await tryTo(problems, "What happened is not told", find);
  for (const message of problems) ctx.report({ event: "warning", message });
  if (event === null) return;
  await send(ctx, event);
  await tellPrograms(ctx, paths, event, eventLimit);
}

/** After a command that has confirmed the running system. */
export async function tellConfirmed(ctx: Context, options: StoreOptions): Promise<void> {
  await tell(ctx, async () => eventOfConfirm(await status(ctx, options), now()));
}

/** After a trial was rejected, and before the reboot that may follow: the address alone is told, within its limit. `why` is empty, or begins with a colon. */
export async function tellRejected(ctx: Context, entry: string | null, why: string): Promise<void> {
  await send(ctx, eventOfReject(entry, why, now()));
}

/** The image that an update was asked for; null if none can be told. */
async function findSubject(ctx: Context, options: StoreOptions, word: string | null): Promise<Element | null> {
  return await tryTo([], "", async () => {
    await using scope = new Scope();
    const element = await chooseIdle(ctx, await openBootSession(ctx, scope, options), word);
    await scope.close();
    return element;
  });
}

/** After an update, by the programs of the running system. `word` is the image as it was asked for. */
export async function tellUpdated(ctx: Context, options: StoreOptions, word: string | null): Promise<void> {
  await tell(ctx, async () => eventOfUpdate(await findSubject(ctx, options, word), now(), null));
}

/** The same for an update that failed by the error; for one that was told to stop nothing is told. */
export async function tellUpdateFailed(
  ctx: Context,
  options: StoreOptions,
  word: string | null,
  thrown: unknown,
): Promise<void> {
  const error = firstError(thrown);
  if (ctx.signal.aborted || !(error instanceof BareonError)) return;
  const failure = { problem: redact(error.message), cause: error.exit };
  await tell(ctx, async () => eventOfUpdate(await findSubject(ctx, options, word), now(), failure));
}
