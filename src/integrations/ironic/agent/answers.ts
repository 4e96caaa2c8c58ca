/** What the agent's server answers, in the form that Ironic reads: results of commands, and why a request was refused. */
import { BareonError } from "../../../base/errors.ts";

export type CommandStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "CLEAN_VERSION_MISMATCH";

/** Why a command failed. `details` becomes the node's last_error. */
export interface CommandFault {
  readonly type: string;
  readonly code: number;
  readonly message: string;
  readonly details: string;
}

/** A command as Ironic sees it. */
export interface CommandResult {
  readonly id: string;
  /** Without the name of its extension in front. */
  readonly command_name: string;
  readonly command_status: CommandStatus;
  readonly command_error: CommandFault | null;
  readonly command_result: object | null;
}

export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** The step was planned with another version of the steps. */
export class VersionMismatch extends BareonError {}

/** A request that the server does not do. */
export class RequestRefused extends BareonError {
  readonly status: number;
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super("failure", message);
    this.status = status;
    this.type = type;
  }
}

/** Letters of an error that Ironic keeps in its database. */
const longestDetails = 16_000;

function shorten(text: string): string {
  return text.length > longestDetails ? `${text.slice(0, longestDetails)} ...` : text;
}

/** Message and hint of an error, as people read them in Ironic. */
export function describeError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof BareonError && error.hint !== undefined ? `\nHint: ${error.hint}` : "";
  return shorten(message + hint);
}

export function faultOf(error: unknown): CommandFault {
  const details = describeError(error);
  return error instanceof VersionMismatch
    ? { type: "VersionMismatch", code: 500, message: "The version of the steps is another one", details }
    : { type: "CommandExecutionError", code: 500, message: "Command execution failed", details };
}

/** Ironic reads `faultstring` of what is no success. */
export function refusal(status: number, type: string, details: string): Answer {
  return {
    status,
    body: {
      type,
      code: status,
      message: details,
      details,
      faultstring: details,
      faultcode: status < 500 ? "Client" : "Server",
    },
  };
}
