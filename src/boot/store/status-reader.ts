/** Reads the published status. It is apart from status-file.ts, since loading the schema check costs time at every start. */
import { BareonError } from "../../base/errors.ts";
import type { ListResult, StatusResult } from "../../schema/bareon-boot.ts";
import { validate } from "../../schema/bareon-boot.validate.js";
import { type SeenStatus, statusPath } from "./status-file.ts";

function isSeen(value: unknown): value is SeenStatus {
  if (typeof value !== "object" || value === null) return false;
  const { written, list, status } = value as Partial<Record<keyof SeenStatus, unknown>>;
  return (
    typeof written === "string" &&
    !Number.isNaN(Date.parse(written)) &&
    validate(list) &&
    list.command === "list" &&
    validate(status) &&
    status.command === "status"
  );
}

/** The error "root" of a file that root has not written yet. */
export function notSeen(path: string): BareonError {
  return new BareonError("root", `Root has not looked since the machine was started, so ${path} tells nothing yet.`, {
    hint: "Run it with sudo.",
  });
}

/** What the text holds; null if it holds no published status. */
export function parseSeen(text: string | undefined): SeenStatus | null {
  try {
    const seen: unknown = JSON.parse(text ?? "null");
    return isSeen(seen) ? seen : null;
  } catch {
    return null;
  }
}

/** Reads the file; `now` is in milliseconds. Each result says how old it is. Throws "root" if it does not hold them. */
export function parseStatusFile(
  text: string | undefined,
  now: number,
): { readonly list: ListResult; readonly status: StatusResult } {
  const seen = parseSeen(text);
  if (seen === null) throw notSeen(statusPath);
  const age = Math.max(0, Math.floor((now - Date.parse(seen.written)) / 1000));
  return { list: { ...seen.list, age }, status: { ...seen.status, age } };
}
