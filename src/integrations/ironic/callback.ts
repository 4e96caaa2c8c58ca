/**
 * The recipe of the callback, by which an Ironic that started this machine learns that a deploy can begin:
 *
 *     kernel arguments -> own address -> each step that the API asks for -> "reachable at this address"
 *
 * After the last message the controller logs in by ssh and deploys, so nothing comes after it.
 */
import { redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import type { RetryLimits } from "../../host/wait.ts";
import type { ApiAnswer } from "../../programs/curl.ts";
import { type Call, callIronic, callLimits, Refused } from "./api.ts";
import { authorizeKeys } from "./authorize.ts";
import { readBootParameters } from "./boot-parameters.ts";
import { type DeployStep, parseKeys, parseNext, parseStep, type StepResult } from "./messages.ts";
import { chooseAddress, waitForAddress } from "./own-address.ts";

export interface CallbackOptions {
  /** The kernel arguments, as /proc/cmdline shows them. */
  readonly commandLine: string;
  readonly limits?: RetryLimits | undefined;
  /** How long the interface may take to get an address. */
  readonly addressSeconds?: number | undefined;
  /** The file with the accounts that may get keys. */
  readonly passwd?: string | undefined;
}

interface Session extends CallbackOptions {
  readonly ctx: Context;
  readonly base: string;
}

/** Steps of one callback: an API that asks for more goes round in a circle. */
const mostSteps = 32;

/** A failure that the API was told. */
class Told extends BareonError {}

function describe(error: unknown): string {
  return redact(error instanceof Error ? error.message : String(error));
}

async function call({ ctx, limits }: Session, request: Call): Promise<ApiAnswer> {
  return await callIronic(ctx, request, limits);
}

async function doStep({ ctx, passwd }: Session, { name, payload }: DeployStep): Promise<void> {
  if (name !== "inject-ssh-keys") throw new BareonError("failure", `The step ${nameOf(name)} is not known here.`);
  const keys = parseKeys(payload);
  await authorizeKeys(ctx, keys, passwd);
  const counts = Array.from(keys, ([account, own]) => `${account} (${own.length})`);
  ctx.report({ event: "notice", message: `ssh keys may log in as: ${counts.join(", ")}` });
}

/** It comes from the API, and may be anything. */
function nameOf(step: string): string {
  return JSON.stringify(step.slice(0, 100));
}

/** Undefined if the step succeeded. */
async function failureOf(session: Session, step: DeployStep): Promise<BareonError | undefined> {
  try {
    await doStep(session, step);
    return undefined;
  } catch (error) {
    session.ctx.signal.throwIfAborted();
    if (error instanceof BareonError) return error;
    throw error;
  }
}

/** Does it and tells the API, whose last answer is returned. Throws Told if the step failed. */
async function runStep(session: Session, url: string): Promise<ApiAnswer> {
  const step = parseStep((await call(session, { what: "asking what to do", url })).body);
  const failure = await failureOf(session, step);
  const { name } = step;
  const body: StepResult =
    failure === undefined ? { name, status: true } : { name, status: false, "status-details": describe(failure) };
  const answer = await call(session, { what: `telling how ${nameOf(name)} ended`, url, body });
  if (failure === undefined) return answer;
  const { exit, message, hint } = failure;
  throw new Told(exit, message, hint === undefined ? {} : { hint });
}

/** Returns this machine's address in the last connection to the API. */
async function runSteps(session: Session): Promise<string> {
  let url = `${session.base}deploy_steps`;
  for (let done = 0; done < mostSteps; done += 1) {
    const { body, localAddress } = await runStep(session, url);
    const next = parseNext(body, session.base);
    if (next === undefined) return localAddress;
    url = next;
  }
  throw new BareonError("failure", `The Ironic API asks for more than ${mostSteps} steps.`);
}

/** Tells the API that the node cannot be deployed. If it cannot be told that is a warning: people are told what failed anyhow. */
async function tellFailure(session: Session, error: unknown): Promise<void> {
  const { ctx, base, limits = callLimits } = session;
  const body: StepResult = { name: null, status: false, "status-details": describe(error) };
  const request = { what: "telling of the failure", url: `${base}deploy_steps`, body };
  try {
    await callIronic(ctx, request, { ...limits, retries: Math.min(limits.retries, 3) });
  } catch (failed) {
    ctx.signal.throwIfAborted();
    ctx.report({ event: "warning", message: `Ironic does not know of the failure: ${describe(failed)}` });
  }
}

/** Everything before the last message; returns the address that goes into it. */
async function prepare(session: Session, mac: string | undefined): Promise<string> {
  if (mac === undefined)
    throw new BareonError("usage", "The kernel arguments lack BOOTIF=, which names the interface to be reached by.", {
      hint: 'pxelinux adds it with "ipappend 2".',
    });
  await waitForAddress(session.ctx, mac, session.addressSeconds);
  const towardsApi = await runSteps(session);
  return await chooseAddress(session.ctx, mac, towardsApi);
}

async function sayReady(session: Session, address: string): Promise<void> {
  const url = `${session.base}pass_deploy_info`;
  const body = { address, error_message: "no errors" };
  await call(session, { what: "saying that this machine is ready", url, body });
}

/** Whether the API is to be told. Where the last message may have come through, the deploy may have begun, and must not be failed from here. */
function isToBeTold(error: unknown, wasReady: boolean): boolean {
  return !(error instanceof Told) && (!wasReady || error instanceof Refused);
}

/**
 * Returns the address under which the controller was told to reach this machine; undefined if the kernel arguments name no Ironic, and then
 * nothing is done. Throws BareonError, of which the API was told if it could be.
 */
export async function callBack(ctx: Context, options: CallbackOptions): Promise<string | undefined> {
  const parameters = readBootParameters(options.commandLine);
  if (parameters === undefined) return undefined;
  const { base, mac } = parameters;
  const session: Session = { ...options, ctx, base };
  let wasReady = false;
  try {
    const address = await prepare(session, mac);
    wasReady = true;
    await sayReady(session, address);
    return address;
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (isToBeTold(error, wasReady)) await tellFailure(session, error);
    throw error;
  }
}
