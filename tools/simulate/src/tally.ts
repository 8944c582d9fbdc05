import { laterInstalment } from './acts/paying.ts';
import { unfiledContract } from './acts/selling.ts';
import type { RunResult } from './run.ts';

/** What shows that money also left vouchers otherwise than by a purchase of a home: shown in every tally. */
const endings = [
  'vouchers.voucher.cashed-out.v1',
  'vouchers.voucher.exchanged.v1',
  'vouchers.voucher.converted-to-home.v1',
  'vouchers.voucher.transferred-out.v1',
  'settlement.holder-claim.paid.v1',
  'settlement.holder-claim.reward-opened.v1',
  'settlement.holder-claim.withdrawn.v1',
];
const acts = [unfiledContract, laterInstalment];

/** What came of many seeds. */
export class Tally {
  readonly failed: number[] = [];
  readonly #showsAnswers: boolean;
  /** How often, and in how many seeds. */
  readonly #counts = new Map<string, { readonly times: number; readonly seeds: number }>();
  readonly #startedAt = performance.now();
  readonly #cpuBefore = process.cpuUsage();
  #seeds = 0;
  #commits = 0;

  constructor(options: { readonly answers: boolean }) {
    this.#showsAnswers = options.answers;
  }

  take(result: RunResult): void {
    this.#seeds++;
    this.#commits += result.commits;
    this.#add(result.troubles, '! ');
    this.#add(result.died, '! died at ');
    const { events } = result;
    this.#add(
      endings.flatMap((type) => (events.has(type) ? [[type, events.get(type)!] as const] : [])),
      '* ',
    );
    for (const act of acts) {
      const times = result.answers.get(act);
      if (times !== undefined) this.#add([[act, times]], '* ');
    }
    if (this.#showsAnswers) this.#add(result.answers, '');
    if (result.problems.length === 0) return;
    this.failed.push(result.seed);
    console.log(`种子 · seed ${result.seed}`);
    for (const problem of result.problems.slice(0, 5)) console.log(`  ${problem.slice(0, 400)}`);
  }

  #add(names: Iterable<readonly [string, number]>, prefix: string): void {
    for (const [name, times] of names) {
      const before = this.#counts.get(`${prefix}${name}`);
      const seeds = (before?.seeds ?? 0) + 1;
      this.#counts.set(`${prefix}${name}`, { times: (before?.times ?? 0) + times, seeds });
    }
  }

  show(): void {
    const seconds = (performance.now() - this.#startedAt) / 1_000;
    const { user, system } = process.cpuUsage(this.#cpuBefore);
    const cpuSeconds = (user + system) / 1e6;
    const perMinute = ((this.#seeds / cpuSeconds) * 60).toFixed(0);
    for (const [name, { times, seeds }] of [...this.#counts].sort())
      console.log(`${String(times).padStart(7)} (${String(seeds).padStart(4)})  ${name}`);
    console.log('   次数（种子数） · times (seeds)');
    console.log(
      `${this.#seeds} 个种子 · seeds, ${this.#commits} 次提交 · commits, ${seconds.toFixed(1)} s ` +
        `(CPU ${cpuSeconds.toFixed(1)} s, ${perMinute} 个种子/分钟 · seeds a minute on one core); ` +
        (this.failed.length === 0
          ? '全部成立 · all hold'
          : `不成立 · broken: ${this.failed.join(', ')}`),
    );
  }
}
