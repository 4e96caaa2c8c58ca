/** What each command of bareon-boot runs and shows; their words and help are boot-options.ts. */
import { type BootOptions, list, setDefault, status } from "../boot.ts";
import type { Context } from "../host/host.ts";
import type { BootResult } from "../schema/bareon-boot.ts";
import type { BootCommandName } from "./boot-options.ts";
import { renderList, renderSetDefault, renderStatus } from "./boot-view.ts";
import type { Style } from "./style.ts";

/** What a command came to: as data, and as text for a person. */
interface BootAnswer {
  readonly result: BootResult;
  readonly render: (style: Style) => string;
}

/** `operand` is the word after the command, empty where it takes none. */
type BootCommand = (ctx: Context, options: BootOptions, operand: string) => Promise<BootAnswer>;

export const bootCommands: Readonly<Record<BootCommandName, BootCommand>> = {
  list: async (ctx, options) => {
    const result = await list(ctx, options);
    return { result, render: (style) => renderList(result, style) };
  },
  status: async (ctx, options) => {
    const result = await status(ctx, options);
    return { result, render: (style) => renderStatus(result, style) };
  },
  "set-default": async (ctx, options, entry) => {
    const result = await setDefault(ctx, options, entry);
    return { result, render: (style) => renderSetDefault(result, style) };
  },
};
