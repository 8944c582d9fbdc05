import {
  ContentProblem,
  Contention,
  OutcomeUnknown,
  QuarantinedStream,
  UnknownOutcome,
  commitLimits,
  hashOfCommit,
  keptKeys,
  type Commit,
} from '../src/index.ts';
import { balanceOf, commitsOf, gate, isUnbroken, kinds, many, watch } from './given.ts';
import { note, openStall, payIn, payOut } from './town.ts';
import { send, type World } from './world.ts';

export function describeCommitting(given: () => World): void {
  describe('committing', () => {
    it('takes parallel writers on one stream and on many, through two replicas [WRITE-PATH 1, 3]', async () => {
      const world = given();
      const [a, b] = [await world.counter(), await world.counter()];
      const outcomes = await world.run(
        Promise.all(
          many(60).flatMap((index) => {
            const replica = index % 2 === 0 ? a : b;
            return [
              send(replica, payIn, { till: 'hot', fen: 1 }),
              send(replica, payIn, { till: `till-${index}`, fen: 1 }),
            ];
          }),
        ),
      );
      expect(kinds(outcomes)).toEqual({ accepted: 120 });
      const hot = await world.run(commitsOf(a, 'till/hot'));
      expect(hot).toHaveLength(60);
      expect(isUnbroken(hot)).toBe(true);
      expect(hot.every((commit) => hashOfCommit(commit) === commit.hash)).toBe(true);
      expect(await world.run(balanceOf(b, 'hot'))).toBe(60);
    });

    it('sends version n+1 only after n is acknowledged, or behind n in one ordered insert [WRITE-PATH 1]', async () => {
      const world = given();
      const counter = await world.counter();
      const inFlight = new Set<string>();
      const acknowledged = new Map<string, number>();
      const faults: string[] = [];
      counter.store.insertCommits = async (next, commits, order) => {
        const streams = [...new Set(commits.map(({ stream }) => stream))];
        for (const stream of streams) {
          if (inFlight.has(stream)) faults.push(`two inserts of ${stream}`);
          inFlight.add(stream);
        }
        let last = -1;
        for (const { stream, version } of commits.filter(({ stream }) => stream === 'till/hot')) {
          if (last === -1 && version !== (acknowledged.get(stream) ?? 0) + 1)
            faults.push(`version ${version} too early`);
          if (last !== -1 && (order !== 'ordered' || version !== last + 1))
            faults.push(`version ${version} behind ${last} in an ${order} insert`);
          last = version;
        }
        const results = await next(commits, order);
        for (const { stream, version } of commits) acknowledged.set(stream, version);
        for (const stream of streams) inFlight.delete(stream);
        return results;
      };
      // While one insert of the hot stream is held, other streams go on and the hot one waits.
      const hold = gate();
      const real = counter.store.insertCommits;
      counter.store.insertCommits = async (next, commits, order) =>
        real(
          async (...args) => {
            if (commits.some(({ stream }) => stream === 'till/hot')) await hold.opened;
            return next(...args);
          },
          commits,
          order,
        );
      const held = [send(counter, payIn, { till: 'hot', fen: 1 })];
      await world.until('it is in flight', () => inFlight.has('till/hot'));
      held.push(...many(5).map(() => send(counter, payIn, { till: 'hot', fen: 1 })));
      for (const n of many(3)) await world.run(send(counter, payIn, { till: `free-${n}`, fen: 1 }));
      hold.open();
      expect(kinds(await world.run(Promise.all(held)))).toEqual({ accepted: 6 });
      const outcomes = [];
      for (const wave of many(6)) {
        outcomes.push(...many(10).map(() => send(counter, payIn, { till: 'hot', fen: 1 })));
        outcomes.push(...many(10).map((n) => send(counter, payIn, { till: `t${n}`, fen: wave })));
        await world.run(Promise.race(outcomes.slice(-20)));
      }
      expect(kinds(await world.run(Promise.all(outcomes)))).toEqual({ accepted: 120 });
      expect(faults).toEqual([]);
    });

    it('quarantines a stream whose chain does not hold, and only that one [WRITE-PATH 1]', async () => {
      const world = given();
      const first = await world.counter();
      await world.run(
        Promise.all(
          ['good', 'bad'].flatMap((id) =>
            many(3).map(() => send(first, payIn, { till: id, fen: 1 })),
          ),
        ),
      );
      await world.run(first.stop());
      const forged = (commits: readonly Commit[]): Commit[] =>
        commits.map((commit) =>
          commit._id === 'till/bad@0000000002'
            ? { ...commit, previousHash: 'f'.repeat(64) }
            : commit,
        );
      const counter = await world.counter({
        store: {
          folded: (next, collection, ids) =>
            collection === 'till' ? Promise.resolve([]) : next(collection, ids),
          commitsByIds: async (next, ids) => forged(await next(ids)),
          commitsOf: async (next, ...asked) => forged(await next(...asked)),
        },
      });
      await expect(world.run(send(counter, payIn, { till: 'bad', fen: 1 }))).rejects.toThrow(
        QuarantinedStream,
      );
      await expect(world.run(counter.core.reader.head('till/bad'))).rejects.toThrow(
        QuarantinedStream,
      );
      expect((await world.run(send(counter, payIn, { till: 'good', fen: 1 }))).kind).toBe(
        'accepted',
      );
      expect(counter.log.join('\n')).toContain('error a stream is quarantined');
    });

    it('decides a refusal once more when the head was only remembered [WRITE-PATH 2]', async () => {
      const world = given();
      const [a, b] = [await world.counter(), await world.counter()];
      await world.run(send(a, payIn, { till: 't', fen: 1 }));
      expect((await world.run(send(a, payOut, { till: 't', fen: 50 }))).kind).toBe('refused');
      await world.run(send(b, payIn, { till: 't', fen: 100 }));
      expect((await world.run(send(a, payOut, { till: 't', fen: 50 }))).kind).toBe('accepted');
    });

    it('refuses only from a head read after the command came [WRITE-PATH 2]', async () => {
      const world = given();
      const [a, b] = [await world.counter(), await world.counter()];
      await world.run(
        Promise.all(many(2 * keptKeys + 8).map(() => send(b, payIn, { till: 't', fen: 0 }))),
      );
      const reading = gate();
      const hold = gate();
      a.store.commitsByKeys = async (next, asked) => {
        reading.open();
        await hold.opened;
        return next(asked);
      };
      // The first command makes A read the head; then it is held while it looks up keys.
      const first = send(a, payIn, { till: 't', fen: 0 });
      await world.run(reading.opened);
      await world.run(send(b, payIn, { till: 't', fen: 100 }));
      const second = send(a, payOut, { till: 't', fen: 50 });
      hold.open();
      expect((await world.run(second)).kind).toBe('accepted');
      expect((await world.run(first)).kind).toBe('accepted');
    });

    it('lets no answer leave before what it was decided on is durable [WRITE-PATH 2]', async () => {
      const world = given();
      const counter = await world.counter();
      const hold = gate();
      const arrived = gate();
      counter.store.insertCommits = async (next, commits, order) => {
        arrived.open();
        await hold.opened;
        return next(commits, order);
      };
      const answers = [
        send(counter, payIn, { till: 't', fen: 10 }, { key: 'k1' }),
        send(counter, payIn, { till: 't', fen: 10 }, { key: 'k1' }),
        send(counter, payOut, { till: 't', fen: 11 }),
        send(counter, note, { till: 't', text: '' }),
        send(counter, payIn, { till: 't', fen: 99 }, { key: 'k1', received: 'other' }),
      ];
      const watched = answers.map(watch);
      await world.run(arrived.opened);
      await world.run(Promise.resolve());
      expect(watched.map(({ settled }) => settled)).toEqual(many(5).map(() => false));
      hold.open();
      const outcomes = await world.run(Promise.all(answers));
      expect(outcomes.map(({ kind }) => kind)).toEqual([
        'accepted',
        'repeated',
        'refused',
        'nothing-to-do',
        'refused',
      ]);
    });

    it('flushes sorted and unordered, one commit a stream; several of one stream go ordered [WRITE-PATH 3]', async () => {
      const world = given();
      const counter = await world.counter();
      const flushes: { ids: string[]; order: string }[] = [];
      counter.store.insertCommits = (next, commits, order) => {
        flushes.push({ ids: commits.map(({ _id }) => _id), order });
        return next(commits, order);
      };
      await world.run(
        Promise.all([
          ...many(30).map((index) => send(counter, payIn, { till: `s${29 - index}`, fen: 1 })),
          ...many(5).map(() => send(counter, payIn, { till: 'hot', fen: 1 })),
        ]),
      );
      for (const { ids, order } of flushes) {
        const streams = new Set(ids.map((id) => id.slice(0, id.indexOf('@'))));
        expect(ids).toEqual([...ids].sort());
        expect(streams.size === ids.length || (order === 'ordered' && streams.size === 1)).toBe(
          true,
        );
      }
      expect(flushes.some(({ ids, order }) => order === 'unordered' && ids.length > 5)).toBe(true);
      expect(flushes.some(({ ids, order }) => order === 'ordered' && ids.length === 5)).toBe(true);
    });

    it('reads results per document: a conflict or a deadlock stops no innocent stream [WRITE-PATH 3]', async () => {
      const world = given();
      const [a, b] = [await world.counter(), await world.counter()];
      await world.run(Promise.all(many(20).map((n) => send(a, payIn, { till: `t${n}`, fen: 1 }))));
      await world.run(send(b, payIn, { till: 't7', fen: 1 }));
      let deadlocks = 0;
      a.store.insertCommits = async (next, commits, order) => {
        const victim =
          deadlocks === 0 ? commits.findIndex(({ stream }) => stream === 'till/t9') : -1;
        if (victim === -1) return next(commits, order);
        deadlocks++;
        const results = await next(
          commits.filter((_, index) => index !== victim),
          order,
        );
        return results.toSpliced(victim, 0, 'deadlock');
      };
      const outcomes = await world.run(
        Promise.all(many(20).map((n) => send(a, payIn, { till: `t${n}`, fen: 1 }))),
      );
      expect(kinds(outcomes)).toEqual({ accepted: 20 });
      expect(deadlocks).toBe(1);
      expect(await world.run(balanceOf(b, 't7'))).toBe(3);
      expect(await world.run(balanceOf(b, 't9'))).toBe(2);
    });

    it.each(['landed', 'not landed', 'half landed'])(
      'finds out what happened when the reply is lost and the insert has %s [WRITE-PATH 4]',
      async (landing) => {
        const world = given();
        const counter = await world.counter();
        let lost = 0;
        counter.store.insertCommits = async (next, commits, order) => {
          if (lost++ > 0) return next(commits, order);
          const half = Math.ceil(commits.length / 2);
          const landed =
            landing === 'landed'
              ? commits
              : landing === 'half landed'
                ? commits.slice(0, half)
                : [];
          if (landed.length > 0) await next(landed, order);
          throw new UnknownOutcome('the connection broke');
        };
        const sendAll = () =>
          Promise.allSettled(
            many(6).map((n) =>
              send(counter, payIn, { till: n < 3 ? 'hot' : `t${n}`, fen: 1 }, { key: `k${n}` }),
            ),
          );
        const answers = await world.run(sendAll());
        const problems = answers.flatMap((answer) =>
          answer.status === 'rejected' ? [answer.reason as unknown] : [],
        );
        expect(problems.length).toBeGreaterThan(0);
        expect(problems.every((problem) => problem instanceof OutcomeUnknown)).toBe(true);
        // The same keys again until each has its answer: every command took effect once.
        await world.until('every key has its answer', async () =>
          (await world.run(sendAll())).every(({ status }) => status === 'fulfilled'),
        );
        expect(await world.run(balanceOf(counter, 'hot'))).toBe(3);
        for (const n of [3, 4, 5]) expect(await world.run(balanceOf(counter, `t${n}`))).toBe(1);
        expect(isUnbroken(await world.run(commitsOf(counter, 'till/hot')))).toBe(true);
      },
    );

    it('takes a duplicate with another hash, after a lost reply, for a conflict [WRITE-PATH 4]', async () => {
      const world = given();
      const [a, b] = [await world.counter(), await world.counter()];
      let lost = 0;
      a.store.insertCommits = async (next, commits, order) => {
        if (lost++ > 0) return next(commits, order);
        await send(b, payIn, { till: 't', fen: 100 });
        throw new UnknownOutcome('the connection broke');
      };
      await expect(world.run(send(a, payIn, { till: 't', fen: 1 }, { key: 'k' }))).rejects.toThrow(
        OutcomeUnknown,
      );
      await world.until('the same key has its answer', async () => {
        const again = send(a, payIn, { till: 't', fen: 1 }, { key: 'k' });
        return world.run(
          again.then(
            () => true,
            () => false,
          ),
        );
      });
      expect(await world.run(balanceOf(a, 't'))).toBe(101);
    });

    it('decides nothing on a stream while an outcome is unknown [WRITE-PATH 4]', async () => {
      const world = given();
      const counter = await world.counter();
      const hold = gate();
      let tries = 0;
      counter.store.insertCommits = async (next, commits, order) => {
        if (tries++ === 0) throw new UnknownOutcome('the connection broke');
        await hold.opened;
        return next(commits, order);
      };
      await expect(world.run(send(counter, payIn, { till: 't', fen: 1 }))).rejects.toThrow(
        OutcomeUnknown,
      );
      await expect(world.run(send(counter, payIn, { till: 't', fen: 2 }))).rejects.toThrow(
        OutcomeUnknown,
      );
      hold.open();
      await world.until('the first landed', async () => (await balanceOf(counter, 't')) === 1);
    });

    it.each<[string, unknown]>([
      ['a Date', new Date(0)],
      ['undefined', undefined],
      ['a fraction', 1.5],
      ['a bigint', 1n],
      ['a Map', new Map()],
      ['too much', 'x'.repeat(commitLimits.commitCharacters)],
    ])('stores no commit that holds %s, and harms no neighbour [WRITE-PATH 7]', async (_, text) => {
      const world = given();
      const counter = await world.counter();
      const bad = send(counter, note, { till: 't', text }, { received: 'content' });
      const good = send(counter, payIn, { till: 't', fen: 1 });
      await expect(world.run(bad)).rejects.toThrow(ContentProblem);
      expect((await world.run(good)).kind).toBe('accepted');
      expect(await world.run(commitsOf(counter, 'till/t'))).toHaveLength(1);
    });

    it('keeps a flush within 200 documents and 4 MB [WRITE-PATH 7]', async () => {
      const world = given();
      const counter = await world.counter();
      const flushes: number[][] = [];
      counter.store.insertCommits = (next, commits, order) => {
        flushes.push(commits.map((commit) => JSON.stringify(commit).length));
        return next(commits, order);
      };
      const large = 'x'.repeat(200_000);
      await world.run(
        Promise.all([
          ...many(250).map((n) => send(counter, payIn, { till: `t${n}`, fen: 1 })),
          ...many(25).map((n) => send(counter, note, { till: `n${n}`, text: large })),
          ...many(25).map(() => send(counter, note, { till: 'hot', text: large })),
        ]),
      );
      for (const sizes of flushes) {
        expect(sizes.length).toBeLessThanOrEqual(commitLimits.flushDocuments);
        const characters = sizes.reduce((sum, size) => sum + size, 0);
        expect(characters).toBeLessThan(commitLimits.flushCharacters + 200 * 200);
      }
    });

    it('sends a flush that fails as a whole one by one [WRITE-PATH 7]', async () => {
      const world = given();
      const counter = await world.counter();
      counter.store.insertCommits = (next, commits, order) => {
        if (commits.length > 1 || commits[0]!.stream === 'till/t3')
          return Promise.reject(new Error('refused for what is in it'));
        return next(commits, order);
      };
      const answers = await world.run(
        Promise.allSettled(many(6).map((n) => send(counter, payIn, { till: `t${n}`, fen: 1 }))),
      );
      expect(answers.map(({ status }) => status === 'fulfilled')).toEqual(
        many(6).map((n) => n !== 3),
      );
    });

    it('reads in groups: one look at views and one at later commits for many streams [WRITE-PATH 8]', async () => {
      const world = given();
      const first = await world.counter();
      await world.run(
        Promise.all(many(50).map((n) => send(first, payIn, { till: `t${n}`, fen: 1 }))),
      );
      await world.run(first.stop());
      const counter = await world.counter();
      const reads: string[] = [];
      counter.store.folded = (next, collection, ids) => {
        if (collection === 'till') reads.push('views');
        return next(collection, ids);
      };
      counter.store.commitsByIds = (next, ids) => {
        reads.push('commits');
        return next(ids);
      };
      counter.store.commitsOf = (next, ...asked) => {
        reads.push('range');
        return next(...asked);
      };
      await world.run(
        Promise.all(many(50).map((n) => send(counter, payIn, { till: `t${n}`, fen: 1 }))),
      );
      expect(reads).toEqual(['views', 'commits']);
    });

    it.each([0, 1, 3, 4, 520])(
      'loads exactly, however far the view lags: %i commits behind [WRITE-PATH 8]',
      async (behind) => {
        const world = given();
        const counter = await world.counter();
        await world.run(send(counter, payIn, { till: 't', fen: 1 }));
        await world.until(
          'the view is there',
          async () => (await counter.ports.store.folded('till', ['till/t'])).length === 1,
        );
        counter.store.writeFolded = (next, collection, documents) =>
          collection === 'till' ? Promise.resolve() : next(collection, documents);
        await world.run(
          Promise.all(many(behind).map(() => send(counter, payIn, { till: 't', fen: 1 }))),
        );
        await world.run(counter.stop());
        const next = await world.counter();
        expect(await world.run(balanceOf(next, 't'))).toBe(behind + 1);
        const paid = await world.run(send(next, payIn, { till: 't', fen: 1 }));
        expect(paid.kind === 'accepted' && paid.commit.version).toBe(behind + 2);
      },
    );

    it('gives up after eight lost rounds with "contention", and stores nothing [WRITE-PATH 9]', async () => {
      const world = given();
      const [a, b] = [await world.counter(), await world.counter()];
      let rounds = 0;
      a.store.insertCommits = async (next, commits, order) => {
        rounds++;
        await send(b, payIn, { till: 't', fen: 1 });
        return next(commits, order);
      };
      await expect(world.run(send(a, payIn, { till: 't', fen: 100 }))).rejects.toThrow(Contention);
      expect(rounds).toBe(8);
      expect(await world.run(balanceOf(b, 't'))).toBe(8);
    });

    it('keeps the time of the door, and never goes back in a stream [WRITE-PATH 11]', async () => {
      const world = given();
      const counter = await world.counter();
      const now = world.now();
      const first = await world.run(send(counter, payIn, { till: 't', fen: 1 }, { at: now }));
      const late = await world.run(
        send(counter, payIn, { till: 't', fen: 1 }, { at: now - 5_000 }),
      );
      if (first.kind !== 'accepted' || late.kind !== 'accepted') throw new Error('not accepted');
      expect(first.commit.at).toBe(new Date(now).toISOString());
      expect(late.commit.at).toBe(first.commit.at);
    });

    it('edits only the version that was read', async () => {
      const world = given();
      const counter = await world.counter();
      const edit = (expectedVersion: number, key: string) =>
        world.run(send(counter, payIn, { till: 't', fen: 1 }, { expectedVersion, key }));
      expect((await edit(0, 'a')).kind).toBe('accepted');
      expect(await edit(0, 'b')).toMatchObject({ refusal: { refused: 'version-mismatch' } });
      expect((await edit(0, 'a')).kind).toBe('repeated');
      expect((await edit(1, 'c')).kind).toBe('accepted');
    });

    it('creates without reading [WRITE-PATH 6]', async () => {
      const world = given();
      const counter = await world.counter();
      const calls: string[] = [];
      counter.store.folded = (next, collection, ids) => {
        calls.push(`folded ${collection}`);
        return next(collection, ids);
      };
      counter.store.commitsByIds = (next, ids) => {
        calls.push('commitsByIds');
        return next(ids);
      };
      const inserted = gate();
      counter.store.insertCommits = async (next, commits, order) => {
        inserted.open();
        return next(commits, order);
      };
      const opened = send(counter, openStall, { name: 'noodles' });
      await world.run(inserted.opened);
      expect(calls).toEqual([]);
      expect((await world.run(opened)).kind).toBe('accepted');
    });
  });
}
