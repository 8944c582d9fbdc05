import type { EngineProcess } from '@fangpiao/engines';
import type { Fault, FaultKind } from './schedule.ts';

/** A process that can be hurt and comes back. */
export type Victim = Pick<EngineProcess, 'name' | 'isRunning' | 'kill' | 'restart'> & {
  /** Removes what it has stored, while it does not run. */
  readonly wipe?: (() => Promise<void>) | undefined;
};

export type Incident =
  | { readonly kind: FaultKind; readonly victim: string; readonly forMillis: number }
  | { readonly kind: 'back'; readonly victim: string; readonly afterMillis: number }
  | {
      readonly kind: 'ended-by-itself' | 'not-back';
      readonly victim: string;
      readonly why: string;
    };

export interface Torment {
  /** Faults happen from now on, from where the schedule stood. */
  begin(victims: readonly Victim[]): void;
  /** No more faults; resolves when everything is back. */
  calm(): Promise<void>;
  /** True when the schedule has come to its end. */
  readonly isOver: boolean;
}

const watchMillis = 500;
const startsBeforeGivingUp = 3;

/** Carries out a schedule of faults on the processes of one platform after another. */
export function createTorment(options: {
  readonly faults: readonly Fault[];
  /** Where the schedule ends, on its own clock. */
  readonly endMillis: number;
  readonly tell: (incident: Incident, atMillis: number) => void;
}): Torment {
  const { faults, endMillis } = options;
  let next = 0;
  let spentMillis = 0;
  let current: { hurt: Hurting; stop: () => void; over: Promise<void> } | undefined;

  return {
    get isOver() {
      return next >= faults.length && spentMillis >= endMillis;
    },
    begin(victims) {
      const begunAt = performance.now();
      const before = spentMillis;
      const clock = (): number => before + performance.now() - begunAt;
      const hurt = new Hurting(victims, (incident) => options.tell(incident, clock()));
      const stopped = new AbortController();
      const go = async (): Promise<void> => {
        for (;;) {
          const fault = faults[next];
          const until = fault?.atMillis ?? endMillis;
          await pause(Math.max(0, until - clock()), stopped.signal);
          // A timer may fire a moment early: what was waited for has come all the same.
          spentMillis = stopped.signal.aborted ? Math.min(clock(), until) : until;
          if (stopped.signal.aborted || fault === undefined) return;
          next += 1;
          hurt.carryOut(fault);
        }
      };
      current = { hurt, stop: () => stopped.abort(), over: go() };
    },
    async calm() {
      if (current === undefined) return;
      const { hurt, stop, over } = current;
      current = undefined;
      stop();
      await over;
      await hurt.end();
    },
  };
}

/** Hurts the processes of one platform, starts them again, and notices who ends without being hurt. */
class Hurting {
  readonly #victims: ReadonlyMap<string, Victim>;
  readonly #tell: (incident: Incident) => void;
  readonly #underWay = new Set<Promise<void>>();
  /** Victims that are away or coming back, and how many faults are to blame. */
  readonly #away = new Map<string, number>();
  readonly #hits = new Map<string, number>();
  /** Starts of one victim come one after another. */
  readonly #starts = new Map<string, Promise<void>>();
  readonly #watch: NodeJS.Timeout;

  constructor(victims: readonly Victim[], tell: (incident: Incident) => void) {
    this.#victims = new Map(victims.map((victim) => [victim.name, victim]));
    this.#tell = tell;
    this.#watch = setInterval(() => this.#look(), watchMillis);
  }

  carryOut(fault: Fault): void {
    const victim = this.#victims.get(fault.victim);
    if (victim === undefined) throw new Error(`No process is called ${fault.victim}`);
    this.#tell(fault);
    this.#track(victim, async () => {
      if (fault.kind === 'stop') {
        victim.kill('SIGSTOP');
        await pause(fault.forMillis);
        victim.kill('SIGCONT');
        return;
      }
      this.#hits.set(victim.name, (this.#hits.get(victim.name) ?? 0) + 1);
      victim.kill('SIGKILL');
      await untilEnded(victim);
      if (fault.kind === 'wipe') await victim.wipe?.();
      await pause(fault.forMillis);
      await this.#bringBack(victim);
    });
  }

  /** Resolves when everything is back. */
  async end(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    clearInterval(this.#watch);
  }

  #look(): void {
    for (const victim of this.#victims.values()) {
      if ((this.#away.get(victim.name) ?? 0) > 0 || victim.isRunning) continue;
      this.#tell({ kind: 'ended-by-itself', victim: victim.name, why: '' });
      this.#track(victim, () => this.#bringBack(victim));
    }
  }

  #track(victim: Victim, work: () => Promise<void>): void {
    const count = (change: number): void => {
      this.#away.set(victim.name, (this.#away.get(victim.name) ?? 0) + change);
    };
    count(1);
    const done = work().finally(() => {
      count(-1);
      this.#underWay.delete(done);
    });
    this.#underWay.add(done);
  }

  #bringBack(victim: Victim): Promise<void> {
    const before = this.#starts.get(victim.name) ?? Promise.resolve();
    const started = before.then(() => this.#start(victim));
    this.#starts.set(victim.name, started);
    return started;
  }

  async #start(victim: Victim): Promise<void> {
    for (let attempt = 1; !victim.isRunning; attempt += 1) {
      const begunAt = performance.now();
      const hits = this.#hits.get(victim.name);
      try {
        await victim.restart();
        const afterMillis = performance.now() - begunAt;
        this.#tell({ kind: 'back', victim: victim.name, afterMillis });
      } catch (problem) {
        // Hit again while it was starting: that fault brings it back.
        if (hits !== this.#hits.get(victim.name)) return;
        this.#tell({ kind: 'not-back', victim: victim.name, why: whyOf(problem) });
        if (attempt >= startsBeforeGivingUp) return;
      }
    }
  }
}

async function untilEnded(victim: Victim): Promise<void> {
  while (victim.isRunning) await pause(20);
}

function whyOf(problem: unknown): string {
  const details = (problem as { details?: unknown }).details;
  return typeof details === 'string' && details !== '' ? details : String(problem);
}

function pause(millis: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(resolve, millis);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
