import { area, calendarDate, fen } from '@fangpiao/values';
import {
  deadlines,
  expire,
  loadBundledPack,
  mayBuy,
  mayTransfer,
  quoteFace,
  settleUse,
  voucherFrom,
} from './index.ts';
import type { PolicyPack, QuoteFacts, VoucherFacts } from './index.ts';

function pack(id: string): PolicyPack {
  const loaded = loadBundledPack(id);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.pack;
}

function issue(of: { pack: PolicyPack; facts: QuoteFacts; on: string }): VoucherFacts {
  const quoted = quoteFace(of.pack, of.facts);
  if (!quoted.ok) throw new Error(JSON.stringify(quoted.refusals));
  const issuedOn = calendarDate(of.on);
  const { expiresOn } = deadlines(of.pack, { issuedOn });
  return voucherFrom(quoted.quote, { issuedOn, expiresOn });
}

describe('Xishan’s first voucher [KM 2]', () => {
  const facts = { inputs: { faceAmountFen: fen(101_236_720), printedRewardFen: fen(5_000_000) } };

  it('has a face of 1,012,367.20 yuan with the reward printed beside it, and both in the cover', () => {
    const quoted = quoteFace(pack('xishan'), facts);
    expect(quoted).toMatchObject({
      ok: true,
      quote: {
        faceValueFen: 101_236_720,
        rewardOutsideFaceFen: 5_000_000,
        highestLaterRewardFen: 5_000_000,
        coverFen: 106_236_720,
        lines: [{ clause: 'KM 2', isAssumption: false }, { isAssumption: true }],
      },
    });
  });

  it('earns the reward in proportion to what is used', () => {
    const voucher = issue({ pack: pack('xishan'), facts, on: '2024-08-30' });
    expect(voucher.expiresOn).toBe('2025-09-01'); // 30 August 2025 is a Saturday
    const answer = settleUse(pack('xishan'), {
      voucher,
      purchase: {
        on: calendarDate('2024-10-10'),
        priceFen: fen(50_618_360),
        goods: 'residential',
        saleStage: 'ready',
        area: area('98.00'),
      },
    });
    expect(answer).toMatchObject({
      ok: true,
      voucherPartFen: 50_618_360,
      earned: [{ reward: 'policyReward', amountFen: 2_500_000, state: 'due' }],
      voucher: { pockets: { available: 50_618_360, spent: 50_618_360 } },
    });
  });
});

describe('Dongchangfu [LC]', () => {
  it('is legal area × base price of the area, half up to the fen, covered by forecast', () => {
    const inputs = { legalArea: area('120.55'), basePriceFen: fen(834_567) };
    const quoted = quoteFace(pack('dongchangfu'), { inputs });
    expect(quoted).toMatchObject({
      ok: true,
      quote: {
        faceValueFen: 100_607_052,
        policyRewardFen: 0,
        highestLaterRewardFen: 0,
        expiresAfterMonths: 12,
        lines: [{ arithmetic: '120.55 m² × 8,345.67 元/m²', clause: 'LC 2.4' }],
      },
    });
    expect(pack('dongchangfu').rules.coverRule.mode).toBe('forecast');
  });

  it('refuses a transfer, an office and a sibling, each with its clause', () => {
    const p = pack('dongchangfu');
    const inputs = { legalArea: area('100'), basePriceFen: fen(500_000) };
    const voucher = issue({ pack: p, facts: { inputs }, on: '2024-03-15' });
    const party = { homesOwned: 2, projectId: 'p', districtId: 'd' };
    const on = calendarDate('2024-04-01');
    expect(mayTransfer(p, { voucher, giver: party, receiver: party, on })).toMatchObject({
      ok: false,
      refusals: [{ code: 'transfer-forbidden' }],
    });
    const buy = mayBuy(p, {
      kinship: 'sibling',
      goods: 'office',
      saleStage: 'ready',
      date: on,
      voucher,
    });
    expect(buy).toMatchObject({
      ok: false,
      refusals: [{ code: 'kinship-not-allowed' }, { code: 'goods-not-allowed' }],
    });
  });
});

describe('Guangzhou at expiry [GZ 10]', () => {
  it('exchanges half a voucher of 1.0 m base and 0.1 m reward for 500,000.00 yuan', () => {
    const p = pack('guangzhou-example-district');
    const facts: QuoteFacts = { landKind: 'state', inputs: { assessedValueFen: fen(100_000_000) } };
    const voucher = issue({ pack: p, facts, on: '2024-02-01' });
    expect(voucher.faceValueFen).toBe(110_000_000);
    const used = settleUse(p, {
      voucher,
      purchase: {
        on: calendarDate('2024-05-06'),
        priceFen: fen(55_000_000),
        goods: 'residential',
        saleStage: 'presale',
      },
    });
    if (!used.ok) throw new Error('refused');
    const ended = expire(p, { voucher: used.voucher, on: calendarDate('2025-08-02') });
    expect(ended).toMatchObject({
      ok: true,
      outcome: 'exchange',
      expiredFen: 55_000_000,
      deductedFen: 5_000_000,
      payableFen: 50_000_000,
    });
  });
});
