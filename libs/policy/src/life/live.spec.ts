import { calendarDate, fen } from '@fangpiao/values';
import { dalian, lubo, shiqiao, voucherOf, yunling } from '../../test/vouchers.ts';
import type { Issued } from '../../test/vouchers.ts';
import { bringTo, live, liveOne } from '../index.ts';
import type { Act, Step } from '../index.ts';

const on = calendarDate;
type Told = { on: string; act: Act['act'] } & Record<string, unknown>;

const begin: Told[] = [
  { on: '2025-02-20', act: 'agreement', state: 'effective' },
  { on: '2025-03-03', act: 'issue', isVacated: true },
];
const home: Told = {
  on: '2025-05-06',
  act: 'buy',
  purchase: 'p1',
  buyer: 'holder',
  goods: 'residential',
  saleStage: 'ready',
  priceFen: 50_000_000,
};

/** A voucher of this town through its acts; it begins with an agreement and its issue. */
function lived(of: Issued, acts: Told[], first = begin): Step[] {
  const all = [...first, ...acts].map((act) => ({ ...act, on: on(act.on) }) as Act);
  return live(of.pack, { facts: of.facts, acts: all });
}
const last = (of: Issued, acts: Told[], first = begin) => lived(of, acts, first).at(-1) as Step;
const pocketsOf = (step: Step) => {
  const { pockets } = step.life.voucher ?? {};
  return Object.fromEntries(Object.entries(pockets ?? {}).filter(([, amount]) => amount > 0));
};
const refusedOf = (step: Step) => step.refusals.map((each) => each.code);
const party = { homesOwned: 2, projectId: 'p', districtId: 'd' };

