/** Generated from schema/failure.schema.json by `npm run schema`; edit that, not this. */
import type { ErrorObject } from "ajv";
import type { FailureResult } from "./failure.ts";

/** Says whether the data fits the schema; `errors` then holds every violation of the last call, each with its data and schema. */
export declare const validate: ((data: unknown) => data is FailureResult) & { readonly errors?: readonly ErrorObject[] | null };
