/** The commands that were asked for: one that changes the machine runs at a time, and what became of each is kept for Ironic to read. */
import { BareonError, firstError } from "../../../base/errors.ts";
import type { Context } from "../../../host/host.ts";
import { type CommandResult, faultOf, RequestRefused, VersionMismatch } from "./answers.ts";

export type Parameters = Readonly<Record<string, unknown>>;

/** What a command does. */
export interface Action {
  /** One that changes the machine runs alone, and Ironic is told when it has ended. */
  readonly alone: boolean;
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

export class Commands {
  readonly #ctx: Context;
  readonly #onEnd: () => void;
  #results: readonly CommandResult[] = [];
  #busy: { readonly id: string; readonly name: string } | undefined;

  /** `onEnd` is called after each command that ran alone. */
  constructor(ctx: Context, onEnd: () => void) {
    this.#ctx = ctx;
    this.#onEnd = onEnd;
  }

  /** In the order of their begin, except that one which runs is last: Ironic takes the last one for what it asked for. */
  list(): readonly CommandResult[] {
    return this.#results;
  }

  find(id: string): CommandResult | undefined {
    return this.#results.find((result) => result.id === id);
  }

  /** Throws RequestRefused if another one runs that changes the machine. */
  start(name: string, action: Action, parameters: Parameters): Started {
    if (action.alone && this.#busy !== undefined)
      throw new RequestRefused(409, "AgentIsBusy", `The agent is busy: ${this.#busy.name} is running.`);
    const id = crypto.randomUUID();
    if (action.alone) this.#busy = { id, name };
    this.#add({
      id,
      command_name: name.slice(name.indexOf(".") + 1),
      command_status: "RUNNING",
      command_error: null,
      command_result: null,
    });
    return { id, ended: this.#run(id, name, action, parameters) };
  }

  #add(result: CommandResult): void {
    const last = this.#results.at(-1);
    const isBefore = last !== undefined && last.id === this.#busy?.id && last.id !== result.id;
    const all = isBefore ? [...this.#results.slice(0, -1), result, last] : [...this.#results, result];
    this.#results = all.slice(-mostKept);
  }

  #settle(id: string, change: Partial<CommandResult>): void {
    this.#results = this.#results.map((result) => (result.id === id ? { ...result, ...change } : result));
  }

  async #run(id: string, name: string, action: Action, parameters: Parameters): Promise<void> {
    const { report } = this.#ctx;
    if (action.alone) report({ event: "notice", message: `${name} begins` });
    try {
      const result = await action.run(this.#ctx, parameters);
      this.#settle(id, { command_status: "SUCCEEDED", command_result: result });
      if (action.alone) report({ event: "notice", message: `${name} is done` });
    } catch (thrown) {
      const error = firstError(thrown);
      const fault = faultOf(error);
      this.#settle(id, {
        command_status: error instanceof VersionMismatch ? "CLEAN_VERSION_MISMATCH" : "FAILED",
        command_error: fault,
      });
      const trace = error instanceof BareonError || !(error instanceof Error) ? "" : `\n${error.stack ?? ""}`;
      report({ event: "warning", message: `${name} failed: ${fault.details}${trace}` });
    } finally {
      if (action.alone) {
        this.#busy = undefined;
        this.#onEnd();
      }
    }
  }
}
