import { familyOf, type Cursor, type Cursors } from './cursors.ts';
import { digestEntries, type DigestEntry } from './digest.ts';
import type { Delivery, RepairAsk } from './ports.ts';

const againMillis = { first: 2_000, most: 60_000 } as const;

export type Missing = RepairAsk | 'nothing' | 'to be asked later';

/**
 * Compares a producer's digest with what has arrived, and asks for what is missing (WRITE-PATH 19). The digest is only
 * acknowledged when nothing is: a lost question, or a repair cut short, is asked again.
 */
export async function checkDigest(
  delivery: Delivery,
  options: {
    readonly cursors: Cursors;
    readonly takes: (family: string) => boolean;
    /** What has neither been taken nor laid aside of a stream that is to have come so far. */
    readonly missing: (entry: DigestEntry, cursor: Cursor) => Promise<Missing>;
    readonly onFork: (stream: string) => void;
    readonly ask: (asks: readonly RepairAsk[]) => Promise<void>;
  },
): Promise<void> {
  try {
    const entries = digestEntries(delivery).filter(({ stream }) => options.takes(familyOf(stream)));
    const cursors = await options.cursors.of(entries.map(({ stream }) => stream));
    const asks: RepairAsk[] = [];
    let isComplete = true;
    for (const entry of entries) {
      const { stream, position, hash } = entry;
      const cursor = cursors.get(stream)!;
      if (cursor.position < position) {
        const missing = await options.missing(entry, cursor);
        if (missing === 'nothing') continue;
        isComplete = false;
        options.cursors.forget(stream);
        if (missing !== 'to be asked later') asks.push(missing);
      } else if (cursor.position === position && cursor.hash !== '' && cursor.hash !== hash) {
        options.onFork(stream);
      }
    }
    if (isComplete) {
      delivery.ack();
      return;
    }
    delivery.nak(Math.min(againMillis.first * delivery.delivered, againMillis.most));
    if (asks.length > 0) await options.ask(asks);
  } catch {
    delivery.nak(againMillis.first);
  }
}
