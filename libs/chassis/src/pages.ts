import { instant, type Instant } from '@fangpiao/values';
import type { ViewDocument } from './core/head.ts';
import type { Clock, Filter, Store } from './core/ports.ts';

/** A page of a list over one kind's views, in the order of ids. Lists may lag a second and say so (WRITE-PATH 12). */
export async function listViews<State, Item>(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly kind: string;
  readonly filter: Filter;
  readonly page: {
    readonly limit: number;
    readonly cursor?: string | undefined;
  };
  readonly item: (state: State, view: ViewDocument) => Item;
}): Promise<{ items: Item[]; next?: string; asOf: Instant }> {
  const { store, clock, kind, filter, page, item } = options;
  const after = page.cursor === undefined ? '' : Buffer.from(page.cursor, 'base64url').toString();
  const views = await store.find<ViewDocument>(
    kind,
    { ...filter, ...(after !== '' && { _id: { $gt: after } }) },
    { sort: { _id: 1 }, limit: page.limit + 1 },
  );
  const shown = views.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((view) => item(view.state as State, view)),
    ...(views.length > page.limit && last && { next: Buffer.from(last._id).toString('base64url') }),
    asOf: instant(clock.now()),
  };
}

/** ETag of one thing: its version. */
export function versionTag(version: number): string {
  return `"${version}"`;
}

/** The usual answer to a command: which thing, at which version, done or still to be answered by another agency. */
export function acceptedAs(status: 'done' | 'pending'): (commit: {
  stream: string;
  version: number;
}) => {
  id: string;
  version: number;
  status: 'done' | 'pending';
} {
  return ({ stream, version }) => ({ id: stream.slice(stream.indexOf('/') + 1), version, status });
}
