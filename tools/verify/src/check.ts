import type {
  BusMessage,
  BusState,
  Service,
  StoredCommit,
  StoredDocument,
} from './source/shapes.ts';

export interface Problem {
  /** The exact record that breaks the invariant: `<service> <id>`. */
  record: string;
  what: string;
}

export interface InvariantResult {
  id: string;
  zh: string;
  en: string;
  holds: boolean;
  /** How many records were held against it. */
  checked: number;
  /** How many problems there are; the first thousand are listed. */
  found: number;
  problems: Problem[];
}

/** Above it further problems of one invariant are counted, not listed. */
const listed = 1_000;

/** One thing that must always be true, with what was found about it. */
export class Invariant {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  checked = 0;
  readonly #problems: Problem[] = [];
  #found = 0;

  constructor(id: string, texts: { zh: string; en: string }) {
    this.id = id;
    this.zh = texts.zh;
    this.en = texts.en;
  }

  /** How many problems were found so far. */
  get found(): number {
    return this.#found;
  }

  broken(record: string, what: string): void {
    this.#found++;
    if (this.#problems.length < listed) this.#problems.push({ record, what });
  }

  /** Counts one record as checked; it is a problem unless `isTrue`. */
  expect(isTrue: boolean, record: string, what: () => string): void {
    this.checked++;
    if (!isTrue) this.broken(record, what());
  }

  result(): InvariantResult {
    const { id, zh, en, checked } = this;
    const problems = [...this.#problems];
    return { id, zh, en, holds: this.#found === 0, checked, found: this.#found, problems };
  }
}

/**
 * Some invariants that look at the same things. Everything is shown to every check once: first all commits of all
 * services, each service's in the order of `_id`, then the folded documents, then the bus, then the end.
 */
export interface Check {
  readonly invariants: readonly Invariant[];
  commit?(service: Service, commit: StoredCommit): void;
  collections?(service: Service, names: readonly string[]): void;
  document?(service: Service, collection: string, document: StoredDocument): void;
  bus?(service: Service, state: BusState | undefined): void;
  message?(service: Service, message: BusMessage): void;
  end?(): void;
}

/** What a check may know about the moment of reading. */
export interface Moment {
  now: number;
  /** What is younger may still be on its way. */
  graceMillis: number;
}

export function isYoung(moment: Moment, commit: { at: string }): boolean {
  return moment.now - Date.parse(commit.at) < moment.graceMillis;
}

/** 123456 → `1234.56 yuan`, for reports only. */
export function yuan(fen: number): string {
  return Number.isNaN(fen) ? 'no amount' : `${(fen / 100).toFixed(2)} yuan`;
}
