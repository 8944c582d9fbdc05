import { Invariant, isYoung, type Check, type Moment } from '../check.ts';
import { kindOf, services, type Service, type StoredDocument } from '../source/shapes.ts';
import type { Head, Heads } from './heads.ts';

/** Short streams that nobody lists. */
const withoutView: ReadonlySet<string> = new Set(['notifications addressee']);

/** Every view stands exactly where its stream stands. */
export class Views implements Check {
  readonly #agree = new Invariant('views-agree', {
    zh: '视图与签注链的最新版本一致',
    en: 'every view stands where its stream stands',
  });
  readonly invariants = [this.#agree];
  readonly #heads: Heads;
  readonly #moment: Moment;
  readonly #seen = new Set<string>();

  constructor(heads: Heads, moment: Moment) {
    this.#heads = heads;
    this.#moment = moment;
  }

  document(service: Service, collection: string, view: StoredDocument): void {
    if (kindOf(view._id) !== collection || withoutView.has(`${service} ${collection}`)) return;
    const record = `${service} ${view._id}`;
    this.#seen.add(record);
    const head = this.#heads.of(service).get(view._id);
    this.#agree.checked++;
    if (!head) this.#agree.broken(record, 'a view of a stream that has no commits');
    else if (!isYoung(this.#moment, head)) {
      for (const what of faultsOf(view, head)) this.#agree.broken(record, what);
    }
  }

  end(): void {
    for (const service of services) {
      for (const [stream, head] of this.#heads.of(service)) {
        const record = `${service} ${stream}`;
        if (withoutView.has(`${service} ${kindOf(stream)}`)) continue;
        if (this.#seen.has(record) || isYoung(this.#moment, head)) continue;
        this.#agree.expect(false, record, () => 'has no view');
      }
    }
  }
}

function* faultsOf(view: StoredDocument, head: Head): Iterable<string> {
  const expected: Record<string, unknown> = {
    version: head.version,
    hash: head.hash,
    at: head.at,
    position: head.position,
    positionHash: head.positionPrefix,
  };
  for (const [field, value] of Object.entries(expected)) {
    if (view[field] !== value) {
      yield `the view's ${field} is ${String(view[field])}, its stream's ${String(value)}`;
    }
  }
}
