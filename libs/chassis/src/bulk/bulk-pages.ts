import {
  bulkLimits,
  explainRefusal,
  type AnswerOf,
  type bulkRoutesOf,
  type Refusal,
} from '@fangpiao/contracts';
import { instant } from '@fangpiao/values';
import type { Actor, Aggregate } from '../core/command.ts';
import type { ServiceCore } from '../core/service.ts';
import { refused } from '../http/index.ts';
import {
  bulkChunkKind,
  chunkIdOf,
  type BulkChunkEvent,
  type OpenedChunk,
  type RowOutcome,
} from './bulk-chunk.ts';
import type { BulkJob, BulkJobEvent } from './bulk-job.ts';

type Routes = ReturnType<typeof bulkRoutesOf>;
type ShownRow = AnswerOf<Routes['rows']>['items'][number];
type Job = Aggregate<BulkJob, BulkJobEvent>;

/** How far a job is: sums over its chunks. */
export async function jobProgress(
  core: ServiceCore,
  job: Job,
  options: { readonly what: string; readonly jobId: string; readonly actor: Actor },
): Promise<AnswerOf<Routes['get']>> {
  const { jobId } = options;
  const { rows, chunks, finishedChunks } = await visibleJob(core, job, options);
  const [sum] = await core.ports.store.sums(bulkChunkKind, { 'state.jobId': jobId }, undefined, [
    'state.accepted',
    'state.refused',
  ]);
  const accepted = sum?.sums['state.accepted'] ?? 0;
  const refusedRows = sum?.sums['state.refused'] ?? 0;
  const waiting = rows - accepted - refusedRows;
  return {
    jobId: jobId as AnswerOf<Routes['get']>['jobId'],
    // The sums may lag a moment behind the job: it is told to be finished when they are complete (WRITE-PATH 12).
    status: finishedChunks === chunks && waiting === 0 ? 'finished' : 'working',
    rows,
    accepted,
    refused: refusedRows,
    waiting,
  };
}

/** What became of each row, in the order in which they were handed in. */
export async function jobRows(
  core: ServiceCore,
  job: Job,
  options: {
    readonly what: string;
    readonly jobId: string;
    readonly actor: Actor;
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly outcome?: ShownRow['outcome'] | undefined;
  },
): Promise<AnswerOf<Routes['rows']>> {
  const { rows, chunks } = await visibleJob(core, job, options);
  const after = rowOf(options.cursor);
  const items: ShownRow[] = [];
  const first = Math.floor(after / bulkLimits.chunkRows);
  for (let chunk = first; chunk < chunks && items.length <= options.limit; chunk++) {
    const ofChunk = await rowsOfChunk(core, chunkIdOf(options.jobId, chunk));
    items.push(
      ...ofChunk.filter(
        ({ number, outcome }) =>
          number > after && (options.outcome === undefined || outcome === options.outcome),
      ),
    );
  }
  const shown = items.slice(0, options.limit);
  const last = shown.at(-1);
  return {
    items: shown,
    ...(items.length > shown.length &&
      last &&
      last.number < rows && { next: Buffer.from(String(last.number)).toString('base64url') }),
    asOf: instant(core.ports.clock.now()),
  };
}

/** A job of another district, or of another kind of work, does not exist for the caller. */
async function visibleJob(
  core: ServiceCore,
  job: Job,
  { what, jobId, actor }: { what: string; jobId: string; actor: Actor },
): Promise<BulkJob> {
  const { state } = await core.reader.state(job, jobId);
  const isElsewhere = actor.district !== undefined && actor.district !== state.district;
  if (state.status === 'none' || state.what !== what || isElsewhere) throw refused('not-found');
  return state;
}

/** Number of the last row that was shown; 0 at the start. */
function rowOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const number = Number(Buffer.from(cursor, 'base64url').toString());
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

async function rowsOfChunk(core: ServiceCore, chunkId: string): Promise<ShownRow[]> {
  const commits = await core.ports.store.commitsOf(
    `${bulkChunkKind}/${chunkId}`,
    0,
    bulkLimits.chunkRows + 1,
  );
  const events = commits.flatMap((commit) => commit.events as unknown as readonly BulkChunkEvent[]);
  const opened = events.find((event) => event.type === 'bulk-chunk.opened.v1');
  if (!opened) return [];
  const outcomes = new Map(
    events.flatMap((event) =>
      event.type === 'bulk-chunk.rows-settled.v1'
        ? event.data.outcomes.map((outcome) => [outcome.index, outcome] as const)
        : [],
    ),
  );
  return opened.data.rows.map((_, index) => shownRow(opened.data, index, outcomes.get(index)));
}

function shownRow(
  { firstRow, rows }: OpenedChunk,
  index: number,
  outcome: RowOutcome | undefined,
): ShownRow {
  return {
    number: firstRow + index,
    row: rows[index] as ShownRow['row'],
    outcome: outcome?.outcome ?? 'waiting',
    refusal: outcome?.outcome === 'refused' ? shownRefusal(outcome.refusal) : null,
  };
}

function shownRefusal({ refused: code, detail }: Refusal): ShownRow['refusal'] {
  return { ...explainRefusal(code), detail: detail ?? null };
}
