import { calendarDate, fen, zeroFen } from '@fangpiao/values';
import { dalian, voucherOf } from '../../test/vouchers.ts';
import type { Life, LifePurchase } from './acts.ts';
import { withRewardsTaken } from './rewards-taken.ts';

const on = calendarDate('2026-03-02');

function purchaseThat(state: LifePurchase['state'], taken: Record<string, number>): LifePurchase {
  const fromRewardsFen = Object.fromEntries(
    Object.entries(taken).map(([id, amount]) => [id, fen(amount)]),
  );
  return {
    facts: { act: 'buy', on, purchase: 'A', goods: 'new-home', saleStage: 'presale' } as never,
    state,
    held: { on, voucherPartFen: zeroFen, fromRewardsFen },
    voucherPartFen: zeroFen,
    fromRewardsFen,
    earnedFen: {},
  };
}

describe('what purchases have of a voucher’s rewards', () => {
  const lifeOf = (purchases: Life['purchases']): Life => ({
    facts: { inputs: {} },
    voucher: voucherOf(dalian),
    purchases,
    cashDueFen: zeroFen,
  });

  it('is what those hold or have spent that stand, each reward for itself', () => {
    const { voucher } = withRewardsTaken(
      lifeOf({
        A: purchaseThat('reserved', { early: 100, full: 7 }),
        B: purchaseThat('filed', { early: 20 }),
        C: purchaseThat('released', { early: 1_000 }),
        D: purchaseThat('rescinded', { early: 10_000, full: 500 }),
      }),
    );
    expect(voucher?.takenFromRewardsFen).toEqual({ early: 120, full: 7 });
  });

  it('is nothing where nothing was bought, and a life without a voucher stays as it is', () => {
    expect(withRewardsTaken(lifeOf({})).voucher?.takenFromRewardsFen).toEqual({});
    const { voucher: _, ...before } = lifeOf({});
    expect(withRewardsTaken(before)).toBe(before);
  });
});
