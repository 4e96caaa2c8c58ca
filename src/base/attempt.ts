/** Looking at what only informs: a failure is said, and stands in the way of nothing. */
import { BareonError } from "./errors.ts";

/** What `look` finds; null and a warning if that fails. `what` begins the warning. */
export async function tryTo<T>(warnings: string[], what: string, look: () => Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    warnings.push(`${what}: ${error.message}`);
    return null;
  }
}
