/** Generated from schema/nailgun.schema.json by `npm run schema`; edit that, not this. */
import type { ErrorObject } from "ajv";
import type { NailgunDocument } from "./nailgun.ts";

/** Says whether the data fits the schema; `errors` then holds every violation of the last call, each with its data and schema. */
export declare const validate: ((data: unknown) => data is NailgunDocument) & { readonly errors?: readonly ErrorObject[] | null };
