/** The connection to Ironic's API: which of its addresses is asked, and asking without an end until one answers. */
import { redact } from "../../../base/command.ts";
import { BareonError } from "../../../base/errors.ts";
import type { Context } from "../../../host/host.ts";
import { type BackOff, backOff } from "../../../host/wait.ts";
import type { ApiAnswer } from "../../../programs/curl.ts";
import { tryIronic } from "../api.ts";
import type { Bell } from "./bell.ts";
import { type AgentParameters, apiArgument } from "./parameters.ts";

/** In which agents have a token and tell their certificate. */
const apiVersion = "X-OpenStack-Ironic-API-Version: 1.68";

export interface ApiRequest {
  /** What messages call it. */
  readonly what: string;
  /** Below the address of the API. */
  readonly path: string;
  readonly body?: unknown;
  /** Bytes of the longest answer, if it may be longer than usual. */
  readonly longest?: number;
}

export const usualBackOff: BackOff = { first: 1, longest: 30 };

/** The same complaint is told again after so many tries, so that a log does not fill with it. */
const toldEvery = 20;

export class Connection {
  readonly #parameters: AgentParameters;
  readonly #backOff: BackOff;
  #index = 0;

  constructor(parameters: AgentParameters, pauses = usualBackOff) {
    this.#parameters = parameters;
    this.#backOff = pauses;
  }

  /** The address that is asked next. */
  get api(): string {
    const { apis } = this.#parameters;
    return apis[this.#index % apis.length] ?? "";
  }

  /** Milliseconds. */
  get longestPause(): number {
    return this.#backOff.longest * 1000;
  }

  /** One try. Returns what was wrong if it is no success; the next try asks the next address then. */
  async #try(ctx: Context, { what, path, body, longest }: ApiRequest): Promise<ApiAnswer | string> {
    const { insecure } = this.#parameters;
    const call = { what, url: `${this.api}${path}`, headers: [apiVersion], insecure, longest };
    try {
      const argument = `${apiArgument}=`;
      const answer = await tryIronic(ctx, { ...call, argument, ...(body === undefined ? {} : { body }) });
      if (!("broken" in answer)) return answer;
      this.#index += 1;
      return answer.broken;
    } catch (error) {
      ctx.signal.throwIfAborted();
      if (!(error instanceof BareonError)) throw error;
      this.#index += 1;
      return error.message;
    }
  }

  /**
   * The answer, which is a success; the request is made anew for each try. What fails, whatever it is, is tried again without an end, since a network or an Ironic may be away for
   * as long as it likes: at growing intervals, and at once when the bell rings. Rejects only when the context is aborted.
   */
  async ask(ctx: Context, makeRequest: () => Promise<ApiRequest>, bell: Bell): Promise<ApiAnswer> {
    for (let tries = 0; ; tries += 1) {
      const answer = await this.#try(ctx, await makeRequest());
      if (typeof answer !== "string") {
        if (tries > 0)
          ctx.report({ event: "notice", message: `The Ironic API answers again, after ${tries + 1} tries.` });
        return answer;
      }
      if (tries % toldEvery === 0) ctx.report({ event: "warning", message: `${redact(answer)}; trying again` });
      await bell.wait(ctx.signal, backOff(tries, this.#backOff, Math.random()) * 1000);
    }
  }
}
