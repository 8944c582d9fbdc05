import { calendarDate, fen } from '@fangpiao/values';
import {
  changed,
  dalian,
  lubo,
  voucherOf,
  withFieldClauses,
  yunling,
} from '../../test/vouchers.ts';
import type { Issued } from '../../test/vouchers.ts';
import { rescindUse, settleUse } from '../index.ts';
import type { PolicyPack, UseAnswer, VoucherFacts } from '../index.ts';

const on = calendarDate;

/** The whole voucher spent on a home on this day. */
function spend(of: Issued, day: string, voucher = voucherOf(of)): UseAnswer {
  const answer = settleUse(of.pack, {
    voucher,
    purchase: { on: on(day), priceFen: fen(100_000_000), goods: 'residential', saleStage: 'ready' },
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
  return answer;
}

function rescind(of: {
  pack: PolicyPack;
  used: UseAnswer;
  from: string;
  on: string;
  voucher?: VoucherFacts;
}) {
  const { used } = of;
  const earnedFen = Object.fromEntries(used.earned.map((each) => [each.reward, each.amountFen]));
  const { voucherPartFen, fromRewardsFen } = used;
  return rescindUse(of.pack, {
    voucher: of.voucher ?? used.voucher,
    use: { on: on(of.from), voucherPartFen, fromRewardsFen, earnedFen },
    on: on(of.on),
  });
}

describe('a contract that ends after filing', () => {
  it('gives the money back to the voucher and asks the earned rewards back [YL 10]', () => {
    const used = spend(yunling, '2025-05-06');
    expect(used.voucher.earnedFen).toEqual({
      byKind: 3_360_000,
      soon: 2_400_000,
      campaign: 2_000_000,
      wholeFace: 840_000,
    });
    expect(rescind({ pack: yunling.pack, used, from: '2025-05-06', on: '2025-06-10' })).toEqual({
      ok: true,
      returnedFen: 84_000_000,
      isBaseUsedInFull: false,
      forfeitedFen: 0,
      earnedBackFen: used.voucher.earnedFen,
      expiresOn: '2026-09-03',
      outcome: 'available',
      movements: [{ from: 'spent', to: 'available', amountFen: 84_000_000, because: 'rescission' }],
      clause: 'YL 10',
      voucher: {
        ...voucherOf(yunling),
        rewardRatedOn: '2025-05-06',
        rewardForfeitedFen: {},
        unitsBought: 0,
        earnedFen: { byKind: 0, soon: 0, campaign: 0, wholeFace: 0 },
      },
    });
  });

  it('takes back what this purchase earned and leaves what others earned', () => {
    const used = spend(yunling, '2025-05-06');
    const earnedFen = { ...used.voucher.earnedFen, byKind: fen(3_360_001), soon: fen(1) };
    const voucher = { ...used.voucher, earnedFen, unitsBought: 3 };
    const at = { pack: yunling.pack, used, from: '2025-05-06', on: '2025-06-10', voucher };
    expect(rescind(at).voucher).toMatchObject({
      unitsBought: 2,
      earnedFen: { byKind: 1, soon: 0, campaign: 0, wholeFace: 0 },
    });
    const { unitsBought: _none, earnedFen: _gone, ...bare } = used.voucher;
    expect(rescind({ ...at, voucher: bare }).voucher).toMatchObject({
      unitsBought: 0,
      earnedFen: { byKind: 0 },
    });
    const facts = { voucherPartFen: used.voucherPartFen, fromRewardsFen: {} };
    const use = { on: on('2025-05-06'), ...facts };
    expect(
      rescindUse(yunling.pack, { voucher: used.voucher, use, on: on('2025-06-10') }),
    ).toMatchObject({ earnedBackFen: {}, voucher: { earnedFen: used.voucher.earnedFen } });
  });

  it('returns the reward part at today’s tier [DL 8]', () => {
    const used = spend(dalian, '2026-06-02');
    const at = { pack: dalian.pack, used, from: '2026-06-02' };
    expect(rescind({ ...at, on: '2026-06-02' })).toMatchObject({ forfeitedFen: 0 });
    expect(rescind({ ...at, on: '2026-06-03' })).toMatchObject({
      returnedFen: 106_000,
      forfeitedFen: 4_000,
      movements: [
        { from: 'spent', to: 'available', amountFen: 110_000, because: 'rescission' },
        { from: 'available', to: 'forfeited', amountFen: 4_000, because: 'tier' },
      ],
      voucher: {
        rewardForfeitedFen: { moneyReward: 4_000 },
        pockets: { available: 106_000, spent: 0, forfeited: 4_000 },
      },
    });
    const late = spend(dalian, '2026-06-03');
    expect(
      rescind({ pack: dalian.pack, used: late, from: '2026-06-03', on: '2026-09-03' }).voucher,
    ).toMatchObject({
      rewardForfeitedFen: { moneyReward: 10_000 },
      pockets: { available: 100_000, spent: 0, forfeited: 10_000 },
    });
  });

  it('gives days back after the last day, the reward at the tier of the last day [YL 10, DL]', () => {
    const used = spend(yunling, '2025-05-06');
    const at = { pack: yunling.pack, used, from: '2025-05-06' };
    expect(rescind({ ...at, on: '2026-09-03' })).toMatchObject({
      outcome: 'available',
      expiresOn: '2026-09-03',
    });
    expect(rescind({ ...at, on: '2026-09-04' })).toMatchObject({
      outcome: 'days-given-back',
      returnedFen: 84_000_000,
      expiresOn: '2026-10-19',
      voucher: { expiresOn: '2026-10-19', pockets: { available: 84_000_000, expired: 0 } },
    });
    const days = changed(yunling.pack, { afterLateRescission: { days: undefined } });
    expect(rescind({ ...at, pack: days, on: '2026-09-04' }).expiresOn).toBe('2026-09-04');
  });

  it('expires what comes back too late where the pack says so [LB 10]', () => {
    const used = spend(lubo, '2025-07-29');
    const at = { pack: lubo.pack, used, from: '2025-07-29' };
    // the last day is 25 January 2026, when a fifth of the phase bonus is kept
    expect(rescind({ ...at, on: '2026-01-26' })).toMatchObject({
      outcome: 'to-expired',
      returnedFen: 0,
      forfeitedFen: 2_400_000,
      expiresOn: '2026-01-25',
      movements: [
        { from: 'spent', to: 'available', amountFen: 67_240_000 },
        { from: 'available', to: 'forfeited', amountFen: 2_400_000, because: 'tier' },
        { from: 'available', to: 'expired', amountFen: 64_840_000, because: 'expiry' },
      ],
      clause: 'LB 10',
      voucher: { pockets: { available: 0, spent: 0, expired: 64_840_000, forfeited: 2_400_000 } },
    });
    expect(rescind({ ...at, on: '2026-01-25' })).toMatchObject({
      outcome: 'available',
      voucher: { pockets: { available: 64_840_000, expired: 0 } },
    });
  });

  it('adds to what had expired before, and moves nothing that is nothing', () => {
    const used = spend(lubo, '2025-05-06');
    const pockets = { ...used.voucher.pockets, spent: fen(40_000_000), expired: fen(27_240_000) };
    const voucher = { ...used.voucher, pockets };
    const part = { ...used, voucherPartFen: fen(40_000_000), fromRewardsFen: {} };
    const at = { pack: lubo.pack, from: '2025-05-06', on: '2026-02-01' };
    expect(rescind({ ...at, used: part, voucher }).voucher.pockets).toMatchObject({
      spent: 0,
      available: 0,
      expired: 67_240_000,
    });
    const none = { ...used, voucherPartFen: fen(0), fromRewardsFen: {} };
    expect(rescind({ ...at, used: none, voucher }).movements).toHaveLength(1);
  });

  it('stands on the field’s own clause where the pack gives one', () => {
    const used = spend(lubo, '2025-05-06');
    const pack = withFieldClauses(lubo.pack);
    expect(rescind({ pack, used, from: '2025-05-06', on: '2025-06-10' }).clause).toBe(
      'field outcome',
    );
  });
});
