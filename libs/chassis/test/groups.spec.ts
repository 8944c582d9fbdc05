import { desksFirstLimits } from '../src/core/desks-first.ts';
import { createMemoryWorld, type MemoryWorld } from './memory-world.ts';
import { balanceOf, commitsOf, gate, kinds, many } from './given.ts';
import { openStall, payIn } from './town.ts';
import { send, type Process } from './world.ts';

/** What makes the groups large under load, and never lets one thing wait for another. */
describe('groups under load', () => {
  let world: MemoryWorld;
  beforeEach(() => {
    world = createMemoryWorld();
  });
  afterEach(() => world.end());

  const allDone = (counter: Process) =>
    world.until(
      'all is done',
      async () => (await counter.ports.store.commitsNotDone('2999', 1)).length === 0,
    );

  it('fold a stream once a beat, however many commits it has got', async () => {
    const counter = await world.counter();
    const foldedAt: number[] = [];
    counter.store.writeFolded = (next, collection, documents, isNew) => {
      if (collection === 'till') foldedAt.push(world.now());
      return next(collection, documents, isNew);
    };
    for (const fen of many(150)) {
      await world.run(send(counter, payIn, { till: 't', fen }));
      await world.run(new Promise<void>((resolve) => void world.time.after(20, resolve)));
    }
    await allDone(counter);
    expect(await world.run(counter.ports.store.folded('till', ['till/t']))).toMatchObject([
      { version: 150 },
    ]);
    const pauses = foldedAt.slice(1).map((at, index) => at - foldedAt[index]!);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(400);
    expect(Math.max(...pauses)).toBeLessThan(1_000);
  });

  it('mark many commits as done in one update', async () => {
    const counter = await world.counter();
    const marks: number[] = [];
    counter.store.markDone = (next, ids) => {
      marks.push(ids.length);
      return next(ids);
    };
    await world.run(
      Promise.all(many(120).map((n) => send(counter, payIn, { till: `t${n}`, fen: 1 }))),
    );
    await allDone(counter);
    expect(marks.reduce((sum, each) => sum + each, 0)).toBe(120);
    expect(marks.length).toBeLessThan(4);
  });

  it('commit together what many sources ask of one hot stream', async () => {
    const counter = await world.counter();
    let inserts = 0;
    counter.store.insertCommits = (next, commits, order) => {
      if (commits.some(({ stream }) => stream === 'till/fees')) inserts += 1;
      return next(commits, order);
    };
    const opened = many(60).map((n) => send(counter, openStall, { name: `stall ${n}` }));
    expect(kinds(await world.run(Promise.all(opened)))).toEqual({ accepted: 60 });
    await allDone(counter);
    expect(await world.run(commitsOf(counter, 'till/fees'))).toHaveLength(60);
    expect(await world.run(balanceOf(counter, 'fees'))).toBe(300);
    expect(inserts).toBeLessThan(10);
  });

  it('do not wait for a batch whose reactions are held up', async () => {
    const counter = await world.counter();
    const hold = gate();
    let isHeld = false;
    counter.store.insertCommits = async (next, commits, order) => {
      isHeld ||= commits.some(({ stream }) => stream === 'till/fees');
      if (commits.some(({ stream }) => stream === 'till/fees')) await hold.opened;
      return next(commits, order);
    };
    await world.run(send(counter, openStall, { name: 'noodles' }));
    await world.until('the reaction is held', () => isHeld);
    const other = await world.run(send(counter, payIn, { till: 'free', fen: 1 }));
    expect(other.kind).toBe('accepted');
    await world.until('the other is done', async () => {
      const [commit] = await commitsOf(counter, 'till/free');
      return commit?.done === true;
    });
    hold.open();
    await allDone(counter);
  });

  describe('while many people wait at the desks', () => {
    async function busyCounter() {
      const counter = await world.counter();
      let hold = gate();
      let feesAt: number | undefined;
      counter.store.insertCommits = async (next, commits, order) => {
        if (commits.some(({ stream }) => stream === 'till/slow')) await hold.opened;
        if (commits.some(({ stream }) => stream === 'till/fees')) feesAt = world.now();
        return next(commits, order);
      };
      const crowd = () =>
        Promise.all(
          many(desksFirstLimits.callers).map((fen) =>
            send(counter, payIn, { till: 'slow', fen: fen + 1 }),
          ),
        );
      let callers = crowd();
      await world.run(send(counter, openStall, { name: 'noodles' }));
      const openedAt = world.now();
      const waited = async (): Promise<number> => {
        await world.until('the reaction is carried out', () => feesAt !== undefined);
        return feesAt! - openedAt;
      };
      const answerAll = () => (hold.open(), world.run(callers));
      const nextCrowd = async (): Promise<void> => {
        await answerAll();
        await world.run(new Promise<void>((resolve) => void world.time.after(30, resolve)));
        hold = gate();
        callers = crowd();
      };
      return { waited, answerAll, nextCrowd };
    }

    it('hold back what follows a commit, but no longer than a second', async () => {
      const { waited, answerAll } = await busyCounter();
      const millis = await waited();
      expect(millis).toBeGreaterThan(desksFirstLimits.mostMillis - 100);
      expect(millis).toBeLessThan(desksFirstLimits.mostMillis + 100);
      await answerAll();
    });

    it('let it go on as soon as they have their answers', async () => {
      const { waited, answerAll } = await busyCounter();
      await answerAll();
      expect(await waited()).toBeLessThan(100);
    });

    it('do not take the moment between two crowds for the end', async () => {
      const { waited, answerAll, nextCrowd } = await busyCounter();
      await nextCrowd();
      const millis = await waited();
      expect(millis).toBeGreaterThan(desksFirstLimits.mostMillis - 100);
      await answerAll();
    });
  });

  it('do not take up again what was finished while the sweep read', async () => {
    const counter = await world.counter({ ahead: 60_000 });
    const hold = gate();
    let published = 0;
    counter.bus.publish = async (next, messages) => {
      published += messages.filter(({ subject }) => subject.includes('.till.')).length;
      return next(messages);
    };
    counter.store.commitsNotDone = async (next, before, limit) => {
      const found = await next(before, limit);
      await hold.opened;
      return found;
    };
    const received = world.now() - 120_000;
    await world.run(send(counter, payIn, { till: 't', fen: 1 }, { at: received }));
    const swept = counter.core.sweepNow();
    counter.store.commitsNotDone = (next, before, limit) => next(before, limit);
    await allDone(counter);
    hold.open();
    expect(await world.run(swept)).toBe(0);
    expect(published).toBe(1);
  });
});
