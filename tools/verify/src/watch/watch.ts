import { emptyBooks } from '../checks/index.ts';
import { Names } from '../checks/names.ts';
import type { Check } from '../check.ts';
import type { Service, StoredCommit } from '../source/shapes.ts';
import { InOrder } from './in-order.ts';
import { Landing } from './landing.ts';

/**
 * The books, fed commit by commit at the moment each lands, for a simulation that sees all agencies at once. What it
 * finds is broken at that very commit; what only holds when everything has come to rest is left to `verify`.
 */
export class Watch {
  readonly #checks: readonly Check[];
  readonly #told = new Set<string>();
  #found = 0;

  /** `now` is the true time, whatever the replicas believe. */
  constructor(now: () => number) {
    const books = emptyBooks();
    this.#checks = [
      new Landing(now),
      ...Object.values(books),
      new Names(books),
      new InOrder(books),
    ];
  }

  /** Answers what this commit has broken: nothing, nearly always. */
  commit(service: Service, commit: StoredCommit): readonly string[] {
    let found = 0;
    for (const check of this.#checks) {
      check.commit?.(service, commit);
      for (const invariant of check.invariants) found += invariant.found;
    }
    if (found === this.#found) return [];
    this.#found = found;
    const broken = this.#checks.flatMap(({ invariants }) =>
      invariants.flatMap((invariant) =>
        invariant.result().problems.map(({ record, what }) => `${invariant.id}: ${record} ${what}`),
      ),
    );
    const fresh = broken.filter((problem) => !this.#told.has(problem));
    for (const problem of fresh) this.#told.add(problem);
    return fresh;
  }
}
