import { fen } from '@fangpiao/values';
import fc from 'fast-check';
import { fullPockets, movePockets, pocketNames, totalOf, type Pocket } from './pockets.ts';

describe('the ten pockets', () => {
  it('add up to the face value after any moves, and none is ever negative (DOMAIN §7)', () => {
    const move = fc.record({
      from: fc.constantFrom(...pocketNames),
      to: fc.constantFrom(...pocketNames),
      amountFen: fc.integer({ min: 0, max: 2_000_000 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.array(move, { maxLength: 30 }),
        (face, moves) => {
          let pockets = fullPockets(fen(face));
          for (const { from, to, amountFen } of moves) {
            try {
              pockets = movePockets(pockets, { from, to, amountFen: fen(amountFen) });
            } catch {
              // A move that is not allowed changes nothing.
            }
            expect(totalOf(pockets)).toBe(face);
            expect(Math.min(...pocketNames.map((name) => pockets[name]))).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each<[Pocket, Pocket]>([
    ['spent', 'held'],
    ['expired', 'spent'],
    ['forfeited', 'available'],
    ['cashedOut', 'available'],
    ['available', 'spent'],
    ['held', 'expired'],
  ])('never moves money from %s to %s (READINGS §3)', (from, to) => {
    const pockets = { ...fullPockets(fen(100)), [from]: fen(100) };
    expect(() => movePockets(pockets, { from, to, amountFen: fen(1) })).toThrow(/never moves/);
  });

  it('never moves more than a pocket holds', () => {
    expect(() =>
      movePockets(fullPockets(fen(100)), { from: 'available', to: 'held', amountFen: fen(101) }),
    ).toThrow(/holds less/);
  });
});
