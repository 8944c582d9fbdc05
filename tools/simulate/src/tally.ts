import type { RunResult } from './run.ts';

/** What came of many seeds. */
export class Tally {
  readonly failed: number[] = [];
  readonly #showsAnswers: boolean;
  readonly #counts = new Map<string, number>();
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
    if (this.#showsAnswers) this.#add(result.answers, '');
    if (result.problems.length === 0) return;
    this.failed.push(result.seed);
    console.log(`种子 · seed ${result.seed}`);
    for (const problem of result.problems.slice(0, 5)) console.log(`  ${problem.slice(0, 400)}`);
  }

  #add(names: Iterable<readonly [string, number]>, prefix: string): void {
    for (const [name, times] of names)
      this.#counts.set(`${prefix}${name}`, (this.#counts.get(`${prefix}${name}`) ?? 0) + times);
  }

  show(): void {
    const seconds = (performance.now() - this.#startedAt) / 1_000;
    const { user, system } = process.cpuUsage(this.#cpuBefore);
    const cpuSeconds = (user + system) / 1e6;
    const perMinute = ((this.#seeds / cpuSeconds) * 60).toFixed(0);
    for (const [name, times] of [...this.#counts].sort())
      console.log(`${String(times).padStart(7)}  ${name}`);
    console.log(
      `${this.#seeds} 个种子 · seeds, ${this.#commits} 次提交 · commits, ${seconds.toFixed(1)} s ` +
        `(CPU ${cpuSeconds.toFixed(1)} s, ${perMinute} 个种子/分钟 · seeds a minute on one core); ` +
        (this.failed.length === 0
          ? '全部成立 · all hold'
          : `不成立 · broken: ${this.failed.join(', ')}`),
    );
  }
}
