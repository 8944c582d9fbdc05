import { digestSubject, type ServiceName } from '@fangpiao/contracts';
import { hashPrefix, type Commit } from './commit.ts';
import type { BusMessage, Ports, RepairAsk } from './ports.ts';
import { messagesOf } from './envelope.ts';

/** Where a stream of the producer stands: enough for a subscriber to see that its tail is missing. */
export interface DigestEntry {
  readonly stream: string;
  readonly position: number;
  /** Prefix of the hash of the commit that holds the position. */
  readonly hash: string;
}

/** Asked for by a subscriber whose database was set back: where every stream stands (WRITE-PATH 24). */
export const everyStream = '*';

const entriesPerDigest = 1_000;
const positionsPerRepair = 1_000;

export function isDigest(message: BusMessage): boolean {
  return message.subject.endsWith('.stream.digest.v1');
}

export function digestEntries(message: BusMessage): DigestEntry[] {
  return (JSON.parse(message.data) as { entries: DigestEntry[] }).entries;
}

/**
 * The producer's side of repair: every minute it says where what changed stands, and it publishes again what a
 * subscriber misses, under fresh message ids, since the broker's window would swallow a repeated one (WRITE-PATH 19, 20).
 */
export class Repairer {
  readonly #ports: Ports;
  readonly #service: ServiceName;
  readonly #sayEverything: () => Promise<void>;
  #changed = new Map<string, DigestEntry>();
  #serial = 0;

  constructor(options: {
    ports: Ports;
    service: ServiceName;
    /** Publishes where every stream stands. */
    sayEverything: () => Promise<void>;
  }) {
    this.#ports = options.ports;
    this.#service = options.service;
    this.#sayEverything = options.sayEverything;
  }

  note(commit: Commit): void {
    const last = commit.events.findLast((event) => event.position !== undefined);
    if (!last) return;
    this.#changed.set(commit.stream, {
      stream: commit.stream,
      position: last.position!,
      hash: hashPrefix(commit.hash),
    });
  }

  /** Also says again what changed before a restart: `entries` found in the views. */
  async publishDigest(entries: readonly DigestEntry[] = []): Promise<void> {
    const changed = [...entries, ...this.#changed.values()];
    this.#changed = new Map();
    try {
      for (let from = 0; from < changed.length; from += entriesPerDigest) {
        await this.#ports.bus.publish([this.#digest(changed.slice(from, from + entriesPerDigest))]);
      }
    } catch (problem) {
      for (const entry of changed)
        if (!this.#changed.has(entry.stream)) this.#changed.set(entry.stream, entry);
      throw problem;
    }
  }

  #digest(entries: readonly DigestEntry[]): BusMessage {
    const subject = digestSubject(this.#service);
    const id = `${subject}#${this.#ports.clock.now()}#${++this.#serial}#${hex(this.#ports.chance.bytes(6))}`;
    return {
      subject,
      id,
      headers: {
        'ce-specversion': '1.0',
        'ce-id': id,
        'ce-type': subject,
        'ce-source': `/${this.#service}`,
        'content-type': 'application/json',
      },
      data: JSON.stringify({ entries }),
    };
  }

  /** Publishes the asked positions again. The event keeps its id; only the message's id is new. */
  async repair(asks: readonly RepairAsk[]): Promise<void> {
    if (asks.some(({ stream }) => stream === everyStream)) await this.#sayEverything();
    for (const ask of asks.filter(isAsk).slice(0, positionsPerRepair)) {
      let version = 0;
      let sent = 0;
      for (let more = true; more && sent < positionsPerRepair;) {
        const commits = await this.#ports.store.commitsOf(ask.stream, version, 500);
        const messages = commits
          .flatMap((commit) => messagesOf(this.#service, commit))
          .filter(
            ({ headers }) =>
              Number(headers['ce-position']) >= ask.fromPosition &&
              Number(headers['ce-position']) <= ask.toPosition,
          )
          .map((message) => ({
            ...message,
            id: `${message.id}#repair-${hex(this.#ports.chance.bytes(8))}`,
          }));
        if (messages.length > 0) await this.#ports.bus.publish(messages);
        sent += messages.length;
        version = commits.at(-1)?.version ?? version;
        const last = commits.at(-1)?.events.findLast(({ position }) => position !== undefined);
        more = commits.length === 500 && !((last?.position ?? 0) >= ask.toPosition);
      }
    }
  }
}

/** Another agency sent it: nothing about it is believed. */
function isAsk(ask: RepairAsk): boolean {
  return (
    typeof ask.stream === 'string' &&
    ask.stream.includes('/') &&
    Number.isSafeInteger(ask.fromPosition) &&
    Number.isSafeInteger(ask.toPosition)
  );
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
