import { commitId, partsOfStream, type Commit } from './commit.ts';
import {
  advanceHead,
  emptyHead,
  headOfView,
  QuarantinedStream,
  type AnyAggregate,
  type Head,
  type ViewDocument,
} from './head.ts';
import type { Store } from './ports.ts';

/** How many later commits are probed for by id before a stream is read on by range. */
const probes = 3;
const rangeLimit = 500;

export type Loaded = Head | QuarantinedStream;

/** A durable head that the process remembers; what has come after it is probed for all the same. */
export type KnownHead = (stream: string) => Head | undefined;

/**
 * Exact heads of many streams in grouped reads: views by `$in` for those that the process does not remember and that
 * have one, then the next few ids of each by `$in`; only a stream whose last probe exists is read on by range
 * (WRITE-PATH 8). A stream that cannot be understood comes back as its QuarantinedStream and does not disturb the others.
 */
export async function loadHeads(
  store: Store,
  aggregates: ReadonlyMap<string, AnyAggregate>,
  streams: readonly string[],
  known: KnownHead = () => undefined,
): Promise<Map<string, Loaded>> {
  const loaded = await loadStarts(store, aggregates, streams, known);
  const ids = [...loaded.values()].flatMap((head) =>
    Array.from({ length: probes }, (_, index) => commitId(head.stream, head.version + 1 + index)),
  );
  const probed = new Map((await store.commitsByIds(ids)).map((commit) => [commit._id, commit]));
  const result = new Map<string, Loaded>();
  for (const head of loaded.values()) {
    const next: Commit[] = [];
    for (let offset = 1; offset <= probes; offset++) {
      const commit = probed.get(commitId(head.stream, head.version + offset));
      // A hole between probes may be a commit that came in while they were read: the range tells.
      if (commit?.version !== head.version + next.length + 1) continue;
      next.push(commit);
    }
    const last = probed.has(commitId(head.stream, head.version + probes));
    result.set(head.stream, await follow(store, aggregates, head, next, last));
  }
  return result;
}

/** Where each stream is read on from: the remembered head, the view, or the beginning. */
async function loadStarts(
  store: Store,
  aggregates: ReadonlyMap<string, AnyAggregate>,
  streams: readonly string[],
  known: KnownHead,
): Promise<Map<string, Head>> {
  const remembered = new Map<string, Head>();
  for (const stream of streams) {
    const head = known(stream);
    if (head) remembered.set(stream, head);
  }
  const unknown = streams.filter((stream) => !remembered.has(stream));
  const views = await loadViews(store, aggregates, unknown);
  return new Map([...remembered, ...views]);
}

async function loadViews(
  store: Store,
  aggregates: ReadonlyMap<string, AnyAggregate>,
  streams: readonly string[],
): Promise<Map<string, Head>> {
  const byKind = Map.groupBy(streams, (stream) => partsOfStream(stream).kind);
  const heads = new Map<string, Head>();
  await Promise.all(
    [...byKind].map(async ([kind, ofKind]) => {
      const aggregate = aggregateOf(aggregates, kind);
      for (const stream of ofKind) heads.set(stream, emptyHead(stream, aggregate));
      if (aggregate.hasView === false) return;
      for (const view of await store.folded<ViewDocument>(kind, ofKind)) {
        // A view folded by an older release is ignored: the stream is folded again from its commits.
        if (view.schema === aggregate.schema) heads.set(view._id, headOfView(view));
      }
    }),
  );
  return heads;
}

async function follow(
  store: Store,
  aggregates: ReadonlyMap<string, AnyAggregate>,
  from: Head,
  next: readonly Commit[],
  lastProbeExists: boolean,
): Promise<Loaded> {
  const aggregate = aggregateOf(aggregates, partsOfStream(from.stream).kind);
  try {
    let head = next.reduce((at, commit) => advanceHead(at, commit, aggregate), from);
    let more = lastProbeExists;
    while (more) {
      const commits = await store.commitsOf(head.stream, head.version, rangeLimit);
      head = commits.reduce((at, commit) => advanceHead(at, commit, aggregate), head);
      more = commits.length === rangeLimit;
    }
    return head;
  } catch (problem) {
    if (problem instanceof QuarantinedStream) return problem;
    throw problem;
  }
}

export function aggregateOf(
  aggregates: ReadonlyMap<string, AnyAggregate>,
  kind: string,
): AnyAggregate {
  const aggregate = aggregates.get(kind);
  if (!aggregate) throw new Error(`no aggregate of kind "${kind}" in this service`);
  return aggregate;
}