describe('a voucher’s life', () => {
  it('begins with an agreement and an issue, with its dates [YL 6]', () => {
    const [agreed, issued] = lived(yunling, []);
    expect(agreed).toMatchObject({
      refusals: [],
      en: 'agreement effective',
      life: { agreement: { state: 'effective' }, purchases: {}, cashDueFen: 0 },
    });
    expect(agreed?.life.voucher).toBeUndefined();
    expect(issued).toMatchObject({
      refusals: [],
      en: 'voucher of 840,000.00 元 issued, valid to 2026-09-03',
      life: {
        quote: { faceValueFen: 84_000_000 },
        voucher: { issuedOn: '2025-03-03', expiresOn: '2026-09-03' },
        deadlines: { expiresOn: '2026-09-03' },
      },
    });
    expect(issued?.life.deadlines?.list.map((each) => each.kind)).toContain('reminder');
    const later = { on: '2026-03-02', act: 'issue' } as const;
    const tiers = last(dalian, [], [{ ...begin[0], on: '2026-03-01' } as Told, later]);
    expect(tiers.life.deadlines?.list.map((each) => each.kind)).toContain('tier-ends');
  });

  it('has no issue without an effective agreement, none twice, and hears what the gates ask [YL 1, YL 2]', () => {
    const issue = begin[1] as Told;
    expect(refusedOf(last(yunling, [], [issue]))).toEqual(['agreement-not-effective']);
    expect(refusedOf(last(yunling, [issue]))).toEqual(['act-out-of-order']);
    const given = (agreement: object, more: object = {}) =>
      refusedOf(
        last(
          yunling,
          [],
          [
            { ...(begin[0] as Told), ...agreement },
            { ...issue, ...more },
          ],
        ),
      );
    expect(given({ projectId: 'north-slope' })).toEqual(['earlier-pack-applies']);
    expect(given({}, { origin: 'gift' })).toEqual(['origin-not-covered']);
    const company = { on: '2025-05-01', act: 'issue', isVacated: true, holder: 'company' } as Told;
    expect(refusedOf(last(lubo, [], [begin[0] as Told, company]))).toEqual([
      'holder-kind-not-allowed',
    ]);
    expect(
      refusedOf(
        last(lubo, [], [begin[0] as Told, { ...company, holder: 'person', isVacated: false }]),
      ),
    ).toEqual(['home-not-vacated']);
  });

  it('keeps the district and the day of the agreement [LB 1]', () => {
    const decisions = [{ scope: 'district' as const, id: 'valley', pack: 'old', decision: '1' }];
    const { transition } = yunling.pack.rules;
    const rules = { ...yunling.pack.rules, transition: { ...transition, decisions } };
    const district = { ...yunling, pack: { ...yunling.pack, rules } };
    const agreed = (of: object) => ({ ...(begin[0] as Told), ...of });
    expect(
      refusedOf(last(district, [], [agreed({ districtId: 'valley' }), begin[1] as Told])),
    ).toEqual(['earlier-pack-applies']);
    const signedEarly = agreed({ on: '2024-11-30' });
    const issue = { on: '2025-05-01', act: 'issue', isVacated: true } as const;
    expect(refusedOf(last(lubo, [], [signedEarly, issue]))).toEqual(['earlier-pack-applies']);
    expect(refusedOf(last(lubo, [], [issue]))).toEqual(['agreement-not-effective']);
  });

  it('holds money for a purchase, spends it at filing and owes the reward earned [YL 5]', () => {
    const bought = last(yunling, [home]);
    expect(pocketsOf(bought)).toEqual({ available: 34_000_000, held: 50_000_000 });
    expect(bought).toMatchObject({
      en: '500,000.00 元 held, top-up 0.00 元',
      life: {
        cashDueFen: 0,
        purchases: {
          p1: {
            state: 'reserved',
            held: { on: '2025-05-06', voucherPartFen: 50_000_000, fromRewardsFen: {} },
            voucherPartFen: 50_000_000,
            fromRewardsFen: {},
            earnedFen: {},
          },
        },
      },
    });
    const used = last(yunling, [home, { on: '2025-05-12', act: 'use', purchase: 'p1' }]);
    expect(pocketsOf(used)).toEqual({ available: 34_000_000, spent: 50_000_000 });
    // 4 % by kind and 2 % of the campaign, at most 20,000.00; the early reward is provisional
    expect(used).toMatchObject({
      en: '500,000.00 元 spent, reward earned 30,000.00 元',
      life: {
        cashDueFen: 3_000_000,
        purchases: {
          p1: {
            state: 'filed',
            usedOn: '2025-05-12',
            voucherPartFen: 50_000_000,
            earnedFen: { byKind: 2_000_000, soon: 1_500_000, campaign: 1_000_000 },
          },
        },
      },
    });
    const plain = last(
      lubo,
      [
        { ...home, on: '2025-05-06' },
        { on: '2025-05-12', act: 'use', purchase: 'p1' },
      ],
      [begin[0] as Told, { on: '2025-05-01', act: 'issue', isVacated: true }],
    );
    expect(plain.en).toBe('500,000.00 元 spent');
  });

  it('tells the engine all of the purchase: area, district, buyer, papers, listing, part [YL 5, YL 8]', () => {
    const file = { on: '2025-05-12', act: 'use', purchase: 'p1' } as const;
    const where = { ...home, area: '100.00', district: 'new-town' };
    const { life } = last(yunling, [where, file]);
    expect(life.purchases.p1?.earnedFen).toMatchObject({ byDistrict: 2_000_000 });
    const refused = (more: object) => refusedOf(last(yunling, [{ ...home, ...more }]));
    expect(refused({ district: 'harbour' })).toEqual(['district-not-allowed']);
    expect(refused({ buyer: 'child-in-law', proofs: ['kinship-proof'] })).toEqual([
      'proof-missing',
    ]);
    expect(refused({ buyer: 'sibling', goods: 'office' })).toEqual([
      'kinship-not-allowed',
      'goods-not-allowed',
    ]);
    expect(refused({ isListed: false })).toEqual(['not-in-supermarket']);
    expect(refused({ saleStage: 'second-hand' })).toEqual(['sale-stage-not-allowed']);
    expect(refused({ voucherPartFen: fen(1) })).toEqual(['voucher-must-be-used-first']);
    // said by both questions, told once
    expect(refused({ on: '2026-09-04' })).toEqual(['voucher-expired']);
  });

  it('leaves everything as it was when an act is refused, and says why', () => {
    const steps = lived(yunling, [{ ...home, goods: 'office', buyer: 'sibling' }]);
    const [, issued, refused] = steps;
    expect(refused?.life).toBe(issued?.life);
    expect(refused?.en).toMatch(/^refused: a buyer who is "sibling".*; the voucher cannot buy/);
    expect(refused?.zh).toMatch(/^不予办理：购房人.*；房票不能/);
    expect(refused?.act).toMatchObject({ goods: 'office' });
  });

  it('knows each purchase by its name, once, and in its state', () => {
    const codes = (acts: Told[]) => refusedOf(last(yunling, acts));
    const use = { on: '2025-05-12', act: 'use', purchase: 'p1' } as const;
    expect(codes([home, home])).toEqual(['act-out-of-order']);
    expect(codes([{ ...home, purchase: 'toString' }])).toEqual([]);
    expect(codes([use])).toEqual(['act-out-of-order']);
    expect(codes([home, { ...use, purchase: 'p2' }])).toEqual(['act-out-of-order']);
    expect(codes([home, use, use])).toEqual(['act-out-of-order']);
    expect(codes([home, use, { ...use, act: 'release' }])).toEqual(['act-out-of-order']);
    expect(codes([home, { ...use, act: 'rescind' }])).toEqual(['act-out-of-order']);
    expect(codes([home, { ...use, act: 'claim', events: {} }])).toEqual(['act-out-of-order']);
  });

  it('releases what was held', () => {
    const steps = [home, { on: '2025-05-09', act: 'release', purchase: 'p1' } as const];
    const released = last(yunling, steps);
    expect(pocketsOf(released)).toEqual({ available: 84_000_000 });
    expect(released.life.purchases.p1?.state).toBe('released');
    expect(released.en).toBe('500,000.00 元 released');
  });

  it('takes a rescinded purchase back, with the rewards that were owed for it [YL 10]', () => {
    const use = { on: '2025-05-12', act: 'use', purchase: 'p1' } as const;
    const rescind = { on: '2025-06-10', act: 'rescind', purchase: 'p1' } as const;
    const step = last(yunling, [home, use, rescind]);
    expect(pocketsOf(step)).toEqual({ available: 84_000_000 });
    expect(step).toMatchObject({
      en: 'contract rescinded, 500,000.00 元 returned, valid to 2026-09-03',
      life: { cashDueFen: 0, purchases: { p1: { state: 'rescinded' } } },
    });
    const second = { ...home, purchase: 'p2', priceFen: 34_000_000 };
    const both = [home, use, second, { ...use, purchase: 'p2' } as const];
    const { cashDueFen: owed, purchases } = last(yunling, both).life;
    const earnedBy = (id: string): number[] => Object.values(purchases[id]?.earnedFen ?? {});
    // The base is used in full: what the first purchase was promised for early use is due as well.
    expect(owed).toBe([...earnedBy('p1'), ...earnedBy('p2')].reduce((sum, each) => sum + each, 0));
    // Without it the base is not used in full, and the early reward of the second one waits again.
    const soon = purchases['p2']?.earnedFen['soon'] ?? 0;
    const back = earnedBy('p1').reduce((sum, each) => sum + each, 0) + soon;
    expect(soon).toBe(900_000);
    expect(last(yunling, [...both, rescind]).life.cashDueFen).toBe(owed - back);
  });

  it('is not filed after its last day, and rescinded at the tier of the day it was filed [DL 8, DL 9]', () => {
    const first: Told[] = [
      { on: '2026-03-01', act: 'agreement', state: 'effective' },
      { on: '2026-03-02', act: 'issue' },
    ];
    const bought = { ...home, on: '2026-06-01', priceFen: fen(200_000) };
    const file = (day: string): Told => ({ on: day, act: 'use', purchase: 'p1' });
    expect(refusedOf(last(dalian, [bought, file('2027-03-03')], first))).toEqual([
      'voucher-expired',
    ]);
    const rescind: Told = { on: '2026-06-03', act: 'rescind', purchase: 'p1' };
    expect(pocketsOf(last(dalian, [bought, file('2026-06-02'), rescind], first))).toEqual({
      available: 106_000,
      forfeited: 4_000,
    });
  });

  it('loses a reward once, also when the base held for another purchase came back meanwhile [DL 8]', () => {
    const first: Told[] = [
      { on: '2026-03-01', act: 'agreement', state: 'effective' },
      { on: '2026-03-02', act: 'issue' },
    ];
    const step = last(
      dalian,
      [
        { ...home, on: '2026-06-01', priceFen: fen(50_000) },
        { ...home, on: '2026-06-01', purchase: 'p2', priceFen: fen(60_000) },
        { on: '2026-06-02', act: 'release', purchase: 'p1' },
        { on: '2026-09-03', act: 'use', purchase: 'p2' },
      ],
      first,
    );
    expect(pocketsOf(step)).toEqual({ available: 50_000, spent: 50_000, forfeited: 10_000 });
  });

  it('hands the balance on, and remembers that it did [YL 9]', () => {
    const transfer = { on: '2025-05-06', act: 'transfer', giver: party, receiver: party } as const;
    const step = last(yunling, [transfer]);
    expect(pocketsOf(step)).toEqual({ transferredOut: 84_000_000 });
    expect(step.life.voucher?.transfersMade).toBe(1);
    expect(step.en).toBe('840,000.00 元 transferred, the deadline stays');
    const poor = { ...transfer, giver: { ...party, homesOwned: 0 } };
    expect(refusedOf(last(yunling, [poor]))).toEqual(['giver-must-own-home']);
  });

  it('cashes out the balance and owes it [SQ 7]', () => {
    const acts: Told[] = [
      { ...home, on: '2025-05-06' },
      { on: '2025-05-12', act: 'use', purchase: 'p1' },
      { on: '2025-05-20', act: 'cash-out' },
    ];
    const step = last(shiqiao, acts);
    const { cashDueFen, voucher } = step.life;
    expect(voucher?.pockets).toMatchObject({ available: 0, spent: 40_000_000 });
    expect(cashDueFen).toBe(voucher?.pockets.cashedOut);
    expect(cashDueFen).toBe(10_575_247);
    expect(step.en).toBe('balance 182,182.97 元 cashed out as 105,752.47 元');
    expect(refusedOf(last(yunling, [acts[2] as Told]))).toEqual(['cash-out-not-allowed']);
  });

  it('limits what is available while an authority freezes it, and no longer', () => {
    const freeze = { on: '2025-04-01', act: 'freeze', amountFen: fen(80_000_000) } as const;
    const frozen = last(yunling, [freeze, home]);
    expect(pocketsOf(frozen)).toMatchObject({ held: 4_000_000 });
    expect(last(yunling, [freeze]).en).toBe('frozen: 800,000.00 元');
    const thawed = last(yunling, [freeze, { on: '2025-04-02', act: 'unfreeze' }, home]);
    expect(pocketsOf(thawed)).toMatchObject({ held: 50_000_000 });
    expect(thawed.life.voucher?.frozenFen).toBe(0);
  });

  it('cancels what is available and nothing else', () => {
    const step = last(yunling, [home, { on: '2025-05-07', act: 'cancel' }]);
    expect(pocketsOf(step)).toEqual({ held: 50_000_000, cancelled: 34_000_000 });
    expect(step.en).toBe('340,000.00 元 cancelled');
  });

  it('expires, and pays the outcome with interest when the holder takes it [YL 10]', () => {
    const use = { on: '2025-05-12', act: 'use', purchase: 'p1' } as const;
    const expire = { on: '2026-09-04', act: 'expire' } as const;
    const take = { on: '2026-10-09', act: 'take-outcome' } as const;
    const expired = last(yunling, [home, use, expire]);
    expect(pocketsOf(expired)).toEqual({ spent: 50_000_000, expired: 34_000_000 });
    expect(expired.en).toBe('340,000.00 元 expired, outcome exchange, payable 285,000.00 元');
    const taken = last(yunling, [home, use, expire, take]);
    expect(pocketsOf(taken)).toEqual({
      spent: 50_000_000,
      forfeited: 5_500_000,
      exchanged: 28_500_000,
    });
    expect(taken.en).toBe('285,000.00 元 paid out');
    // 30,000.00 earned at use, 285,000.00 exchanged, 5,130.00 interest
    expect(taken.life.cashDueFen).toBe(3_000_000 + 28_500_000 + 513_000);
    expect(refusedOf(last(yunling, [{ ...expire, on: '2026-09-03' }]))).toEqual([
      'voucher-not-expired',
    ]);
    expect(refusedOf(last(yunling, [take]))).toEqual(['nothing-left']);
  });

  it('becomes a replacement home where the pack says so [SQ 8]', () => {
    const step = last(shiqiao, [
      { on: '2026-07-01', act: 'expire' },
      { on: '2026-07-20', act: 'take-outcome' },
    ]);
    expect(pocketsOf(step)).toEqual({ convertedToHome: 58_218_297 });
    expect(step).toMatchObject({
      en: '582,182.97 元 became a replacement home',
      life: { cashDueFen: 0 },
    });
  });

  it('tells what the developer can claim by now [YL 11]', () => {
    const claim = {
      on: '2025-08-01',
      act: 'claim',
      purchase: 'p1',
      events: { invoiced: on('2025-06-02') },
      asOf: on('2025-08-01'),
    } as const;
    const use = { on: '2025-05-12', act: 'use', purchase: 'p1' } as const;
    const step = last(yunling, [home, use, claim]);
    expect(step.en).toBe('500,000.00 元 can be claimed by the developer');
    expect(step.instalments).toMatchObject([{ dueOn: '2025-06-23', amountFen: 50_000_000 }]);
    expect(step.instalments?.[0]?.lateInterestFen).toBe(195_000); // 39 days of 3.6 %
    const early = last(yunling, [home, use, { ...claim, events: {} }]);
    expect(early.en).toBe('0.00 元 can be claimed by the developer');
  });

  it.each<Told>([
    home,
    { on: '2025-05-06', act: 'transfer', giver: party, receiver: party },
    { on: '2025-05-06', act: 'cash-out' },
    { on: '2025-05-06', act: 'freeze', amountFen: fen(1) },
    { on: '2025-05-06', act: 'cancel' },
    { on: '2026-09-04', act: 'expire' },
    { on: '2026-09-04', act: 'take-outcome' },
  ])('has no $act before there is a voucher', (act) => {
    const step = last(yunling, [act], []);
    expect(step.refusals).toMatchObject([{ code: 'act-out-of-order', clause: '' }]);
    expect(step.en).toBe('refused: no voucher has been issued');
  });

  it('can be lived one act at a time', () => {
    const [, issued] = lived(yunling, []);
    const act = { ...home, on: on(home.on) } as Act;
    const step = liveOne(yunling.pack, { life: (issued as Step).life, act });
    expect(step).toEqual(last(yunling, [home]));
  });

  it('can be brought to a day, so that ended tiers are seen [DL 8]', () => {
    expect(
      bringTo(dalian.pack, { voucher: voucherOf(dalian), on: on('2026-06-03') }),
    ).toMatchObject({
      rewardRatedOn: '2026-06-03',
      pockets: { available: 106_000, forfeited: 4_000 },
    });
  });
});
