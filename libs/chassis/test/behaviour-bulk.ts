import { bulkRoutesOf, fenSchema } from '@fangpiao/contracts';
import { z } from 'zod';
import {
  bulkJobsOf,
  bulkPace,
  call,
  type BoundRoute,
  type CommandBinding,
  type QueryBinding,
  type ServiceDefinition,
} from '../src/index.ts';
import { balanceOf, commitsOf, many } from './given.ts';
import { counterDefinition, counterSeat, payIn, payOut } from './town.ts';
import { clerk, diesAt, send, type Process, type World } from './world.ts';

const routes = bulkRoutesOf({
  service: counterSeat,
  name: 'payOut',
  path: '/pay-out-jobs',
  zh: '付款',
  en: 'Pay out',
  allowed: ['counter-officer'],
  readers: ['counter-officer'],
  row: z.strictObject({ till: z.string(), fen: fenSchema }),
});
type Row = { till: string; fen: number };

const bulk = bulkJobsOf(counterSeat, {
  'pay-out': { routes, call: (row) => call(payOut, row as Row) },
});
const task = 'work-on-bulk-jobs';
const afterTheSweepAge = 11_000;

/** The town's counter that also takes work in bulk. */
function definition(world: World): ServiceDefinition {
  const counter = counterDefinition(world.switches);
  return {
    ...counter,
    aggregates: [...counter.aggregates, ...bulk.aggregates],
    reactions: [...counter.reactions, ...bulk.reactions],
    tasks: bulk.tasks,
  };
}

/** A job as its clerk sees it, through the bindings of its three routes. */
function desk(world: World, process: Process) {
  const bound = bulk.routes(process.core);
  const of = <Binding extends BoundRoute>(name: string) =>
    bound.find(({ route }) => route.name === name) as Binding;
  const context = { actor: clerk, receivedAt: world.now(), trace: '', language: 'zh' as const };
  const requestOf = (parts: object) => ({
    params: {},
    query: {},
    body: {},
    ifMatch: undefined,
    ...parts,
  });
  const ask = async (name: string, parts: object) =>
    world.run(of<QueryBinding>(name).handle(requestOf(parts), context)) as Promise<{
      // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers freely
      answer: any;
    }>;
  return {
    async handIn(rows: readonly Row[], key = 'job'): Promise<string> {
      const start = of<CommandBinding>(routes.start.name);
      const input = await start.input(requestOf({ body: { rows } }), context);
      const outcome = await world.run(send(process, start.command, input, { key }));
      if (outcome.kind !== 'accepted') throw new Error(`handing in: ${outcome.kind}`);
      return outcome.commit.stream.slice('bulk-job/'.length);
    },
    progress: async (jobId: string) =>
      (await ask(routes.get.name, { params: { jobId } })).answer as Record<string, unknown>,
    rows: async (jobId: string, query: object = {}) =>
      (await ask(routes.rows.name, { params: { jobId }, query: { limit: 200, ...query } })).answer,
  };
}

