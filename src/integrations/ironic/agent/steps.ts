/** The steps that the agent offers to Ironic, with their arguments: one table for deploying, cleaning and service. */
import { BareonError } from "../../../base/errors.ts";
import type { Parameters } from "./commands.ts";
import { deployNode, hasConfig, verifyNode } from "./deploying.ts";
import { isObject } from "./node-config.ts";
import { askProgram, type Workshop } from "./own-program.ts";

export type StepKind = "deploy" | "clean" | "service";

export interface StepArgument {
  readonly description: string;
  readonly required: boolean;
  /** What JSON.parse makes of it. */
  readonly is: (value: unknown) => boolean;
  readonly expected: string;
}

export interface Step {
  readonly kind: StepKind;
  readonly name: string;
  readonly args: Readonly<Record<string, StepArgument>>;
  /** 0 is done only if somebody asks for it. */
  readonly priority: (workshop: Workshop, node: unknown) => Promise<number>;
  /** The arguments have been judged. Returns what Ironic is told. */
  readonly run: (workshop: Workshop, args: Parameters, node: unknown) => Promise<unknown>;
}

const deployPriority = 80;

async function onDemand(): Promise<number> {
  return await Promise.resolve(0);
}

function argument(
  description: string,
  expected: string,
  is: StepArgument["is"],
  { required = false }: { readonly required?: boolean } = {},
): StepArgument {
  return { description, required, is, expected };
}

const isText = (value: unknown): boolean => typeof value === "string" && value.length > 0 && value.length <= 4096;
const isWord = (value: unknown): boolean => isText(value) || (Number.isInteger(value) && Number(value) >= 0);
const isTries = (value: unknown): boolean => /^[1-9]$/u.test(String(value));

const entry = argument("The system: a word that bareon-boot takes for an entry", "a name or a number", isWord, {
  required: true,
});
const tries = argument("How often it may be booted without being confirmed", "a number from 1 to 9", isTries);

/** One disk as a word of bareon-provision erase. */
function diskWord(disk: unknown): string | undefined {
  if (typeof disk === "string") return disk;
  if (!isObject(disk)) return undefined;
  const { type, value } = disk;
  return typeof type === "string" && typeof value === "string" ? `${type}=${value}` : undefined;
}

function diskWords(value: unknown): string[] {
  const words = Array.isArray(value) ? value.map(diskWord) : [];
  return words.every((word) => word !== undefined) ? words : [];
}

export const steps: readonly Step[] = [
  {
    kind: "deploy",
    name: "bareon_deploy",
    args: {
      config: argument(
        "The deploy config, an object or its text; without it instance_info.bareon_config or the config drive's user data",
        "an object or a text",
        (value) => isObject(value) || typeof value === "string",
      ),
      config_url: argument("Where the deploy config is, by http:// or https://", "an address", isText),
      checksum: argument("Of the file at config_url: sha256:HEX or sha512:HEX", "a checksum", isText),
    },
    priority: async (workshop, node) => ((await hasConfig(workshop, node)) ? deployPriority : 0),
    run: deployNode,
  },
  { kind: "deploy", name: "bareon_verify", args: {}, priority: onDemand, run: verifyNode },
  {
    kind: "clean",
    name: "bareon_erase",
    args: {
      disks: argument(
        'Which disks lose what is on them, as in a deploy config: {"type": "serial", "value": "..."}, or "serial=..."',
        "a list of disks",
        (value) => diskWords(value).length > 0,
        { required: true },
      ),
    },
    priority: onDemand,
    run: async (workshop, args) =>
      await askProgram(workshop, "bareon-provision", [
        "erase",
        ...diskWords(args["disks"]).map((word) => `--disk=${word}`),
      ]),
  },
  {
    kind: "service",
    name: "bareon_set_default",
    args: { entry },
    priority: onDemand,
    run: async (workshop, args) =>
      await askProgram(workshop, "bareon-boot", ["set-default", "--", String(args["entry"])]),
  },
  {
    kind: "service",
    name: "bareon_trial",
    args: { entry, tries },
    priority: onDemand,
    run: async (workshop, args) =>
      await askProgram(workshop, "bareon-boot", ["trial", ...triesWord(args), "--", String(args["entry"])]),
  },
  {
    kind: "service",
    name: "bareon_redeploy",
    args: {
      entry,
      image: argument("Where the new version is, if it is not where the last one came from", "an address", isText),
      tries,
    },
    priority: onDemand,
    run: async (workshop, args) =>
      await askProgram(workshop, "bareon-provision", [
        ...["update", "--full-speed", "--then=trial"],
        ...(args["image"] === undefined ? [] : [`--source=${String(args["image"])}`]),
        ...triesWord(args),
        ...["--", String(args["entry"])],
      ]),
  },
];

function triesWord(args: Parameters): string[] {
  return args["tries"] === undefined ? [] : [`--tries=${String(args["tries"])}`];
}

export interface AskedStep {
  readonly step: Step;
  readonly args: Parameters;
}

/** The step that Ironic means. Throws BareonError "usage" for one that is not known, and for arguments that are wrong, with all of them. */
export function findStep(kind: StepKind, asked: unknown): AskedStep {
  const fields = isObject(asked) ? asked : {};
  const step = steps.find((one) => one.kind === kind && one.name === fields["step"]);
  if (step === undefined)
    throw new BareonError(
      "usage",
      `There is no ${kind} step ${JSON.stringify(fields["step"])?.slice(0, 100) ?? "without a name"} here.`,
    );
  // Ironic has null for arguments that nobody gave.
  const given = Object.entries(isObject(fields["args"]) ? fields["args"] : {}).filter(([, value]) => value !== null);
  const args = Object.fromEntries(given);
  const problems = [
    ...given.flatMap(([name, value]) => {
      const known = Object.hasOwn(step.args, name) ? step.args[name] : undefined;
      if (known === undefined) return [`${name} is not known`];
      return known.is(value) ? [] : [`${name} is not ${known.expected}`];
    }),
    ...Object.entries(step.args).flatMap(([name, { required }]) =>
      required && args[name] === undefined ? [`${name} is missing`] : [],
    ),
  ];
  if (problems.length > 0)
    throw new BareonError("usage", `The arguments of ${step.name} are wrong: ${problems.join("; ")}.`, {
      hint: `It takes ${Object.keys(step.args).join(", ") || "none"}.`,
    });
  return { step, args };
}
