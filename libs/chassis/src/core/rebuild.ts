import { partsOfStream } from './commit.ts';
import {
  advanceHead,
  emptyHead,
  QuarantinedStream,
  viewOfHead,
  type AnyAggregate,
  type Head,
  type ViewDocument,
} from './head.ts';
import { loadHeads } from './loader.ts';
import type { CollectionDeclaration, Ports, Store } from './ports.ts';

const perScan = 2_000;
const perWrite = 200;

/**
 * Folds every stream of a kind once into a new collection, then switches names (WRITE-PATH 28). Commits go on being
 * written meanwhile: what changed since the start is folded once more afterwards.
 */
export async function rebuildView(
  ports: Pick<Ports, 'store' | 'log' | 'clock'>,
  aggregate: AnyAggregate,
  collection: CollectionDeclaration,
): Promise<number> {
  const { store, log, clock } = ports;
  const { kind } = aggregate;
  const fresh = `${kind}-rebuilding`;
  const since = new Date(clock.now() - 60_000).toISOString();
  await store.prepare([{ ...collection, name: fresh }]);
  let head: Head | undefined;
  let broken = '';
  let ready: ViewDocument[] = [];
  let folded = 0;
  const finish = async (isLast: boolean): Promise<void> => {
    if (head) ready.push(viewOfHead(head, aggregate));
    head = undefined;
    if (ready.length < perWrite && !isLast) return;
    await store.writeFolded(fresh, ready);
    folded += ready.length;
    ready = [];
  };
  for (let after = `${kind}/`, more = true; more;) {
    const commits = await store.scanCommits(after, perScan);
    more = commits.length === perScan;
    for (const commit of commits) {
      if (partsOfStream(commit.stream).kind !== kind) {
        more = false;
        break;
      }
      after = commit._id;
      if (commit.stream === broken) continue;
      if (head && head.stream !== commit.stream) await finish(false);
      try {
        head = advanceHead(head ?? emptyHead(commit.stream, aggregate), commit, aggregate);
      } catch (problem) {
        if (!(problem instanceof QuarantinedStream)) throw problem;
        log.error('a stream is quarantined and has no view', { problem: problem.message });
        broken = commit.stream;
        head = undefined;
      }
    }
  }
  await finish(true);
  const changed = await changedSince(store, kind, since);
  await store.renameCollection(fresh, kind);
  await foldAgain(store, aggregate, changed);
  return folded;
}

async function changedSince(store: Store, kind: string, since: string): Promise<string[]> {
  const changed: string[] = [];
  for (let after = '', more = true; more;) {
    const views = await store.find<ViewDocument>(
      kind,
      { at: { $gte: since }, _id: { $gt: after } },
      { sort: { _id: 1 }, limit: 1_000 },
    );
    changed.push(...views.map(({ _id }) => _id));
    after = views.at(-1)?._id ?? '';
    more = views.length === 1_000;
  }
  return changed;
}

/** Brings the views of these streams to their heads. */
export async function foldAgain(
  store: Store,
  aggregate: AnyAggregate,
  streams: readonly string[],
): Promise<void> {
  const aggregates = new Map([[aggregate.kind, aggregate]]);
  for (let from = 0; from < streams.length; from += perWrite) {
    const heads = await loadHeads(store, aggregates, streams.slice(from, from + perWrite));
    const views = [...heads.values()].flatMap((head) =>
      head instanceof QuarantinedStream || head.version === 0 ? [] : [viewOfHead(head, aggregate)],
    );
    await store.writeFolded(aggregate.kind, views);
  }
}
