/** A program's process group: stopping it on abort, and ending what is left of it; starts nothing. */
import { readFile, readdir } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { systemErrorCode } from "../../base/errors.ts";

/** Milliseconds between SIGTERM and SIGKILL for a group that does not end. */
const killAfter = 5000;
/** Milliseconds that a killed group may take to be gone; a process in uninterruptible sleep can take for ever. */
const goneAfter = 5000;

/** Signals the group that `pid` leads; false if there is none any more. */
function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if (systemErrorCode(error) === "ESRCH") return false;
    throw error;
  }
}

/** Zombies do not count: they hold nothing, and process 1 of a namespace may never reap them. */
async function hasLiveMember(group: number): Promise<boolean> {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/u.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    // proc_pid_stat(5): the name in parentheses may hold blanks and parentheses; state, parent and group follow.
    const [state = "Z", , leader] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(leader) === group && state !== "Z" && state !== "X") return true;
  }
  return false;
}

export interface GroupGuard extends Disposable {
  /** SIGTERM now, SIGKILL later. */
  readonly stop: () => void;
  /** Call when the leader has ended: kills what is left of the group, and resolves when it is gone. */
  readonly finish: () => Promise<void>;
}

/** The groups of one host. Listeners are two, however many programs run at once. */
export class ProcessGroups {
  readonly #signal: AbortSignal;
  readonly #stops = new Set<() => void>();
  readonly #kills = new Set<() => boolean>();
  /** The leaders of groups that are guarded as abortable. */
  readonly #abortable = new Set<number>();
  readonly #killAll = (): void => {
    for (const kill of this.#kills) kill();
  };

  /** `signal` stops every group that is guarded as abortable. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener("abort", () => {
      for (const stop of this.#stops) stop();
    });
  }

  /** Suspends the abortable groups that there are now, or lets them go on. */
  signalAbortable(signal: "SIGSTOP" | "SIGCONT"): void {
    for (const pid of this.#abortable) signalGroup(pid, signal);
  }

  /** Stops the group on abort if it is `abortable`, and kills it when this process exits before it is disposed. */
  guard(pid: number, abortable: boolean): GroupGuard {
    let timer: NodeJS.Timeout | undefined;
    const kill = (): boolean => signalGroup(pid, "SIGKILL");
    const stop = (): void => {
      signalGroup(pid, "SIGTERM");
      // One that is paused would not hear it.
      signalGroup(pid, "SIGCONT");
      timer ??= setTimeout(kill, killAfter);
    };
    if (this.#kills.size === 0) process.on("exit", this.#killAll);
    this.#kills.add(kill);
    if (abortable) {
      this.#stops.add(stop);
      this.#abortable.add(pid);
    }
    if (abortable && this.#signal.aborted) stop();
    return {
      stop,
      async finish() {
        const limit = Date.now() + goneAfter;
        if (!kill()) return;
        while (Date.now() < limit && (await hasLiveMember(pid))) await wait(5);
      },
      [Symbol.dispose]: () => {
        clearTimeout(timer);
        this.#kills.delete(kill);
        this.#stops.delete(stop);
        this.#abortable.delete(pid);
        if (this.#kills.size === 0) process.off("exit", this.#killAll);
      },
    };
  }
}
