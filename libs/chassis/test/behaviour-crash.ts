import type { FaultPoint } from '../src/index.ts';
import { balanceOf, bookOf, commitsOf, many } from './given.ts';
import { openStall, payIn } from './town.ts';
import { diesAt, send, type Process, type World } from './world.ts';

/** Later than the sweep's ten seconds: the new process takes up what the dead one left. */
const afterTheSweepAge = 11_000;

const ofCounter: readonly FaultPoint[] = [
  'before-insert',
  'inserted-not-acked',
  'acked-not-published',
  'published-not-folded',
  'folded-not-reacted',
  'event-not-command',
  'folded-not-done',
];
const ofLedger: readonly FaultPoint[] = [
  'event-not-command',
  'command-not-mirror',
  'mirror-not-ack',
];

export function describeCrashes(given: () => World): void {
  async function everythingFollowed(world: World, counter: Process, ledger: Process) {
    await world.until('everything has followed', async () => {
      await counter.core.sweepNow();
      const left = await counter.ports.store.commitsNotDone('2999', 10);
      const [view] = await counter.ports.store.folded('till', ['till/fees']);
      const entered = await bookOf(ledger, 'fees');
      return left.length === 0 && view?.version === 1 && entered.entries === 1;
    });
    expect(await world.run(balanceOf(counter, 'fees'))).toBe(5);
    expect(await world.run(bookOf(ledger, 'fees'))).toMatchObject({ sum: 5, misplaced: 0 });
  }

  describe('a process killed', () => {
    it.each(ofCounter)(
      'at "%s" leaves nothing undone and nothing twice [WRITE-PATH 10, 30]',
      async (point) => {
        const world = given();
        const ledger = await world.ledger();
        const first = await world.counter();
        const died = diesAt(first, point);
        void send(first, openStall, { name: 'noodles' }, { key: 'open' }).catch(() => undefined);
        await world.run(died);
        const second = await world.counter({ ahead: afterTheSweepAge });
        const again = await world.run(
          send(second, openStall, { name: 'noodles' }, { key: 'open' }),
        );
        expect(again.kind).toBe(point === 'before-insert' ? 'accepted' : 'repeated');
        await everythingFollowed(world, second, ledger);
      },
    );

    it.each(ofLedger)(
      'at "%s" loses no event and enters none twice [WRITE-PATH 22, 23]',
      async (point) => {
        const world = given();
        const first = await world.ledger();
        const counter = await world.counter();
        const died = diesAt(first, point);
        await world.run(send(counter, openStall, { name: 'noodles' }));
        await world.run(died);
        const second = await world.ledger();
        await everythingFollowed(world, counter, second);
      },
    );
  });

  describe('a process that stumbles', () => {
    it.each([...ofCounter.slice(2), ...ofLedger])(
      'at "%s" goes on by itself [WRITE-PATH 30]',
      async (point) => {
        const world = given();
        const ledger = await world.ledger();
        const counter = await world.counter();
        let stumbles = 0;
        for (const process of [ledger, counter])
          process.fault = (name) => {
            if (name === point && stumbles++ < 2) throw new Error(`stumbled at ${name}`);
          };
        await world.run(send(counter, openStall, { name: 'noodles' }));
        await everythingFollowed(world, counter, ledger);
        expect(stumbles).toBeGreaterThan(0);
      },
    );
  });

  describe('done', () => {
    it.each(['publish', 'writeFolded'] as const)(
      'is set only after %s has succeeded [WRITE-PATH 10]',
      async (method) => {
        const world = given();
        const counter = await world.counter();
        let isAway = true;
        let tries = 0;
        const fail = <Value>(next: () => Promise<Value>): Promise<Value> => {
          if (!isAway) return next();
          tries++;
          return Promise.reject(new Error('away'));
        };
        if (method === 'publish')
          counter.bus.publish = (next, messages) => fail(() => next(messages));
        else
          counter.store.writeFolded = (next, collection, documents) =>
            fail(() => next(collection, documents));
        await world.run(
          Promise.all(many(3).map((n) => send(counter, payIn, { till: `t${n}`, fen: 1 }))),
        );
        await world.until('it was tried twice', () => tries > 2);
        const commits = await world.run(commitsOf(counter, 'till/t0'));
        expect(commits.map(({ done }) => done)).toEqual([false]);
        isAway = false;
        await world.until(
          'all are done',
          async () => (await counter.ports.store.commitsNotDone('2999', 10)).length === 0,
        );
      },
    );
  });
}
