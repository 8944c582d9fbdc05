import type { ServiceName } from '@fangpiao/contracts';
import type { ViewDocument } from './head.ts';
import type { BusMessage, FoldedDocument, Ports } from './ports.ts';

/** Where a chain ends, as its owner said at an hour; kept by another agency (WRITE-PATH 28). */
export interface Witnessed extends FoldedDocument {
  readonly hash: string;
  /** When the owner said it. */
  readonly saidAt: string;
}

/** A chain that became shorter, or another, than its owner had said. Kept as it was first seen. */
export interface ChainAlarm extends FoldedDocument {
  readonly producer: ServiceName;
  readonly stream: string;
  readonly was: number;
  readonly is: number;
  readonly saidAt: string;
}

export const chainAlarmCollection = 'chain-alarms';
const alarmsShown = 200;

interface HeadEntry {
  readonly stream: string;
  readonly version: number;
  readonly hash: string;
}

const entriesPerMessage = 1_000;

export function witnessCollection(producer: string): string {
  return `heads-${producer}`;
}

function headsSubject(service: ServiceName): string {
  return `${service}.stream.heads.v1`;
}

export function isHeads(message: BusMessage): boolean {
  return message.subject.endsWith('.stream.heads.v1');
}

/** Says where the chains that changed since `since` end. Answers how many. */
export async function publishHeads(
  ports: Ports,
  service: ServiceName,
  kinds: readonly string[],
  since: string,
): Promise<number> {
  const saidAt = new Date(ports.clock.now()).toISOString();
  let said = 0;
  for (const kind of kinds) {
    for (let after = '', more = true; more;) {
      const views = await ports.store.find<ViewDocument>(
        kind,
        { at: { $gte: since }, _id: { $gt: after } },
        { sort: { _id: 1 }, limit: entriesPerMessage },
      );
      if (views.length > 0) await ports.bus.publish([messageOf(ports, service, views, saidAt)]);
      said += views.length;
      after = views.at(-1)?._id ?? '';
      more = views.length === entriesPerMessage;
    }
  }
  return said;
}

function messageOf(
  ports: Ports,
  service: ServiceName,
  views: readonly ViewDocument[],
  saidAt: string,
): BusMessage {
  const subject = headsSubject(service);
  const id = `${subject}#${saidAt}#${Buffer.from(ports.chance.bytes(8)).toString('hex')}`;
  const entries = views.map(({ _id, version, hash }): HeadEntry => ({
    stream: _id,
    version,
    hash,
  }));
  return {
    subject,
    id,
    headers: {
      'ce-specversion': '1.0',
      'ce-id': id,
      'ce-type': subject,
      'ce-source': `/${service}`,
      'ce-time': saidAt,
      'content-type': 'application/json',
    },
    data: JSON.stringify({ saidAt, entries }),
  };
}

/** Keeps what a producer says, and raises an alarm when a chain is shorter, or another, than it was. */
export async function witness(
  ports: Ports,
  producer: ServiceName,
  message: BusMessage,
): Promise<void> {
  const { saidAt, entries } = JSON.parse(message.data) as { saidAt: string; entries: HeadEntry[] };
  const collection = witnessCollection(producer);
  const kept = new Map(
    (
      await ports.store.folded<Witnessed>(
        collection,
        entries.map(({ stream }) => stream),
      )
    ).map((document) => [document._id, document]),
  );
  const alarms = entries.flatMap((entry) =>
    isBroken(kept.get(entry.stream), entry, saidAt)
      ? [alarmOf(producer, kept.get(entry.stream)!, entry, saidAt)]
      : [],
  );
  for (const { stream, was, is } of alarms)
    ports.log.error('a chain of another agency was cut off or rewritten', {
      producer,
      stream,
      was,
      is,
    });
  await ports.store.writeFolded(chainAlarmCollection, alarms);
  await ports.store.writeFolded(
    collection,
    entries.map(({ stream, version, hash }): Witnessed => ({ _id: stream, version, hash, saidAt })),
  );
}

/** The bus does not promise order: an older saying proves nothing. */
function isBroken(kept: Witnessed | undefined, said: HeadEntry, saidAt: string): boolean {
  if (!kept || kept.saidAt > saidAt) return false;
  return said.version < kept.version || (said.version === kept.version && said.hash !== kept.hash);
}

function alarmOf(
  producer: ServiceName,
  kept: Witnessed,
  said: HeadEntry,
  saidAt: string,
): ChainAlarm {
  const { stream, version: is } = said;
  // Always the first version: what was seen first stays, and a repeat changes nothing.
  return {
    _id: `${producer}/${stream}`,
    version: 1,
    producer,
    stream,
    was: kept.version,
    is,
    saidAt,
  };
}

export function listChainAlarms(store: Ports['store']): Promise<ChainAlarm[]> {
  return store.find<ChainAlarm>(chainAlarmCollection, {}, { sort: { _id: 1 }, limit: alarmsShown });
}

/** Where the chain of a stream ends, as each of these agencies said last. */
export async function findWitnessed(
  store: Ports['store'],
  producers: readonly ServiceName[],
  stream: string,
): Promise<(Witnessed & { readonly producer: ServiceName })[]> {
  const found = await Promise.all(
    producers.map(async (producer) =>
      (await store.folded<Witnessed>(witnessCollection(producer), [stream])).map((document) => ({
        ...document,
        producer,
      })),
    ),
  );
  return found.flat();
}
