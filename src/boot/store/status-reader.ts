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

/** Reads the file; `now` is in milliseconds. Each result says how old it is. Throws "root" if it does not hold them. */
export function parseStatusFile(
  text: string | undefined,
  now: number,
): { readonly list: ListResult; readonly status: StatusResult } {
  let seen: unknown;
  try {
    seen = JSON.parse(text ?? "null");
  } catch {
    seen = null;
  }
  if (!isSeen(seen)) {
    throw new BareonError(
      "root",
      `Root has not looked since the machine was started, so ${statusPath} tells nothing yet.`,
      { hint: "Run it with sudo." },
    );
  }
  const age = Math.max(0, Math.floor((now - Date.parse(seen.written)) / 1000));
  return { list: { ...seen.list, age }, status: { ...seen.status, age } };
}
