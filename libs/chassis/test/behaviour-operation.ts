import {
  Busy,
  BusAway,
  QuarantinedStream,
  ShuttingDown,
  StoreAway,
  verifyChain,
  type Aggregate,
  type Commit,
  type ServiceDefinition,
  type Witnessed,
} from '../src/index.ts';
import { listChainAlarms } from '../src/core/chain-heads.ts';
import { balanceOf, bookOf, commitsOf, gate, kinds, many } from './given.ts';
import { counterDefinition, openStall, payIn, payOut, stall, till } from './town.ts';
import { send, type Process, type World } from './world.ts';

const clerk = { subject: 'clerk-1', role: 'counter-officer', agency: 'town' } as const;

export function describeOperation(given: () => World): void {
  const pay = (world: World, counter: Process, count: number, id = 't') =>
    world.run(Promise.all(many(count).map(() => send(counter, payIn, { till: id, fen: 1 }))));
  const allDone = (world: World, counter: Process) =>
    world.until(
      'all are done',
      async () => (await counter.ports.store.commitsNotDone('2999', 10)).length === 0,
    );

  describe('operation', () => {
    it('is not ready with a clock more than a second off the database [WRITE-PATH 11]', async () => {
      const world = given();
      const right = await world.counter();
      const wrong = await world.counter({ ahead: 5_000 });
      expect(right.core.readiness()).toEqual({ ready: true, reasons: [] });
      expect(wrong.core.readiness().reasons.join()).toContain('clock');
    });

    it('takes no command and meets no deadline early with a clock that is off [WRITE-PATH 11]', async () => {
      const world = given();
      const right = await world.counter();
      const wrong = await world.counter({ ahead: 7 * 24 * 60 * 60 * 1_000 });
      const closesAt = new Date(world.now() + 60_000).toISOString();
      await world.run(send(right, openStall, { name: 's', closesAt }));
      await allDone(world, right);
      expect(await world.run(wrong.core.runJobNow('close-stalls'))).toBe(0);
      const door = { actor: clerk, keyScope: ['clerk-1', 'k'], received: {}, receivedAt: 0 };
      await expect(world.run(wrong.core.run(payIn, { till: 't', fen: 1 }, door))).rejects.toThrow(
        Busy,
      );
      expect(kinds([await world.run(right.core.run(payIn, { till: 't', fen: 1 }, door))])).toEqual({
        accepted: 1,
      });
    });

    it('waits for a database and a bus that come up after it', async () => {
      const world = given();
      const away = { database: 2, bus: 2 };
      const counter = await world.counter({
        store: {
          prepare: (next, collections) =>
            away.database-- > 0 ? Promise.reject(new StoreAway('starting up')) : next(collections),
        },
        bus: {
          prepare: (next) => (away.bus-- > 0 ? Promise.reject(new BusAway('starting up')) : next()),
        },
      });
      expect(away.bus).toBeLessThan(0);
      expect(counter.core.readiness().ready).toBe(true);
      await pay(world, counter, 3);
      expect(await world.run(balanceOf(counter, 't'))).toBe(3);
    });

    it('does not wait when what is wrong will not pass by itself', async () => {
      const refused = { prepare: () => Promise.reject(new TypeError('not an index')) };
      await expect(given().counter({ store: refused })).rejects.toThrow('not an index');
    });

    it('runs a deadline’s command once, with two replicas and again after it [WRITE-PATH 10]', async () => {
      const world = given();
      const [a, b] = [await world.counter(), await world.counter()];
      const closesAt = new Date(world.now() - 1_000).toISOString();
      await world.run(
        Promise.all(many(5).map((n) => send(a, openStall, { name: `s${n}`, closesAt }))),
      );
      await allDone(world, a);
      const due = await world.run(
        Promise.all([a.core.runJobNow('close-stalls'), b.core.runJobNow('close-stalls')]),
      );
      expect(due).toEqual([5, 5]);
      await allDone(world, a);
      expect(await world.run(a.core.runJobNow('close-stalls'))).toBe(0);
      const views = await world.run(a.ports.store.find('stall', {}, { limit: 100 }));
      expect(views.map(({ version }) => version)).toEqual(many(5).map(() => 2));
    });

    it('finishes what was taken before it stops, reactions included, and refuses what comes later', async () => {
      const world = given();
      const counter = await world.counter();
      const hold = gate();
      counter.store.insertCommits = async (next, commits, order) => {
        await hold.opened;
        return next(commits, order);
      };
      const taken = many(10).map((n) => send(counter, openStall, { name: `s${n}`, till: 'own' }));
      const stopping = counter.stop();
      await expect(world.run(send(counter, payIn, { till: 't', fen: 1 }))).rejects.toThrow(
        ShuttingDown,
      );
      hold.open();
      expect(kinds(await world.run(Promise.all(taken)))).toEqual({ accepted: 10 });
      await world.run(stopping);
      const next = await world.counter();
      expect(await world.run(next.ports.store.commitsNotDone('2999', 10))).toEqual([]);
      expect(await world.run(balanceOf(next, 'own'))).toBe(50);
    });

    it('brings old events into today’s form at load; hashes cover the stored form [WRITE-PATH 26]', async () => {
      const world = given();
      const early: Aggregate<number> = {
        service: 'vouchers',
        kind: 'till',
        schema: 0,
        initial: 0,
        events: [],
        internal: ['till-counted'],
        apply: (state) => state + 1,
      };
      const old = await world.start(definitionOf(early));
      const count = { name: 'count', aggregate: early, id: () => 't' };
      await world.run(
        send(
          old,
          { ...count, decide: (n: number) => [{ type: 'till-counted', data: { n } }] },
          undefined,
          { received: 'count' },
        ),
      );
      await world.run(old.stop());
      const counter = await world.counter();
      const { state } = await world.run(counter.core.reader.state(till, 't'));
      expect(state).toEqual({ balance: 0, notes: 1 });
      await pay(world, counter, 1);
      expect(await world.run(verifyChain(counter.ports.store, 'till/t'))).toEqual({ commits: 2 });
    });

    it('answers nothing on a stream with an event of a later release, everything on others [WRITE-PATH 26]', async () => {
      const world = given();
      const later: Aggregate<number> = {
        ...(till as unknown as Aggregate<number>),
        schema: 2,
        initial: 0,
        internal: ['till-blessed'],
        apply: (state) => state,
      };
      const newer = await world.start(definitionOf(later));
      const bless = { name: 'bless', aggregate: later, id: () => 'blessed' };
      await world.run(
        send(newer, { ...bless, decide: () => [{ type: 'till-blessed', data: {} }] }, undefined, {
          received: 'bless',
        }),
      );
      await world.run(newer.stop());
      const counter = await world.counter();
      await expect(world.run(send(counter, payIn, { till: 'blessed', fen: 1 }))).rejects.toThrow(
        QuarantinedStream,
      );
      expect((await world.run(send(counter, payIn, { till: 'other', fen: 1 }))).kind).toBe(
        'accepted',
      );
    });

    it('rebuilds a view from the commits and switches names [WRITE-PATH 28]', async () => {
      const world = given();
      const counter = await world.counter();
      await world.run(
        Promise.all(many(30).map((n) => send(counter, payIn, { till: `t${n % 7}`, fen: 1 }))),
      );
      await allDone(world, counter);
      const { store } = counter.ports;
      await world.run(
        store.writeFolded('till', [{ _id: 'till/t0', version: 999, state: 'spoilt', at: '' }]),
      );
      await world.run(store.writeFolded('till', [{ _id: 'till/ghost', version: 1, at: '' }]));
      expect(await world.run(counter.core.rebuild('till'))).toBe(7);
      const views = await world.run(store.find('till', {}, { limit: 100 }));
      expect(views.map(({ _id }) => _id).sort()).toEqual(many(7).map((n) => `till/t${n}`));
      expect(views.find(({ _id }) => _id === 'till/t0')).toMatchObject({
        version: 5,
        state: { balance: 5 },
      });
      // The new collection serves the searches of the old one, and goes on.
      await pay(world, counter, 1, 't0');
      await allDone(world, counter);
      expect(await world.run(balanceOf(counter, 't0'))).toBe(6);
    });

    it('tells another agency where its chains end, which notices a cut-off tail [WRITE-PATH 28]', async () => {
      const world = given();
      const ledger = await world.ledger();
      const counter = await world.counter();
      await pay(world, counter, 4);
      await world.run(send(counter, payOut, { till: 't', fen: 1 }));
      await allDone(world, counter);
      await world.run(counter.core.publishHeadsNow());
      const witnessed = () => ledger.ports.store.folded<Witnessed>('heads-vouchers', ['till/t']);
      await world.until('the ledger keeps it', async () => (await witnessed())[0]?.version === 5);
      await world.run(counter.stop());
      const cut = await world.counter({ database: 'cut' });
      await pay(world, cut, 2);
      await allDone(world, cut);
      await world.run(cut.core.publishHeadsNow());
      await world.until('the alarm is raised', () =>
        ledger.log.some((line) => line.includes('cut off')),
      );
      // An alarm outlives the process that raised it, and is kept as it was first seen.
      await world.run(cut.core.publishHeadsNow());
      expect(await world.run(listChainAlarms(ledger.ports.store))).toMatchObject([
        { producer: 'vouchers', stream: 'till/t', was: 5, is: 2 },
      ]);
    });

    it('gives a subscriber whose database was set back what it lacks, when its operator asks [WRITE-PATH 24]', async () => {
      const world = given();
      const ledger = await world.ledger();
      const counter = await world.counter();
      await pay(world, counter, 3);
      await world.until('it is entered', async () => (await bookOf(ledger, 't')).entries === 3);
      await allDone(world, counter);
      await world.run(counter.core.digestNow());
      await world.run(ledger.stop());
      const restored = await world.ledger({ database: 'restored' });
      expect(await world.run(restored.core.askForMissing())).toEqual(['vouchers']);
      await world.until(
        'it has all again',
        async () => (await bookOf(restored, 't')).entries === 3,
      );
    });

    it('is not ready when the bus knows more than the database, until recovered [WRITE-PATH 24]', async () => {
      const world = given();
      const counter = await world.counter();
      await pay(world, counter, 3);
      await allDone(world, counter);
      await world.run(counter.stop());
      const restored = await world.counter({ database: 'restored' });
      expect(restored.core.readiness().reasons.join()).toContain('recover');
      await world.run(restored.core.recover());
      expect(restored.core.readiness().ready).toBe(true);
      await world.run(restored.stop());
      const again = await world.counter({ database: 'restored' });
      expect(again.core.readiness().ready).toBe(true);
    });

    it('notices at its start that the bus was wiped while it was away, and fills it [WRITE-PATH 25]', async () => {
      const world = given();
      const counter = await world.counter();
      await pay(world, counter, 3);
      await allDone(world, counter);
      await world.run(counter.stop());
      await world.run(world.wipeBus());
      const next = await world.counter();
      const ledger = await world.ledger();
      await world.until(
        'the ledger has all',
        async () => (await bookOf(ledger, 't')).entries === 3,
      );
      expect(next.log.join('\n')).toContain('filling it again');
    });

    it('lets lists include a commit the caller knows of [WRITE-PATH 12]', async () => {
      const world = given();
      const counter = await world.counter();
      counter.bus.publish = () => new Promise(() => undefined);
      const paid = await world.run(send(counter, payIn, { till: 't', fen: 1 }));
      if (paid.kind !== 'accepted') throw new Error('not accepted');
      const listed = () => counter.ports.store.find('till', {}, { limit: 10 });
      expect(await world.run(listed())).toEqual([]);
      await world.run(counter.core.foldTo(paid.commit._id));
      expect(await world.run(listed())).toMatchObject([{ _id: 'till/t', version: 1 }]);
    });

    it('reads one thing at its head, while its view lags [WRITE-PATH 12]', async () => {
      const world = given();
      const counter = await world.counter();
      counter.store.writeFolded = (next, collection, documents) =>
        collection === 'till' ? Promise.resolve() : next(collection, documents);
      await pay(world, counter, 5);
      const head = await world.run(counter.core.reader.head('till/t'));
      expect(head).toMatchObject({ version: 5, state: { balance: 5 } });
    });

    it('reads at its head what another replica has committed since [WRITE-PATH 8, 12]', async () => {
      const world = given();
      const counter = await world.counter();
      const replica = await world.counter();
      await pay(world, counter, 2);
      await pay(world, replica, 1);
      const head = await world.run(counter.core.reader.head('till/t'));
      expect(head).toMatchObject({ version: 3, state: { balance: 3 } });
    });

    it('notes the position of every foreign fact a decision used [WRITE-PATH 16]', async () => {
      const world = given();
      const ledger = await world.ledger();
      const counter = await world.counter();
      await pay(world, counter, 2);
      await world.until('both are remembered', async () => {
        const mirrors = await ledger.ports.store.folded('mirror-vouchers-till', ['till/t']);
        return mirrors[0]?.version === 2;
      });
      const { enter, tillMirror } = await import('./town.ts');
      const outcome = await world.run(
        send(
          ledger,
          {
            ...enter,
            facts: async (_input, reader) => {
              await reader.mirror(tillMirror, 't');
              await reader.mirror(tillMirror, 'never-heard-of');
              return undefined;
            },
          },
          { book: 'by-hand', fen: 1, position: 1 },
        ),
      );
      expect(outcome).toMatchObject({
        commit: { basis: { 'vouchers/till/t': 2, 'vouchers/till/never-heard-of': 0 } },
      });
    });

    it('sees an altered commit when a chain is verified', async () => {
      const world = given();
      const counter = await world.counter();
      await pay(world, counter, 3);
      const { store } = counter.ports;
      expect(await world.run(verifyChain(store, 'till/t'))).toEqual({ commits: 3 });
      const commits = await world.run(commitsOf(counter, 'till/t'));
      counter.store.commitsOf = () =>
        Promise.resolve(
          commits.map((commit): Commit =>
            commit.version === 2 ? { ...commit, at: '2020-01-01T00:00:00.000Z' as never } : commit,
          ),
        );
      const { problem } = await world.run(verifyChain(store, 'till/t'));
      expect(problem).toContain('till/t@0000000002');
    });

    function definitionOf(aggregate: Aggregate<number>): ServiceDefinition {
      return {
        ...counterDefinition(given().switches),
        aggregates: [aggregate, stall] as unknown as ServiceDefinition['aggregates'],
        reactions: [],
        jobs: [],
      };
    }
  });
}
