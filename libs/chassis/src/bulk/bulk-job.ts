import { bulkLimits, type DomainEvent, type ServiceName } from '@fangpiao/contracts';
import type { Actor, Aggregate, Decision } from '../core/command.ts';

/**
 * The head of a list of rows that somebody handed in (WRITE-PATH 18). The rows stand in its first commit alone, from
 * which the chunks are opened: state holds sums, never lists.
 */
export interface BulkJob {
  readonly status: 'none' | 'working' | 'finished';
  readonly what: string;
  /** Whose it is: people of another district do not see it. */
  readonly district: string;
  readonly rows: number;
  readonly chunks: number;
  readonly finishedChunks: number;
}

/** What was handed in, when and by whom: the command of each row acts for this person at this time (WRITE-PATH 11). */
export interface HandedIn {
  readonly jobId: string;
  readonly what: string;
  readonly district: string;
  readonly actor: Actor;
  readonly receivedAt: number;
}

export type BulkJobEvent =
  | DomainEvent<'bulk-job.handed-in.v1', HandedIn & { readonly rows: readonly unknown[] }>
  | DomainEvent<'bulk-job.chunk-finished.v1', { readonly chunk: number }>;

export const bulkJobKind = 'bulk-job';

export function bulkJobOf(service: ServiceName): Aggregate<BulkJob, BulkJobEvent> {
  return {
    service,
    kind: bulkJobKind,
    schema: 1,
    initial: { status: 'none', what: '', district: '', rows: 0, chunks: 0, finishedChunks: 0 },
    events: [],
    internal: ['bulk-job.handed-in.v1', 'bulk-job.chunk-finished.v1'],
    apply: (state, event) => {
      switch (event.type) {
        case 'bulk-job.handed-in.v1': {
          const { what, district, rows } = event.data;
          const chunks = chunksOf(rows).length;
          return {
            status: 'working',
            what,
            district,
            rows: rows.length,
            chunks,
            finishedChunks: 0,
          };
        }
        case 'bulk-job.chunk-finished.v1': {
          const finishedChunks = state.finishedChunks + 1;
          const status = finishedChunks === state.chunks ? 'finished' : 'working';
          return { ...state, finishedChunks, status };
        }
      }
    },
  };
}

export interface Slice {
  /** From 0. */
  readonly chunk: number;
  /** Number of its first row in the job, from 1. */
  readonly firstRow: number;
  readonly rows: readonly unknown[];
}

/** The same rows always make the same chunks: opening them again does nothing. */
export function chunksOf(rows: readonly unknown[]): Slice[] {
  const slices: Slice[] = [];
  for (let from = 0; from < rows.length; from += bulkLimits.chunkRows)
    slices.push({
      chunk: slices.length,
      firstRow: from + 1,
      rows: rows.slice(from, from + bulkLimits.chunkRows),
    });
  return slices;
}

export function decideHandIn(
  state: BulkJob,
  handedIn: HandedIn & { readonly rows: readonly unknown[] },
): Decision<BulkJobEvent> {
  return state.status === 'none' ? [{ type: 'bulk-job.handed-in.v1', data: handedIn }] : [];
}

export function decideNoteFinishedChunk(state: BulkJob, chunk: number): Decision<BulkJobEvent> {
  return state.status === 'working'
    ? [{ type: 'bulk-job.chunk-finished.v1', data: { chunk } }]
    : [];
}
