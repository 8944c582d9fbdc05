import { Invariant, type Check } from '../check.ts';
import type { Service, StoredCommit } from '../source/shapes.ts';

interface Tip {
  version: number;
  hash: string;
  position: number;
  at: string;
  readonly keys: Set<string>;
}

/** How far ahead of the true time a commit may be dated: a replica further off is not ready (WRITE-PATH 11). */
const skewMillis = 1_000;

/** Each commit continues its stream at the moment it lands: no fork, no second execution, no date from the future. */
export class Landing implements Check {
  readonly #follows = new Invariant('commits-follow', {
    zh: '每个提交落地时都接续其流',
    en: 'every commit continues its stream at the moment it lands',
  });
  readonly #once = new Invariant('commands-land-once', {
    zh: '同一请求只落地一次',
    en: 'no command lands twice on a stream',
  });
  readonly #dated = new Invariant('commits-dated', {
    zh: '提交时间不早于前一提交，也不在将来',
    en: 'no commit is dated before the one before it, nor in the future',
  });
  readonly invariants = [this.#follows, this.#once, this.#dated];
  readonly #tips = new Map<string, Tip>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  commit(service: Service, commit: StoredCommit): void {
    const name = `${service} ${commit.stream}`;
    let tip = this.#tips.get(name);
    if (!tip) {
      tip = { version: 0, hash: '0'.repeat(64), position: 0, at: '', keys: new Set() };
      this.#tips.set(name, tip);
    }
    const record = `${service} ${commit._id}`;
    this.#follows.expect(
      commit.version === tip.version + 1 && commit.previousHash === tip.hash,
      record,
      () => `lands behind version ${tip.version} and does not continue it`,
    );
    this.#once.expect(!tip.keys.has(commit.commandKey), record, () => 'its command landed before');
    this.#dated.expect(
      commit.at >= tip.at && Date.parse(commit.at) <= this.#now() + skewMillis,
      record,
      () =>
        `is dated ${commit.at}; before it ${tip.at}, now ${new Date(this.#now()).toISOString()}`,
    );
    for (const { position } of commit.events) {
      if (position === undefined) continue;
      this.#follows.expect(
        position === tip.position + 1,
        record,
        () => `position ${position} follows ${tip.position}`,
      );
      tip.position = position;
    }
    tip.version = commit.version;
    tip.hash = commit.hash;
    tip.at = commit.at;
    tip.keys.add(commit.commandKey);
  }
}
