/** The commands that were asked for: one that changes the machine runs at a time, and what became of each is kept for Ironic to read. */
import { BareonError, firstError } from "../../../base/errors.ts";
import type { Context } from "../../../host/host.ts";
import { type CommandResult, faultOf, RequestRefused, VersionMismatch } from "./answers.ts";

export type Parameters = Readonly<Record<string, unknown>>;

/** What a command does. */
export interface Action {
  /** One that changes the machine runs alone, and Ironic is told when it has ended. */
  readonly alone: boolean;
  /** A step: what became of it is kept for an agent that is started again, too. */
  readonly isStep?: boolean;
  /** Its result has megabytes, which each list of the commands has as well: it is kept until the same command is asked for again. */
  readonly isLarge?: boolean;
  /** Returns the result. Throws BareonError. */
  readonly run: (ctx: Context, parameters: Parameters) => Promise<object | null>;
}

export interface Started {
  readonly id: string;
  /** Resolves when the command has ended, however that is. */
  readonly ended: Promise<void>;
}

/** Results that are kept. */
const mostKept = 100;

/** What the commands of an agent begin with, and where they go. */
export interface CommandsOptions {
  /** Called after each command that ran alone. */
  readonly onEnd?: (() => void) | undefined;
  /** Told before a step begins, and when it has ended. */
  readonly keep?: ((result: CommandResult) => Promise<void>) | undefined;
  /** What became of the last step of an agent that ran here before. */
  readonly former?: CommandResult | undefined;
}

interface Running extends Started {
  readonly name: string;
  readonly parameters: Parameters;
}

/** Ironic takes an agent with one such command, and no other, for one that has just been booted (agent_base.py of releases before 2024). */
function isQuestion({ command_name: name }: CommandResult): boolean {
  return /^get_\w+_steps$/u.test(name);
}

export class Commands {
  readonly #ctx: Context;
  readonly #options: CommandsOptions;
  #results: readonly CommandResult[];
  #busy: Running | undefined;

  constructor(ctx: Context, options: CommandsOptions = {}) {
    this.#ctx = ctx;
    this.#options = options;
    this.#results = options.former === undefined ? [] : [options.former];
  }

  /**
   * In the order of their begin, except that one which runs is last: Ironic takes the last one for what it asked for. A question that was
   * asked again, since its answer was lost, is there once.
   */
  list(): readonly CommandResult[] {
    return this.#results.filter(
      (result, index, all) => !isQuestion(result) || all[index + 1]?.command_name !== result.command_name,
    );
  }

  find(id: string): CommandResult | undefined {
    return this.#results.find((result) => result.id === id);
  }

  /**
   * The same one once more, while it runs, is the one that runs: a conductor that got no answer asks again. Throws RequestRefused if another
   * one runs that changes the machine.
   */
  start(name: string, action: Action, parameters: Parameters): Started {
    if (action.alone && this.#busy !== undefined) {
      if (this.#busy.name === name && JSON.stringify(this.#busy.parameters) === JSON.stringify(parameters))
        return this.#busy;
      throw new RequestRefused(409, "AgentIsBusy", `The agent is busy: ${this.#busy.name} is running.`);
    }
    const result: CommandResult = {
      id: crypto.randomUUID(),
      command_name: name.slice(name.indexOf(".") + 1),
      command_status: "RUNNING",
      command_error: null,
      command_result: null,
    };
    if (action.isLarge === true)
      this.#results = this.#results.filter(
        ({ command_name: one, command_status: status }) => one !== result.command_name || status === "RUNNING",
      );
    this.#add(result);
    const started = { id: result.id, ended: this.#run(result, name, action, parameters) };
    if (action.alone) this.#busy = { ...started, name, parameters };
    return started;
  }

  #add(result: CommandResult): void {
    const last = this.#results.at(-1);
    const isBefore = last !== undefined && last.id === this.#busy?.id;
    const all = isBefore ? [...this.#results.slice(0, -1), result, last] : [...this.#results, result];
    this.#results = all.slice(-mostKept);
  }

  /** A command that was cut off because the agent ends has no end that counts: the next agent tells that. */
  async #keep(action: Action, result: CommandResult): Promise<void> {
    if (action.isStep === true && !this.#ctx.signal.aborted) await this.#options.keep?.(result);
  }

  async #run(begun: CommandResult, name: string, action: Action, parameters: Parameters): Promise<void> {
    const { report } = this.#ctx;
    if (action.alone) report({ event: "notice", message: `${name} begins` });
    let end: Partial<CommandResult>;
    try {
      await this.#keep(action, begun);
      end = { command_status: "SUCCEEDED", command_result: await action.run(this.#ctx, parameters) };
      if (action.alone) report({ event: "notice", message: `${name} is done` });
    } catch (thrown) {
      const error = firstError(thrown);
      const fault = faultOf(error);
      const status = error instanceof VersionMismatch ? "CLEAN_VERSION_MISMATCH" : "FAILED";
      end = { command_status: status, command_error: fault };
      const trace = error instanceof BareonError || !(error instanceof Error) ? "" : `\n${error.stack ?? ""}`;
      report({ event: "warning", message: `${name} failed: ${fault.details}${trace}` });
    }
    const ended = { ...begun, ...end };
    await this.#keep(action, ended).catch((error: unknown) => {
      report({ event: "warning", message: `What became of ${name} is not kept: ${String(error)}` });
    });
    this.#results = this.#results.map((result) => (result.id === ended.id ? ended : result));
    if (!action.alone) return;
    this.#busy = undefined;
    this.#options.onEnd?.();
  }
}
