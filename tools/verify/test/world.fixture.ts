import { createHash } from 'node:crypto';
import { familiesTaken, mirrorOf } from '../src/checks/families.ts';
import { MemorySource, type MemoryService } from '../src/source/memory-source.ts';
import {
  services,
  type Service,
  type StoredCommit,
  type StoredDocument,
  type StoredEvent,
} from '../src/source/shapes.ts';

export interface NewEvent {
  type: string;
  data: object;
  /** Not of the contract: it has no position and stays inside the service. */
  internal?: boolean;
}

const usualBegin = Date.parse('2026-03-01T01:00:00.000Z');

/** Writes commits as the services do, and makes from them what a quiet platform would hold. */
export class World {
  readonly #commits = new Map<Service, StoredCommit[]>(services.map((service) => [service, []]));
  readonly #states = new Map<string, object>();
  readonly #begin: number;
  readonly #stepMillis: number;
  #count = 0;

  constructor({ begin = usualBegin, stepMillis = 1_000 } = {}) {
    this.#begin = begin;
    this.#stepMillis = stepMillis;
  }

  /** One commit on a stream; without an actor the service itself acts. */
  commit(
    service: Service,
    stream: string,
    events: readonly NewEvent[],
    options: { subject?: string; commandName?: string } = {},
  ): StoredCommit {
    const all = this.#commits.get(service)!;
    const ofStream = all.filter((commit) => commit.stream === stream);
    let position = ofStream
      .flatMap((commit) => commit.events)
      .filter((event) => event.position !== undefined).length;
    const version = ofStream.length + 1;
    const body = {
      stream,
      version,
      commandName: options.commandName ?? 'Command',
      commandKey: `key-${++this.#count}`,
      commandHash: 'f'.repeat(64),
      actor: { subject: options.subject ?? `service:${service}`, role: 'service', agency: service },
      at: new Date(this.#begin + this.#count * this.#stepMillis).toISOString(),
      events: events.map(({ type, data, internal }): StoredEvent =>
        internal ? { type, data } : { type, data, position: ++position },
      ),
      basis: {},
      previousHash: ofStream.at(-1)?.hash ?? '0'.repeat(64),
    };
    const commit: StoredCommit = {
      _id: `${stream}@${String(version).padStart(10, '0')}`,
      ...body,
      hash: hashOf(body),
      trace: '',
      done: true,
    };
    all.push(commit);
    return commit;
  }

  /** Another history: the event of this type says something else, and all hashes fit. */
  alter(type: string, change: (data: Record<string, unknown>) => void): void {
    for (const all of this.#commits.values()) {
      for (const commit of all) {
        for (const event of commit.events) {
          if (event.type === type) change(event.data as Record<string, unknown>);
        }
      }
      for (const [stream] of newestOf(all)) reseal(all.filter((one) => one.stream === stream));
    }
  }

  /** Another history: the newest commit with an event of this type was signed by somebody else. */
  sign(type: string, subject: string): void {
    for (const all of this.#commits.values()) {
      for (const commit of all) {
        if (!commit.events.some((event) => event.type === type)) continue;
        commit.actor = { ...commit.actor, subject };
        for (const event of commit.events) (event.data as Record<string, unknown>)['by'] = subject;
        reseal(all.filter((one) => one.stream === commit.stream));
      }
    }
  }

  /** The folded state that the stream's view shows. */
  state(service: Service, stream: string, state: object): void {
    this.#states.set(`${service} ${stream}`, state);
  }

  stateOf(service: Service, stream: string): Record<string, unknown> {
    return (this.#states.get(`${service} ${stream}`) ?? {}) as Record<string, unknown>;
  }

  /** The view shows something else, the rest as before. */
  amend(service: Service, stream: string, change: object): void {
    this.state(service, stream, { ...this.stateOf(service, stream), ...change });
  }

  source(): MemorySource {
    const made = Object.fromEntries(
      services.map((service) => [service, this.#serviceOf(service)]),
    ) as Record<Service, MemoryService>;
    return new MemorySource(made, this.#begin + 24 * 3_600_000);
  }

  #serviceOf(service: Service): MemoryService {
    const commits = JSON.parse(JSON.stringify(this.#commits.get(service))) as StoredCommit[];
    const collections: Record<string, StoredDocument[]> = { commits: [], 'dead-letters': [] };
    for (const [stream, newest] of newestOf(commits)) {
      const last = lastPublished(commits, stream);
      (collections[stream.split('/')[0]!] ??= []).push({
        _id: stream,
        version: newest.version,
        position: last?.position ?? 0,
        positionHash: last?.hash ?? '',
        hash: newest.hash,
        at: newest.at,
        state: this.#states.get(`${service} ${stream}`) ?? {},
      });
    }
    for (const taken of familiesTaken[service]) {
      const { producer, family } = mirrorOf(`mirror-${taken}`)!;
      collections[`mirror-${taken}`] = this.#mirrorsOf(producer, family);
    }
    const messages = commits.flatMap((commit) =>
      commit.events.flatMap((event) => {
        if (event.position === undefined) return [];
        const headers = {
          'ce-id': `${commit.stream}#${event.position}#${commit.hash.slice(0, 16)}`,
          'ce-type': event.type,
          'ce-source': `/${service}`,
          'ce-subject': commit.stream,
          'ce-position': String(event.position),
        };
        return [{ subject: event.type, headers, data: JSON.stringify(event.data) }];
      }),
    );
    return {
      commits,
      collections,
      messages: messages.map((message, index) => ({ sequence: index + 1, ...message })),
      bus: {
        createdAt: this.#begin,
        firstSequence: 1,
        firstTakenAt: this.#begin,
        messages: messages.length,
      },
    };
  }

  #mirrorsOf(producer: Service, family: string): StoredDocument[] {
    const commits = this.#commits.get(producer)!;
    return [...newestOf(commits).keys()]
      .filter((stream) => stream.startsWith(`${family}/`))
      .flatMap((stream) => {
        const last = lastPublished(commits, stream);
        return last ? [{ _id: stream, version: last.position, hash: last.hash, facts: {} }] : [];
      });
  }
}

function newestOf(commits: readonly StoredCommit[]): Map<string, StoredCommit> {
  return new Map(commits.map((commit) => [commit.stream, commit]));
}

function lastPublished(
  commits: readonly StoredCommit[],
  stream: string,
): { position: number; hash: string } | undefined {
  return commits
    .filter((commit) => commit.stream === stream)
    .flatMap(({ events, hash }) =>
      events.flatMap(({ position }) =>
        position === undefined ? [] : [{ position, hash: hash.slice(0, 16) }],
      ),
    )
    .at(-1);
}

function reseal(ofStream: readonly StoredCommit[]): void {
  let previousHash = '0'.repeat(64);
  for (const commit of ofStream) {
    commit.previousHash = previousHash;
    const { _id, hash: _hash, trace: _trace, done: _done, ...body } = commit;
    commit.hash = previousHash = hashOf(body);
  }
}

function hashOf(body: object): string {
  return createHash('sha256').update(sortedJson(body)).digest('hex');
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
