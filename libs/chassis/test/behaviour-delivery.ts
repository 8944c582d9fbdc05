import type { BusMessage, Delivery } from '../src/index.ts';
import { bookOf, commitsOf, gate, many } from './given.ts';
import { openStall, payIn, payOut, tillMirror } from './town.ts';
import { send, type Process, type World } from './world.ts';

export function describeDelivery(given: () => World): void {
  const entered = (world: World, ledger: Process, book: string, count: number): Promise<void> =>
    world.until(
      `${count} events of ${book} are entered`,
      async () => (await bookOf(ledger, book)).entries >= count,
    );
  const pay = (world: World, counter: Process, count: number, till = 't') =>
    world.run(Promise.all(many(count).map(() => send(counter, payIn, { till, fen: 1 }))));

  describe('delivery', () => {
    it('numbers the public events of a stream densely, the others not at all [WRITE-PATH 19]', async () => {
      const world = given();
      const counter = await world.counter();
      const sent: BusMessage[] = [];
      counter.bus.publish = (next, messages) => {
        sent.push(...messages);
        return next(messages);
      };
      await pay(world, counter, 3);
      await world.run(send(counter, payOut, { till: 't', fen: 1 }));
      await pay(world, counter, 1);
      const events = (await world.run(commitsOf(counter, 'till/t'))).flatMap(({ events: e }) => e);
      expect(events.map(({ position }) => position)).toEqual([1, 2, 3, undefined, 4, 5]);
      await world.until('all are published', () => sent.length >= 5);
      expect(sent.map(({ headers }) => Number(headers['ce-position']))).toEqual([1, 2, 3, 4, 5]);
    });

    it('takes duplicates and any order [WRITE-PATH 20]', async () => {
      const world = given();
      const ledger = await world.ledger();
      const counter = await world.counter();
      let copies = 0;
      counter.bus.publish = async (next, messages) => {
        const doubled = messages.map((message) => ({
          ...message,
          id: `${message.id}#${++copies}`,
        }));
        await next([...messages, ...doubled].reverse());
      };
      for (const _ of many(4)) await pay(world, counter, 10);
      await entered(world, ledger, 't', 40);
      expect(await world.run(bookOf(ledger, 't'))).toEqual({
        sum: 40,
        entries: 40,
        position: 40,
        misplaced: 0,
      });
    });

    it('parks what comes behind a gap and asks for what is missing, under a fresh message id [WRITE-PATH 19, 20]', async () => {
      const world = given();
      const ledger = await world.ledger();
      const counter = await world.counter();
      const ids: string[] = [];
      let hasLost = false;
      counter.bus.publish = (next, messages) => {
        ids.push(...messages.map(({ id }) => id));
        const lost = hasLost
          ? -1
          : messages.findIndex(({ headers }) => headers['ce-position'] === '3');
        if (lost !== -1) hasLost = true;
        return next(messages.filter((_, index) => index !== lost));
      };
      await pay(world, counter, 6);
      await entered(world, ledger, 't', 6);
      expect(await world.run(bookOf(ledger, 't'))).toMatchObject({ entries: 6, misplaced: 0 });
      const third = ids.filter((id) => id.includes('till/t#3#'));
      expect(third.length).toBeGreaterThan(1);
      expect(new Set(third).size).toBe(third.length);
    });

    it('finds a lost tail by the digest, and asks again when the question is lost [WRITE-PATH 19]', async () => {
      const world = given();
      const ledger = await world.ledger();
      const counter = await world.counter();
      let questions = 0;
      ledger.bus.askRepair = (next, producer, asks) =>
        questions++ === 0 ? Promise.reject(new Error('lost')) : next(producer, asks);
      counter.bus.publish = (next, messages) =>
        next(messages.filter(({ headers }) => Number(headers['ce-position'] ?? 0) <= 2));
      await pay(world, counter, 5);
      await entered(world, ledger, 't', 2);
      delete counter.bus.publish;
      await world.until(
        'all are done',
        async () => (await counter.ports.store.commitsNotDone('2999', 10)).length === 0,
      );
      await world.run(counter.core.digestNow());
      await entered(world, ledger, 't', 5);
      expect(questions).toBeGreaterThan(1);
    });

    it('fills a wiped bus again [WRITE-PATH 25]', async () => {
      const world = given();
      const ledger = await world.ledger();
      const counter = await world.counter();
      await pay(world, counter, 2);
      await entered(world, ledger, 't', 2);
      const wiped = gate();
      let isPublishing = false;
      counter.bus.publish = async (next, messages) => {
        // Stored by the bus, then gone with it before the ledger saw it.
        isPublishing = true;
        await wiped.opened;
        if (messages.some(({ headers }) => headers['ce-position'] !== undefined)) return;
        return next(messages);
      };
      await pay(world, counter, 3);
      await world.until('it is being published', () => isPublishing);
      await world.run(world.wipeBus());
      wiped.open();
      await world.until(
        'all are done',
        async () => (await counter.ports.store.commitsNotDone('2999', 10)).length === 0,
      );
      delete counter.bus.publish;
      await entered(world, ledger, 't', 5);
      expect(await world.run(bookOf(ledger, 't'))).toMatchObject({ entries: 5, misplaced: 0 });
    });

    it('parks a fork and raises an alarm; nothing on top of it is taken [WRITE-PATH 24]', async () => {
      const world = given();
      const ledger = await world.ledger();
      const counter = await world.counter();
      await pay(world, counter, 3);
      await entered(world, ledger, 't', 3);
      await world.run(counter.stop());
      // The counter's database is set back to an earlier hour: the same positions, other commits.
      const restored = await world.counter({ database: 'restored' });
      await pay(world, restored, 5);
      await world.until(
        'the fork is seen',
        () => ledger.core.status()['forkedStreams']!.toString() !== '',
      );
      await world.run(restored.core.digestNow());
      await pay(world, restored, 1, 'other');
      await entered(world, ledger, 'other', 1);
      expect(await world.run(bookOf(ledger, 't'))).toMatchObject({ entries: 3 });
      expect(ledger.log.join('\n')).toContain('forked');
    });

    it('raises the alarm of a fork once, however often a digest tells of it [WRITE-PATH 24]', async () => {
      const world = given();
      const ledger = await world.ledger();
      const counter = await world.counter();
      await pay(world, counter, 3);
      await entered(world, ledger, 't', 3);
      await world.run(counter.stop());
      const restored = await world.counter({ database: 'restored' });
      await pay(world, restored, 3);
      await world.until(
        'the fork is seen',
        () => ledger.core.status()['forkedStreams']!.toString() !== '',
      );
      await world.until(
        'all are done',
        async () => (await restored.ports.store.commitsNotDone('2999', 10)).length === 0,
      );
      await world.run(restored.core.digestNow());
      // Batches are taken one after another: when the second stream is entered, the digest has been looked at.
      for (const till of ['other', 'third']) {
        await pay(world, restored, 1, till);
        await entered(world, ledger, till, 1);
      }
      expect(ledger.log.filter((line) => line.includes('forked'))).toHaveLength(1);
    });

    describe('lays what its handler fails on among dead letters', () => {
      async function cursedStall(world: World) {
        const ledger = await world.ledger();
        const counter = await world.counter();
        world.switches.brokenAtLedger.add('cursed');
        const closesAt = new Date(world.now() - 60_000).toISOString();
        const opened = await world.run(send(counter, openStall, { name: 'cursed', closesAt }));
        if (opened.kind !== 'accepted') throw new Error('not opened');
        const { stream } = opened.commit;
        const letter = async () => (await ledger.core.deadLetters.list())[0];
        await world.until('a dead letter is laid', async () => (await letter()) !== undefined);
        const replay = async () =>
          world.run(ledger.core.replayDeadLetter((await world.run(letter()))!._id));
        const close = () =>
          world.until('the stall is closed', async () => {
            await counter.core.runJobNow('close-stalls');
            return (await commitsOf(counter, stream)).length === 2;
          });
        const closingLaid = () =>
          world.until(
            'the later event is behind it',
            async () => (await letter())?.events.length === 2,
          );
        const inOrder = { sum: 5, entries: 2, position: 2, misplaced: 0 };
        const book = () => world.run(bookOf(ledger, `stall-${stream.slice('stall/'.length)}`));
        return { ledger, counter, letter, replay, close, closingLaid, inOrder, book };
      }

      it('stores later events behind it, replays in order [WRITE-PATH 22]', async () => {
        const world = given();
        const { ledger, letter, replay, close, closingLaid, inOrder, book } =
          await cursedStall(world);
        await close();
        await closingLaid();
        // Other streams go on.
        await entered(world, ledger, 'fees', 1);
        expect(await replay()).toBe(false);
        world.switches.brokenAtLedger.clear();
        expect(await replay()).toBe(true);
        expect(await world.run(letter())).toBeUndefined();
        expect(await book()).toEqual(inOrder);
      });

      it('finds by the digest what was lost behind it [WRITE-PATH 19, 22]', async () => {
        const world = given();
        const { counter, replay, close, closingLaid, inOrder, book } = await cursedStall(world);
        let lost = 0;
        counter.bus.publish = (next, messages) => {
          const kept = messages.filter(
            ({ subject, id }) => !subject.endsWith('stall.closed.v1') || id.includes('#repair-'),
          );
          lost += messages.length - kept.length;
          return next(kept);
        };
        await close();
        await world.until('the later event is lost', () => lost > 0);
        await world.until(
          'all are done',
          async () => (await counter.ports.store.commitsNotDone('2999', 10)).length === 0,
        );
        await world.run(counter.core.digestNow());
        await closingLaid();
        world.switches.brokenAtLedger.clear();
        expect(await replay()).toBe(true);
        expect(await book()).toEqual(inOrder);
      });

      it('is not taken away while it holds an event that a replay could not place [WRITE-PATH 22]', async () => {
        const world = given();
        const { ledger, replay, close, closingLaid, inOrder, book } = await cursedStall(world);
        await close();
        await closingLaid();
        world.switches.brokenAtLedger.clear();
        let looks = 0;
        ledger.store.folded = (next, collection, ids) =>
          // The second look does not show yet what was written after the first.
          collection === 'mirror-vouchers-stall' && ++looks === 2
            ? Promise.resolve([])
            : next(collection, ids);
        expect(await replay()).toBe(false);
        delete ledger.store.folded;
        expect(await replay()).toBe(true);
        expect(await book()).toEqual(inOrder);
      });
    });

    it('counts failures itself: an event that outlives many deliveries is not given up [WRITE-PATH 22]', async () => {
      const world = given();
      let deliveries = 0;
      let most = 0;
      const ledger = await world.ledger({
        bus: {
          consume: (next, producer, handle) =>
            next(producer, async (batch: readonly Delivery[]) => {
              most = Math.max(most, ...batch.map(({ delivered }) => delivered));
              if (deliveries++ < 8) {
                for (const delivery of batch) delivery.nak(1);
                return;
              }
              await handle(batch);
            }),
        },
      });
      const counter = await world.counter();
      await pay(world, counter, 1);
      await entered(world, ledger, 't', 1);
      expect(most).toBeGreaterThan(5);
      expect(await world.run(ledger.core.deadLetters.list())).toEqual([]);
    });

    it('does not take an outage of the database for a failure of the handler [WRITE-PATH 22]', async () => {
      const world = given();
      const ledger = await world.ledger();
      const counter = await world.counter();
      let failures = 0;
      ledger.store.insertCommits = (next, commits, order) => next(commits, order);
      ledger.store.folded = (next, collection, ids) => {
        if (collection !== 'book' || failures++ >= 12) return next(collection, ids);
        return Promise.reject(new Error('the database does not answer'));
      };
      await pay(world, counter, 1);
      await world.until('it was tried often', () => failures >= 12);
      await entered(world, ledger, 't', 1);
      expect(await world.run(ledger.core.deadLetters.list())).toEqual([]);
    });

    it('writes the mirror after the commit and before the ack [WRITE-PATH 23]', async () => {
      const world = given();
      const order: string[] = [];
      const ledger = await world.ledger({
        bus: {
          consume: (next, producer, handle) =>
            next(producer, (batch) =>
              handle(
                batch.map((delivery) => ({
                  ...delivery,
                  ack: () => {
                    if (delivery.headers['ce-position']) order.push('ack');
                    delivery.ack();
                  },
                })),
              ),
            ),
        },
        store: {
          insertCommits: async (next, commits, how) => {
            const results = await next(commits, how);
            order.push('commit');
            return results;
          },
          writeFolded: async (next, collection, documents) => {
            await next(collection, documents);
            if (collection.startsWith('mirror-')) order.push('mirror');
          },
        },
      });
      const counter = await world.counter();
      await pay(world, counter, 1);
      await world.until('it is acknowledged', () => order.includes('ack'));
      expect(order).toEqual(['commit', 'mirror', 'ack']);
      const facts = await world.run(ledger.core.reader.mirror(tillMirror, 't'));
      expect(facts).toEqual({ balance: 1 });
    });

    it('is shared by two replicas, and each event is taken once [WRITE-PATH 20, 23]', async () => {
      const world = given();
      const ledgers = [await world.ledger(), await world.ledger()];
      const counter = await world.counter();
      for (const _ of many(5))
        await Promise.all(many(4).map((n) => pay(world, counter, 5, `t${n}`)));
      for (const n of many(4)) await entered(world, ledgers[0]!, `t${n}`, 25);
      for (const n of many(4))
        expect(await world.run(bookOf(ledgers[1]!, `t${n}`))).toMatchObject({
          entries: 25,
          misplaced: 0,
        });
    });

    it('reacts to own events under the event’s key, and lays what fails aside [WRITE-PATH 5, 22]', async () => {
      const world = given();
      const counter = await world.counter();
      world.switches.brokenAtCounter.add('cursed');
      await world.run(send(counter, openStall, { name: 'cursed', till: 'own' }));
      const letters = () => counter.core.deadLetters.list();
      await world.until('a dead letter is laid', async () => (await letters()).length === 1);
      const [letter] = await world.run(letters());
      expect(await world.run(counter.core.replayDeadLetter(letter!._id))).toBe(false);
      world.switches.brokenAtCounter.clear();
      expect(await world.run(counter.core.replayDeadLetter(letter!._id))).toBe(true);
      expect(await world.run(commitsOf(counter, 'till/own'))).toHaveLength(1);
      expect(await world.run(letters())).toEqual([]);
    });
  });
}
