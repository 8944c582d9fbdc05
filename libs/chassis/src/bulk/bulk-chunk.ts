import type { DomainEvent, Refusal, ServiceName } from '@fangpiao/contracts';
import type { Aggregate, Decision } from '../core/command.ts';
import type { HandedIn, Slice } from './bulk-job.ts';

/** At most 500 rows of a bulk job; what became of each is a letter in `marks` (WRITE-PATH 18). */
export interface BulkChunk {
  readonly status: 'none' | 'open' | 'finished';
  readonly jobId: string;
  readonly chunk: number;
  /** One letter a row: `.` waiting, `a` accepted, `r` refused. */
  readonly marks: string;
  readonly accepted: number;
  readonly refused: number;
}

/** What became of one row of the chunk; `index` is from 0. */
export type RowOutcome =
  | { readonly index: number; readonly outcome: 'accepted' }
  | { readonly index: number; readonly outcome: 'refused'; readonly refusal: Refusal };

export type OpenedChunk = HandedIn & Slice;

export type BulkChunkEvent =
  | DomainEvent<'bulk-chunk.opened.v1', OpenedChunk>
  | DomainEvent<'bulk-chunk.rows-settled.v1', { readonly outcomes: readonly RowOutcome[] }>
  | DomainEvent<'bulk-chunk.finished.v1', { readonly jobId: string; readonly chunk: number }>;

export const bulkChunkKind = 'bulk-chunk';

export function bulkChunkOf(service: ServiceName): Aggregate<BulkChunk, BulkChunkEvent> {
  return {
    service,
    kind: bulkChunkKind,
    schema: 1,
    initial: { status: 'none', jobId: '', chunk: 0, marks: '', accepted: 0, refused: 0 },
    events: [],
    internal: ['bulk-chunk.opened.v1', 'bulk-chunk.rows-settled.v1', 'bulk-chunk.finished.v1'],
    indexes: [{ 'state.status': 1 }, { 'state.jobId': 1 }],
    apply: (state, event) => {
      switch (event.type) {
        case 'bulk-chunk.opened.v1': {
          const { jobId, chunk, rows } = event.data;
          return { ...state, status: 'open', jobId, chunk, marks: '.'.repeat(rows.length) };
        }
        case 'bulk-chunk.rows-settled.v1':
          return settled(state, event.data.outcomes);
        case 'bulk-chunk.finished.v1':
          return { ...state, status: 'finished' };
      }
    },
  };
}

export function chunkIdOf(jobId: string, chunk: number): string {
  return `${jobId}-${chunk}`;
}

function settled(state: BulkChunk, outcomes: readonly RowOutcome[]): BulkChunk {
  const marks = [...state.marks];
  for (const { index, outcome } of outcomes) marks[index] = outcome === 'accepted' ? 'a' : 'r';
  const accepted = marks.filter((mark) => mark === 'a').length;
  const refused = marks.filter((mark) => mark === 'r').length;
  return { ...state, marks: marks.join(''), accepted, refused };
}

export function decideOpenChunk(state: BulkChunk, opened: OpenedChunk): Decision<BulkChunkEvent> {
  return state.status === 'none' ? [{ type: 'bulk-chunk.opened.v1', data: opened }] : [];
}

/** A row is settled once: what another replica found out about it too is not noted again. */
export function decideSettleRows(
  state: BulkChunk,
  outcomes: readonly RowOutcome[],
): Decision<BulkChunkEvent> {
  const fresh = outcomes.filter(({ index }) => state.marks[index] === '.');
  if (fresh.length === 0) return [];
  const { marks, jobId, chunk } = settled(state, fresh);
  return [
    { type: 'bulk-chunk.rows-settled.v1', data: { outcomes: fresh } },
    ...(marks.includes('.')
      ? []
      : [{ type: 'bulk-chunk.finished.v1', data: { jobId, chunk } } as const]),
  ];
}
