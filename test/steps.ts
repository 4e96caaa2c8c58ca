/** What `npm run check`, `npm test` and `npm run test:all` consist of, as data; running it is run.ts's. */

/** A program that checks something, or a set of tests under vitest. */
export interface Step {
  readonly name: string;
  readonly argv: readonly string[];
  /** "check" counts as one; "tests" as what its vitest report says. */
  readonly kind: "check" | "tests";
  /** Why the step cannot run here; it then counts as skipped. */
  readonly skip?: string;
  /** Shown while it runs, because it takes minutes. */
  readonly live?: boolean;
  /** An earlier step of the same stage, which this one waits for, and without whose success it is not run and counts as failed. */
  readonly needs?: string;
}

/** Stages run one after another; the steps of one stage run three at a time, as each waits now and then. */
export type Stage = readonly Step[];

export const modes = ["check", "core", "all"] as const;
export type Mode = (typeof modes)[number];

/** What is true of this machine and this run. */
export interface Facts {
  readonly root: boolean;
  readonly hasProgram: (name: string) => boolean;
  readonly manPages: readonly string[];
  readonly scripts: readonly string[];
}

const vitest = ["vitest", "run", "--config", ".ci/vitest.config.ts", "--project"];
/** What these tests mount is theirs alone: a mount namespace that another program makes at that moment would hold it. */
const mountsAlone = ["unshare", "--mount"];
const formatted = ["--config", ".ci/oxfmt.json", "src/**/*.ts", "test/**/*.ts", ".ci/*.ts", "!src/schema/**"];
const needsRoot = "needs root: run as root to have these tests";

/** Of GRUB's states in `npm test`: enough to have each reason to boot an entry; `npm run test:all` has the whole number. */
const sampledStates = 60;

function optional(step: Step, reason: string | undefined): Step {
  return reason === undefined ? step : { ...step, skip: reason };
}

function checkSteps({ root, hasProgram, manPages, scripts }: Facts): Step[] {
  const without = (program: string): string | undefined =>
    hasProgram(program) ? undefined : `${program} is not installed`;
  return [
    // First, because they take longest; what runs beside them is nice to them.
    optional(
      { name: "process tests", kind: "tests", argv: ["nice", ...vitest, "process"] },
      root ? undefined : needsRoot,
    ),
    { name: "unit tests", kind: "tests", argv: ["nice", ...vitest, "unit"] },
    { name: "types", kind: "check", argv: ["nice", "tsc"] },
    {
      name: "lint",
      kind: "check",
      argv: ["nice", "oxlint", "--config", ".ci/oxlint.json", "--ignore-pattern", "src/schema/**"],
    },
    { name: "format", kind: "check", argv: ["oxfmt", "--check", ...formatted] },
    { name: "import rules", kind: "check", argv: ["node", ".ci/import-rules.ts"] },
    { name: "dead code", kind: "check", argv: ["knip", "--config", ".ci/knip.json"] },
    optional(
      { name: "shell scripts", kind: "check", argv: ["shellcheck", "--external-sources", ...scripts] },
      without("shellcheck"),
    ),
    optional(
      { name: "man pages", kind: "check", argv: ["mandoc", "-T", "lint", "-W", "warning", ...manPages] },
      manPages.length === 0 ? "there are none yet" : without("mandoc"),
    ),
  ];
}

function vmStage(mode: "core" | "all", { root }: Facts): Stage {
  const reason = root ? undefined : needsRoot;
  const filter = mode === "core" ? [".core.test.ts"] : [];
  const prepare: Step = {
    name: "OS images and ramdisk",
    kind: "check",
    live: true,
    argv: ["node", "test/support/setup/prepare.ts", ...(mode === "core" ? [] : ["arm64"])],
  };
  // Beside the others, because they need nothing of what is prepared, and GRUB alone is a small machine.
  const sample = mode === "core" ? ["env", `BAREON_GRUB_SAMPLE=${sampledStates}`] : [];
  const grub: Step = { name: "GRUB tests", kind: "tests", argv: [...mountsAlone, ...sample, ...vitest, "grub"] };
  const tests: Step = {
    name: "VM tests",
    kind: "tests",
    live: true,
    needs: prepare.name,
    argv: [...vitest, "vm", ...filter],
  };
  return [prepare, grub, tests].map((step) => optional(step, reason));
}

/** Alone: some of the process tests look at the disks of the machine, and such a look can hold one in the moment in which it is mounted. */
function hostStage({ root }: Facts): Stage {
  const step: Step = { name: "host tests", kind: "tests", argv: [...mountsAlone, ...vitest, "host"] };
  return [optional(step, root ? undefined : needsRoot)];
}

export function planStages(mode: Mode, facts: Facts): Stage[] {
  const stages = [checkSteps(facts), hostStage(facts)];
  return mode === "check" ? stages : [...stages, vmStage(mode, facts)];
}
