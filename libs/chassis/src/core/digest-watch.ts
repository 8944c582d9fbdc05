import type { Cursors } from './cursors.ts';
import { familyOf } from './cursors.ts';
import { digestEntries } from './digest.ts';
import type { Delivery, RepairAsk } from './ports.ts';

const againMillis = { first: 2_000, most: 60_000 } as const;

/**
 * Compares a producer's digest with what has arrived, and asks for what is missing (WRITE-PATH 19). The digest is only
 * acknowledged when nothing is: a lost question, or a repair cut short, is asked again.
 */
export async function checkDigest(
  delivery: Delivery,
  options: {
    readonly cursors: Cursors;
    readonly takes: (family: string) => boolean;
    /** Streams that stand still until an operator has looked. */
    readonly stands: (stream: string) => boolean;
    readonly onFork: (stream: string) => void;
    readonly ask: (asks: readonly RepairAsk[]) => Promise<void>;
  },
): Promise<void> {
  try {
    const entries = digestEntries(delivery).filter(({ stream }) => options.takes(familyOf(stream)));
    const cursors = await options.cursors.of(entries.map(({ stream }) => stream));
    const asks: RepairAsk[] = [];
    for (const { stream, position, hash } of entries) {
      const cursor = cursors.get(stream)!;
      if (options.stands(stream)) continue;
      if (cursor.position < position) {
        options.cursors.forget(stream);
        asks.push({ stream, fromPosition: cursor.position + 1, toPosition: position });
      } else if (cursor.position === position && cursor.hash !== '' && cursor.hash !== hash) {
        options.onFork(stream);
      }
    }
    if (asks.length === 0) {
      delivery.ack();
      return;
    }
    delivery.nak(Math.min(againMillis.first * delivery.delivered, againMillis.most));
    await options.ask(asks);
  } catch {
    delivery.nak(againMillis.first);
  }
}
