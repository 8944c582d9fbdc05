import { shortHash } from '../core/canonical.ts';
import { serviceActor } from '../core/calls.ts';
import {
  call,
  type Aggregate,
  type CommandCall,
  type CommandDeclaration,
} from '../core/command.ts';
import { commitId } from '../core/commit.ts';
import type { TaskContext, TaskDeclaration } from '../core/definition.ts';
import type { ViewDocument } from '../core/head.ts';
import { isPassing } from '../core/problems.ts';
import {
  bulkChunkKind,
  decideSettleRows,
  type BulkChunk,
  type BulkChunkEvent,
  type OpenedChunk,
  type RowOutcome,
} from './bulk-chunk.ts';

export const bulkPace = {
  everyMillis: 1_000,
  /** Rows are started only while the queue is emptier than this, so that desks stay responsive (WRITE-PATH 18). */
  queueLoad: 0.5,
  rowsAtOnce: 50,
  chunksInTurn: 10,
} as const;

/** The command a row of this kind of work stands for. */
export type RowCall = (row: unknown, district: string) => CommandCall;

/**
 * Works on open chunks, some rows of each in turn. Each row is an ordinary command under the key `job/row`: two
 * replicas, a repeat and a killed process do no harm. What passes (a full queue, a database that is away) leaves the
 * row waiting for the next round.
 */
export function workOnChunks(
  chunk: Aggregate<BulkChunk, BulkChunkEvent>,
  callOf: (what: string) => RowCall,
): TaskDeclaration {
  const settleRows: CommandDeclaration<
    { chunkId: string; outcomes: readonly RowOutcome[] },
    BulkChunk,
    BulkChunkEvent,
    undefined
  > = {
    name: 'SettleBulkRows',
    aggregate: chunk,
    id: ({ chunkId }) => chunkId,
    decide: (state, { outcomes }) => decideSettleRows(state, outcomes),
  };

  async function workOn(chunkId: string, context: TaskContext): Promise<number> {
    const { reader, runner } = context;
    const { state } = await reader.state(chunk, chunkId);
    const opened = await openedChunk(context, chunkId);
    const waiting = [...state.marks].flatMap((mark, index) => (mark === '.' ? [index] : []));
    const taken = waiting.slice(0, bulkPace.rowsAtOnce);
    const outcomes = await Promise.all(
      taken.map((index) => settleRow(index, opened, callOf(opened.what), context)),
    );
    const known = outcomes.filter((outcome) => outcome !== undefined);
    if (known.length === 0) return 0;
    await runner.call(call(settleRows, { chunkId, outcomes: known }), {
      actor: serviceActor(chunk.service),
      // With the outcomes: a row that was refused here may have been accepted in another replica.
      keyScope: ['settle bulk rows', chunkId, shortHash([JSON.stringify(known)])],
      receivedAt: opened.receivedAt,
    });
    return known.length;
  }

  return {
    name: 'work-on-bulk-jobs',
    everyMillis: bulkPace.everyMillis,
    run: async (context) => {
      const { store, runner, log } = context;
      for (let total = 0; ;) {
        const open = await store.find<ViewDocument>(
          bulkChunkKind,
          { 'state.status': 'open' },
          { sort: { _id: 1 }, limit: bulkPace.chunksInTurn },
        );
        let done = 0;
        for (const { _id } of open) {
          if (runner.load >= bulkPace.queueLoad) return total + done;
          try {
            done += await workOn(_id.slice(bulkChunkKind.length + 1), context);
          } catch (problem) {
            if (!isPassing(problem)) throw problem;
            log.warn('rows of a bulk job wait', { chunk: _id, problem: String(problem) });
          }
        }
        if (done === 0) return total;
        total += done;
      }
    },
  };
}

/** The rows stand in the chunk's first commit. */
async function openedChunk({ store }: TaskContext, chunkId: string): Promise<OpenedChunk> {
  const [first] = await store.commitsByIds([commitId(`${bulkChunkKind}/${chunkId}`, 1)]);
  if (!first) throw new Error(`the chunk ${chunkId} has no first commit`);
  return first.events[0]!.data as OpenedChunk;
}

/** Undefined when there is no outcome yet. */
async function settleRow(
  index: number,
  opened: OpenedChunk,
  rowCall: RowCall,
  { runner, log }: TaskContext,
): Promise<RowOutcome | undefined> {
  const number = opened.firstRow + index;
  try {
    const outcome = await runner.call(rowCall(opened.rows[index], opened.district), {
      actor: opened.actor,
      keyScope: ['bulk job', opened.jobId, String(number)],
      receivedAt: opened.receivedAt,
    });
    return outcome.kind === 'refused'
      ? { index, outcome: 'refused', refusal: outcome.refusal }
      : { index, outcome: 'accepted' };
  } catch (problem) {
    if (isPassing(problem)) return undefined;
    // A bug met by one row stops no other; the operator finds it in the log and the row among those refused.
    log.error('a row of a bulk job failed', {
      job: opened.jobId,
      row: number,
      problem: String(problem),
    });
    return { index, outcome: 'refused', refusal: { refused: 'internal' } };
  }
}
