import { Invariant, isYoung, type Check, type Moment } from '../check.ts';
import { canonical, NotCanonical, sha256 } from '../own/canonical.ts';
import { kindOf, type Service, type StoredCommit } from '../source/shapes.ts';

const noHash = '0'.repeat(64);
const versionDigits = 10;

/** Every stream is one unbroken chain of hashes, complete, and nothing in it was decided twice. */
export class Chains implements Check {
  readonly #chain = new Invariant('chains-unbroken', {
    zh: '每条签注链完整、未被改动',
    en: 'every chain of endorsements is complete and unaltered',
  });
  readonly #done = new Invariant('commits-done', {
    zh: '每个提交都已发布并归入视图',
    en: 'every commit is published and folded',
  });
  readonly #keys = new Invariant('commands-once', {
    zh: '同一请求只执行一次',
    en: 'no command was carried out twice on a stream',
  });
  readonly #positions = new Invariant('positions-dense', {
    zh: '对外事件的序号逐一相连',
    en: 'published events are numbered without gaps',
  });
  readonly invariants = [this.#chain, this.#done, this.#keys, this.#positions];

  readonly #moment: Moment;
  #stream = '';
  #version = 0;
  #hash = noHash;
  #position = 0;
  #seenKeys = new Map<string, string>();

  constructor(moment: Moment) {
    this.#moment = moment;
  }

  commit(service: Service, commit: StoredCommit): void {
    const record = `${service} ${commit._id}`;
    const stream = `${service} ${commit.stream}`;
    if (stream !== this.#stream) this.#begin(stream);
    this.#chain.checked++;
    for (const what of this.#faultsOf(commit)) this.#chain.broken(record, what);
    this.#version = commit.version;
    this.#hash = commit.hash;

    this.#done.expect(
      commit.done === true || isYoung(this.#moment, commit),
      record,
      () => `not done since ${commit.at}`,
    );
    const earlier = this.#seenKeys.get(commit.commandKey);
    this.#keys.expect(
      earlier === undefined,
      record,
      () => `carries out the command of ${earlier} once more`,
    );
    this.#seenKeys.set(commit.commandKey, commit._id);
    this.#checkPositions(service, commit, record);
  }

  #begin(stream: string): void {
    this.#stream = stream;
    this.#version = 0;
    this.#hash = noHash;
    this.#position = 0;
    this.#seenKeys = new Map();
  }

  *#faultsOf(commit: StoredCommit): Iterable<string> {
    const expected = this.#version + 1;
    if (commit.version !== expected) {
      yield `version ${commit.version} follows ${this.#version}: ${expected} is missing`;
    }
    const id = `${commit.stream}@${String(commit.version).padStart(versionDigits, '0')}`;
    if (commit._id !== id) yield `is stored under another id than ${id}`;
    if (commit.version === expected && commit.previousHash !== this.#hash) {
      yield 'does not continue the hash of the commit before';
    }
    try {
      const { _id, hash, trace: _trace, done: _done, ...body } = commit;
      if (sha256(canonical(body)) !== hash) yield 'its content does not give its hash: altered';
    } catch (problem) {
      if (!(problem instanceof NotCanonical)) throw problem;
      yield `its content cannot be hashed: ${problem.message}`;
    }
  }

  #checkPositions(service: Service, commit: StoredCommit, record: string): void {
    for (const { type, position } of commit.events) {
      if (position === undefined) continue;
      this.#positions.expect(
        position === this.#position + 1,
        record,
        () => `${type} has position ${position} after ${this.#position}`,
      );
      if (!type.startsWith(`${service}.${kindOf(commit.stream)}.`)) {
        this.#positions.broken(record, `${type} is not of this stream's family`);
      }
      this.#position = position;
    }
  }
}
