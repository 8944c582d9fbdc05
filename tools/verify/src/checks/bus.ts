import { Invariant, isYoung, type Check, type Moment } from '../check.ts';
import { canonical, NotCanonical, sha256 } from '../own/canonical.ts';
import {
  eventIdOf,
  services,
  type BusMessage,
  type BusState,
  type Service,
  type StoredCommit,
} from '../source/shapes.ts';

interface Committed {
  at: string;
  /** Of type and data, to see a message that was altered. */
  digest: string;
  seen: boolean;
}

/** The database is the truth: the bus holds what was committed, all of it since it was made, and nothing else. */
export class Bus implements Check {
  readonly #complete = new Invariant('bus-complete', {
    zh: '已提交的事件都在总线上（总线重建或过期之前的除外）',
    en: 'every committed event is on the bus, unless it was wiped or has aged',
  });
  readonly #known = new Invariant('bus-known', {
    zh: '总线上没有数据库不认识或内容不同的事件',
    en: 'the bus holds no event that the database does not know',
  });
  readonly invariants = [this.#complete, this.#known];
  readonly #moment: Moment;
  readonly #committed = new Map<Service, Map<string, Committed>>(
    services.map((service) => [service, new Map()]),
  );
  readonly #states = new Map<Service, BusState>();

  constructor(moment: Moment) {
    this.#moment = moment;
  }

  commit(service: Service, commit: StoredCommit): void {
    for (const event of commit.events) {
      if (event.position === undefined) continue;
      this.#committed.get(service)!.set(eventIdOf(commit, event), {
        at: commit.at,
        digest: digestOf(event.type, event.data),
        seen: false,
      });
    }
  }

  bus(service: Service, state: BusState | undefined): void {
    if (state) this.#states.set(service, state);
    else if (this.#committed.get(service)!.size > 0) {
      this.#complete.expect(false, `${service} bus`, () => 'has no stream on the bus');
    }
  }

  message(service: Service, message: BusMessage): void {
    const { headers, subject } = message;
    // Where the producer's streams stand, said every minute; not an event.
    if (subject === `${service}.stream.digest.v1`) return;
    const id = headers['ce-id'] ?? '';
    const record = `${service} bus message ${message.sequence} (${id || subject})`;
    this.#known.checked++;
    const committed = this.#committed.get(service)!.get(id);
    if (!committed) {
      this.#known.broken(record, 'is in no commit of the database');
      return;
    }
    committed.seen = true;
    const said: [string, string][] = [
      ['ce-type', subject],
      ['ce-subject', id.slice(0, id.indexOf('#'))],
      ['ce-position', id.split('#')[1] ?? ''],
      ['ce-source', `/${service}`],
    ];
    for (const [header, value] of said) {
      if (headers[header] !== value) this.#known.broken(record, `${header} is not ${value}`);
    }
    if (digestOf(subject, parsed(message.data)) !== committed.digest) {
      this.#known.broken(record, 'differs from the committed event');
    }
  }

  end(): void {
    for (const [service, state] of this.#states) {
      const since = sinceWhen(state);
      for (const [id, { at, seen }] of this.#committed.get(service)!) {
        if (!seen && (Date.parse(at) < since || isYoung(this.#moment, { at }))) continue;
        this.#complete.expect(seen, `${service} event ${id}`, () => 'is not on the bus');
      }
    }
  }
}

/** Events committed before this moment may be gone from the bus without fault. */
function sinceWhen(state: BusState): number {
  if (state.firstSequence <= 1) return state.createdAt;
  return state.messages === 0 ? Infinity : Math.max(state.createdAt, state.firstTakenAt);
}

function digestOf(type: string, data: unknown): string {
  let text: string;
  try {
    text = canonical(data);
  } catch (problem) {
    // Such a commit is named by the check of the chains.
    if (!(problem instanceof NotCanonical)) throw problem;
    text = JSON.stringify(data);
  }
  return sha256(`${type} ${text}`).slice(0, 32);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
