import { keptKeys } from '../src/index.ts';
import { balanceOf, commitsOf, gate, many } from './given.ts';
import { freeNames, name, openStall, payIn, stall, takeName } from './town.ts';
import { send, type World } from './world.ts';

export function describeKeys(given: () => World): void {
  describe('keys', () => {
    it('make a repeat harmless: in the same round, later, and through another replica [WRITE-PATH 5]', async () => {
      const world = given();
      const [a, b] = [await world.counter(), await world.counter()];
      const pay = (process: typeof a) =>
        send(process, payIn, { till: 't', fen: 7 }, { key: 'same' });
      const first = await world.run(Promise.all([pay(a), pay(a), pay(b)]));
      // Two replicas may both call it accepted: it is the same commit.
      expect(first.every(({ kind }) => kind === 'accepted' || kind === 'repeated')).toBe(true);
      const later = await world.run(Promise.all([pay(a), pay(b)]));
      expect(later.map(({ kind }) => kind)).toEqual(['repeated', 'repeated']);
      const hashes = [...first, ...later].map((outcome) =>
        'commit' in outcome ? outcome.commit.hash : '',
      );
      expect(new Set(hashes).size).toBe(1);
      expect(await world.run(balanceOf(a, 't'))).toBe(7);
      expect(await world.run(commitsOf(a, 'till/t'))).toHaveLength(1);
    });

    it('are remembered beyond the view, and after a restart [WRITE-PATH 5]', async () => {
      const world = given();
      const first = await world.counter();
      const pay = (process: typeof first, n: number) =>
        send(process, payIn, { till: 't', fen: 1 }, { key: `k${n}` });
      for (const n of many(keptKeys + 8)) await world.run(pay(first, n));
      expect((await world.run(pay(first, 0))).kind).toBe('repeated');
      await world.run(first.stop());
      const second = await world.counter();
      const again = await world.run(Promise.all(many(keptKeys + 8).map((n) => pay(second, n))));
      expect(again.every(({ kind }) => kind === 'repeated')).toBe(true);
      expect(await world.run(balanceOf(second, 't'))).toBe(keptKeys + 8);
    });

    it('are looked up for a command that comes while others are looked up [WRITE-PATH 5]', async () => {
      const world = given();
      const counter = await world.counter();
      const pay = (key: string) => send(counter, payIn, { till: 't', fen: 1 }, { key });
      await world.run(pay('old'));
      await world.run(Promise.all(many(2 * keptKeys + 1).map((n) => pay(`k${n}`))));
      const reading = gate();
      const hold = gate();
      counter.store.commitsByKeys = async (next, asked) => {
        reading.open();
        const found = await next(asked);
        await hold.opened;
        return found;
      };
      const fresh = pay('new');
      await world.run(reading.opened);
      const old = pay('old');
      hold.open();
      expect((await world.run(old)).kind).toBe('repeated');
      expect((await world.run(fresh)).kind).toBe('accepted');
    });

    it('refuse other content under a used key, also in the same round [WRITE-PATH 5]', async () => {
      const world = given();
      const counter = await world.counter();
      const pay = (fen: number) => send(counter, payIn, { till: 't', fen }, { key: 'same' });
      const outcomes = await world.run(Promise.all([pay(1), pay(2)]));
      expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'refused']);
      expect(await world.run(pay(3))).toMatchObject({ refusal: { refused: 'key-reused' } });
      expect(await world.run(balanceOf(counter, 't'))).toBe(1);
    });

    it('name the stream of a new thing: its duplicate is a repeat, also elsewhere [WRITE-PATH 6]', async () => {
      const world = given();
      const [a, b] = [await world.counter(), await world.counter()];
      const open = (process: typeof a) =>
        send(process, openStall, { name: 'noodles' }, { key: 'open-1' });
      const outcomes = await world.run(Promise.all([open(a), open(b)]));
      const hashes = outcomes.map((outcome) => ('commit' in outcome ? outcome.commit.hash : ''));
      expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
      expect(hashes[0]).toBe(hashes[1]);
      expect((await world.run(open(b))).kind).toBe('repeated');
    });

    it('let one of two takers have a name [WRITE-PATH 6]', async () => {
      const world = given();
      const [a, b] = [await world.counter(), await world.counter()];
      const outcomes = await world.run(
        Promise.all(
          many(10).map((n) => send(n % 2 ? a : b, takeName, { name: 'best', by: `taker-${n}` })),
        ),
      );
      expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
      expect(outcomes.filter(({ kind }) => kind === 'refused')).toHaveLength(9);
    });

    it('free a name whose taker never came to be, and no other [WRITE-PATH 6]', async () => {
      const world = given();
      const counter = await world.counter();
      const opened = await world.run(send(counter, openStall, { name: 'real' }));
      if (opened.kind !== 'accepted') throw new Error('not opened');
      const by = opened.commit.stream.slice('stall/'.length);
      const at = world.now() - 120_000;
      await world.run(send(counter, takeName, { name: 'kept', by }, { at }));
      await world.run(send(counter, takeName, { name: 'orphan', by: 'nobody' }, { at }));
      await world.until('the job has freed the orphan', async () => {
        await counter.core.runJobNow(freeNames.name);
        return (await counter.core.reader.state(name, 'orphan')).state.takenBy === '';
      });
      expect((await world.run(counter.core.reader.state(name, 'kept'))).state.takenBy).toBe(by);
      expect((await world.run(counter.core.reader.state(stall, by))).version).toBe(1);
    });
  });
}