export function describeBulkJobs(given: () => World): void {
  describe('a bulk job', () => {
    async function finished(world: World, process: Process, jobId: string): Promise<void> {
      await world.until('the job is finished', async () => {
        await process.core.runTaskNow(task);
        return (await desk(world, process).progress(jobId))['status'] === 'finished';
      });
    }

    it('settles each row by itself: one that is refused stops no other, and each is told [WRITE-PATH 18]', async () => {
      const world = given();
      const counter = await world.start(definition(world));
      await world.run(send(counter, payIn, { till: 'full', fen: 1_000 }));
      const rows = many(620).map((n) => ({ till: n % 100 === 7 ? 'empty' : 'full', fen: 1 }));
      const jobId = await desk(world, counter).handIn(rows);
      await finished(world, counter, jobId);
      expect(await desk(world, counter).progress(jobId)).toEqual({
        jobId,
        status: 'finished',
        rows: 620,
        accepted: 613,
        refused: 7,
        waiting: 0,
      });
      expect(await world.run(balanceOf(counter, 'full'))).toBe(1_000 - 613);
      const refused = await desk(world, counter).rows(jobId, { outcome: 'refused' });
      expect(refused.items.map(({ number }: { number: number }) => number)).toEqual([
        8, 108, 208, 308, 408, 508, 608,
      ]);
      expect(refused.items[0]).toMatchObject({
        row: { till: 'empty', fen: 1 },
        refusal: { code: 'till-empty' },
      });
    });

    it('shows its rows page by page, in the order in which they were handed in [WRITE-PATH 12, 18]', async () => {
      const world = given();
      const counter = await world.start(definition(world));
      const jobId = await desk(world, counter).handIn(
        many(510).map((n) => ({ till: `t${n}`, fen: 1 })),
      );
      await finished(world, counter, jobId);
      const numbers: number[] = [];
      for (let cursor: string | undefined, pages = 0; pages < 4; pages++) {
        const page = await desk(world, counter).rows(jobId, cursor === undefined ? {} : { cursor });
        numbers.push(...page.items.map(({ number }: { number: number }) => number));
        cursor = page.next;
        if (cursor === undefined) break;
      }
      expect(numbers).toEqual(many(510).map((n) => n + 1));
    });

    it('starts rows only while the queue is under half full, so that desks stay responsive [WRITE-PATH 18]', async () => {
      const world = given();
      const counter = await world.start(definition(world));
      await world.run(send(counter, payIn, { till: 'full', fen: 10 }));
      const jobId = await desk(world, counter).handIn([{ till: 'full', fen: 1 }]);
      await world.until('the chunk is open', async () => {
        const [chunk] = await counter.ports.store.folded('bulk-chunk', [`bulk-chunk/${jobId}-0`]);
        return chunk !== undefined;
      });
      let isFull = true;
      Object.defineProperty(counter.core.runner, 'load', {
        get: () => (isFull ? bulkPace.queueLoad : 0),
      });
      expect(await world.run(counter.core.runTaskNow(task))).toBe(0);
      expect(await world.run(balanceOf(counter, 'full'))).toBe(10);
      isFull = false;
      await finished(world, counter, jobId);
      expect(await world.run(balanceOf(counter, 'full'))).toBe(9);
    });

    it('acts for the one who handed it in, at the time of handing in [WRITE-PATH 11, 18]', async () => {
      const world = given();
      const counter = await world.start(definition(world));
      await world.run(send(counter, payIn, { till: 'full', fen: 10 }));
      const jobId = await desk(world, counter).handIn([{ till: 'full', fen: 1 }]);
      await finished(world, counter, jobId);
      const paidOut = (await world.run(commitsOf(counter, 'till/full'))).at(-1);
      expect(paidOut?.actor).toEqual(clerk);
    });

    it.each(['inserted-not-acked', 'folded-not-reacted'] as const)(
      'goes on where a process was killed at "%s", and no row takes effect twice [WRITE-PATH 18, 30]',
      async (point) => {
        const world = given();
        const first = await world.start(definition(world));
        await world.run(send(first, payIn, { till: 'full', fen: 1_000 }));
        const rows = many(120).map(() => ({ till: 'full', fen: 1 }));
        const jobId = await desk(world, first).handIn(rows);
        const died = diesAt(first, point);
        void first.core.runTaskNow(task).catch(() => undefined);
        await world.run(died);
        const second = await world.start(definition(world), { ahead: afterTheSweepAge });
        await finished(world, second, jobId);
        expect(await world.run(balanceOf(second, 'full'))).toBe(1_000 - 120);
        expect(await desk(world, second).progress(jobId)).toMatchObject({ accepted: 120 });
      },
    );

    it('is worked on by two replicas at once, and no row takes effect twice [WRITE-PATH 18]', async () => {
      const world = given();
      const one = await world.start(definition(world));
      const other = await world.start(definition(world));
      await world.run(send(one, payIn, { till: 'full', fen: 1_000 }));
      const jobId = await desk(world, one).handIn(many(200).map(() => ({ till: 'full', fen: 1 })));
      await world.until('the job is finished', async () => {
        await Promise.all([one.core.runTaskNow(task), other.core.runTaskNow(task)]);
        return (await desk(world, one).progress(jobId))['status'] === 'finished';
      });
      expect(await world.run(balanceOf(one, 'full'))).toBe(800);
    });
  });
}
