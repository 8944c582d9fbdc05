import type { bulkRoutesOf, ServiceName } from '@fangpiao/contracts';
import { call, type CommandDeclaration } from '../core/command.ts';
import { whenOwn, type EventHandler, type TaskDeclaration } from '../core/definition.ts';
import type { AnyAggregate } from '../core/head.ts';
import type { ServiceCore } from '../core/service.ts';
import { onCommand, onQuery, type BoundRoute } from '../http/index.ts';
import { acceptedAs } from '../pages.ts';
import { districtOf } from '../scope.ts';
import {
  bulkChunkOf,
  chunkIdOf,
  decideOpenChunk,
  type BulkChunk,
  type BulkChunkEvent,
  type OpenedChunk,
} from './bulk-chunk.ts';
import {
  bulkJobOf,
  chunksOf,
  decideHandIn,
  decideNoteFinishedChunk,
  type BulkJob,
  type BulkJobEvent,
} from './bulk-job.ts';
import { jobProgress, jobRows } from './bulk-pages.ts';
import { workOnChunks, type RowCall } from './work-on-chunks.ts';

type Routes = ReturnType<typeof bulkRoutesOf>;

/** A kind of work that is handed in as rows: its routes, and the command a row stands for. */
export interface BulkWork {
  readonly routes: Routes;
  readonly call: RowCall;
}

/** The parts of a service that takes work in bulk (WRITE-PATH 18); each goes where such parts go in its definition. */
export interface BulkJobs {
  readonly aggregates: readonly AnyAggregate[];
  readonly reactions: readonly EventHandler[];
  readonly tasks: readonly TaskDeclaration[];
  readonly routes: (core: ServiceCore) => readonly BoundRoute[];
}

/** `works`: by the name of the work, which commits keep for ever. */
export function bulkJobsOf(
  service: ServiceName,
  works: Readonly<Record<string, BulkWork>>,
): BulkJobs {
  const job = bulkJobOf(service);
  const chunk = bulkChunkOf(service);

  const handIn = (
    what: string,
  ): CommandDeclaration<
    { rows: readonly unknown[]; district: string; receivedAt: number },
    BulkJob,
    BulkJobEvent,
    undefined
  > => ({
    name: 'HandInBulkJob',
    aggregate: job,
    creates: true,
    id: (_input, { scopeId }) => scopeId,
    decide: (state, { rows, district, receivedAt }, _facts, { stream, actor }) => {
      const jobId = stream.slice(stream.indexOf('/') + 1);
      return decideHandIn(state, { jobId, what, district, actor, receivedAt, rows });
    },
  });
  const openChunk: CommandDeclaration<OpenedChunk, BulkChunk, BulkChunkEvent, undefined> = {
    name: 'OpenBulkChunk',
    aggregate: chunk,
    creates: true,
    id: ({ jobId, chunk: number }) => chunkIdOf(jobId, number),
    decide: (state, opened) => decideOpenChunk(state, opened),
  };
  const noteFinishedChunk: CommandDeclaration<
    { jobId: string; chunk: number },
    BulkJob,
    BulkJobEvent,
    undefined
  > = {
    name: 'NoteFinishedBulkChunk',
    aggregate: job,
    id: ({ jobId }) => jobId,
    decide: (state, input) => decideNoteFinishedChunk(state, input.chunk),
  };

  const callOf = (what: string): RowCall => {
    const work = works[what];
    if (!work) throw new Error(`there is no work "${what}"`);
    return work.call;
  };

  return {
    aggregates: [job, chunk] as unknown as AnyAggregate[],
    reactions: [
      whenOwn(job, 'bulk-job.handed-in.v1', ({ data: { rows, ...handedIn } }) =>
        chunksOf(rows).map((slice) => call(openChunk, { ...handedIn, ...slice })),
      ),
      whenOwn(chunk, 'bulk-chunk.finished.v1', ({ data }) => [call(noteFinishedChunk, data)]),
    ],
    tasks: [workOnChunks(chunk, callOf)],
    routes: (core) =>
      Object.entries(works).flatMap(([what, { routes }]) => [
        onCommand(routes.start, {
          command: handIn(what),
          input: ({ body: { rows } }, { actor, receivedAt }) => ({
            rows,
            district: districtOf(actor),
            receivedAt,
          }),
          answer: acceptedAs('pending'),
          location: ({ stream }) => `${routes.start.path}/${stream.slice(stream.indexOf('/') + 1)}`,
        }),
        onQuery(routes.get, async ({ params }, { actor }) => ({
          answer: await jobProgress(core, job, { what, ...params, actor }),
        })),
        onQuery(routes.rows, async ({ params, query }, { actor }) => ({
          answer: await jobRows(core, job, { what, ...params, ...query, actor }),
        })),
      ]),
  };
}
