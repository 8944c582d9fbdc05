import { calendarDate } from '@fangpiao/values';
import {
  lubo,
  packWith,
  refusalsOf,
  shiqiao,
  voucherOf,
  withFieldClauses,
  yunling,
} from '../../test/vouchers.ts';
import { mayBuy } from '../index.ts';
import type { BuyFacts } from '../index.ts';

const on = calendarDate;
const voucher = voucherOf(yunling);

/** A holder of Yunling buying a home, or what is said otherwise. */
function buy(facts: Partial<BuyFacts>, pack = yunling.pack) {
  return mayBuy(pack, {
    kinship: 'holder',
    goods: 'residential',
    saleStage: 'ready',
    date: on('2025-05-06'),
    voucher,
    ...facts,
  });
}

const inLubo = (facts: Partial<BuyFacts>) =>
  buy({ date: on('2025-06-10'), voucher: voucherOf(lubo), ...facts }, lubo.pack);

describe('mayBuy', () => {
  it('says which date stops the clock, what papers are needed, who pays, and by which clauses', () => {
    expect(buy({})).toEqual({
      ok: true,
      useEvent: 'filing-date',
      isFilingNeeded: true,
      proofs: [],
      payer: 'issuing-district',
      clauses: ['YL 8', 'YL 7', 'YL 6'],
    });
    expect(buy({ kinship: 'child-in-law', goods: 'commercial' })).toMatchObject({
      proofs: ['marriage-certificate', 'kinship-proof', 'business-licence'],
    });
    expect(buy({ goods: 'parking' })).toMatchObject({
      useEvent: 'contract-date',
      isFilingNeeded: false,
    });
    expect(inLubo({})).toMatchObject({ ok: true, payer: 'purchase-district' });
  });

  it('refuses buyers and goods the pack does not name, both at once [YL 7, YL 8]', () => {
    expect(refusalsOf(buy({ kinship: 'sibling' }))).toEqual(['kinship-not-allowed · YL 8']);
    expect(refusalsOf(buy({ goods: 'office' }))).toEqual(['goods-not-allowed · YL 7']);
    expect(buy({ kinship: 'sibling', goods: 'office' })).toMatchObject({
      refusals: [
        { en: expect.stringContaining('(holder, co-owner, child-in-law)') },
        { en: 'the voucher cannot buy "office" (allowed: residential, parking, commercial)' },
      ],
    });
    const alone = { ...yunling.pack, rules: { ...yunling.pack.rules, buyers: {}, goods: {} } };
    expect(refusalsOf(buy({}, alone))).toEqual(['kinship-not-allowed · ', 'goods-not-allowed · ']);
  });

  it('wants every paper of the buyer, once papers are looked at [YL 8]', () => {
    const inLaw = (proofs?: string[]) =>
      refusalsOf(buy({ kinship: 'child-in-law', ...(proofs && { proofs }) }));
    expect(inLaw()).toEqual([]);
    expect(inLaw([])).toEqual(['proof-missing · YL 8']);
    expect(inLaw(['kinship-proof'])).toEqual(['proof-missing · YL 8']);
    expect(inLaw(['kinship-proof', 'marriage-certificate'])).toEqual([]);
    expect(refusalsOf(buy({ proofs: [] }))).toEqual([]);
    const answer = buy({ kinship: 'child-in-law', proofs: ['kinship-proof'] });
    expect(answer).toMatchObject({
      refusals: [{ en: 'proofs are missing: marriage-certificate' }],
    });
  });

  it('refuses a sale stage that is not open for these goods [YL 7]', () => {
    expect(refusalsOf(buy({ goods: 'parking', saleStage: 'presale' }))).toEqual([
      'sale-stage-not-allowed · YL 7',
    ]);
    expect(refusalsOf(buy({ saleStage: 'presale' }))).toEqual([]);
  });

  it('refuses what stands outside the supermarket only where it must stand inside [YL 7]', () => {
    expect(refusalsOf(buy({ isListed: false }))).toEqual(['not-in-supermarket · YL 7']);
    expect(refusalsOf(buy({ isListed: true }))).toEqual([]);
    expect(refusalsOf(buy({ goods: 'parking', isListed: false }))).toEqual([]);
  });

  it('counts purchases from sixty days before issue to the last day [YL 6, YL 8]', () => {
    const at = (date: string) => refusalsOf(buy({ date: on(date) }));
    expect(at('2025-01-01')).toEqual(['voucher-not-issued-yet · YL 8']);
    expect(at('2025-01-02')).toEqual([]);
    expect(at('2026-09-03')).toEqual([]);
    expect(at('2026-09-04')).toEqual(['voucher-expired · YL 6']);
  });

  it('counts purchases from the day of issue where the pack says nothing of earlier ones', () => {
    const at = (date: string) => refusalsOf(inLubo({ date: on(date) }));
    expect(at('2025-04-30')).toEqual(['voucher-not-issued-yet · LB 8']);
    expect(at('2025-05-01')).toEqual([]);
  });

  it('stays inside the districts of the pack [YL 8]', () => {
    expect(refusalsOf(buy({ purchaseDistrict: 'old-town' }))).toEqual([]);
    expect(refusalsOf(buy({ purchaseDistrict: 'harbour' }))).toEqual([
      'district-not-allowed · YL 8',
    ]);
    expect(refusalsOf(inLubo({ purchaseDistrict: 'harbour' }))).toEqual([]);
  });

  it('combines with the listed subsidies only, and with all where none is listed [YL 8]', () => {
    const otherSubsidies = ['first-home-subsidy', 'many-children', 'talent'];
    expect(refusalsOf(buy({ otherSubsidies: ['first-home-subsidy'] }))).toEqual([]);
    expect(refusalsOf(buy({ otherSubsidies }))).toEqual([
      'subsidy-not-combinable · YL 8',
      'subsidy-not-combinable · YL 8',
    ]);
    expect(refusalsOf(inLubo({ otherSubsidies }))).toEqual([]);
  });

  it('lets a sibling buy from a household of three on collective land only [LB 8]', () => {
    const sibling = (facts: object) => {
      const household = { ...lubo, facts: { ...lubo.facts, ...facts } };
      return refusalsOf(inLubo({ kinship: 'sibling', voucher: voucherOf(household) }));
    };
    expect(sibling({})).toEqual([]);
    expect(sibling({ persons: 2 })).toEqual(['buyer-condition-not-met · LB 8']);
    expect(sibling({ landKind: 'state' })).toEqual(['buyer-condition-not-met · LB 8']);
  });

  it('lets a garage be bought only after a home, and not on half the facts of a voucher [LB 8]', () => {
    const used = voucherOf(lubo, { pockets: { spent: 100 } });
    const garage = (of: BuyFacts['voucher']) =>
      refusalsOf(inLubo({ goods: 'garage', voucher: of }));
    expect(garage(used)).toEqual([]);
    expect(garage(voucherOf(lubo))).toEqual(['goods-condition-not-met · LB 8']);
    const { facts: _facts, ...withoutFacts } = used;
    const { components: _components, ...withoutComponents } = used;
    const { pockets: _pockets, ...withoutPockets } = used;
    for (const part of [withoutFacts, withoutComponents, withoutPockets]) {
      expect(garage(part)).toEqual(['goods-condition-not-met · LB 8']);
    }
  });

  it.each([
    ["goods == 'garage'", { goods: 'garage' as const }],
    ["saleStage == 'presale'", { saleStage: 'presale' as const }],
    ["kinship == 'spouse'", { kinship: 'spouse' as const }],
    ["purchaseDistrict == 'east'", { purchaseDistrict: 'east' }],
    [
      'baseTotal == 617400 yuan and rewardTotal == 40000 yuan and daysSinceIssue == 42',
      { date: on('2025-06-11') },
    ],
    [
      'faceValue == 672400 yuan and phaseBonus == 30000 yuan and daysSinceIssue == 42',
      { date: on('2025-06-11') },
    ],
    ['daysSinceIssue >= 42', { date: on('2025-06-11') }],
  ])('can make a condition of %s', (when, met) => {
    const pack = packWith('lubo', (text) =>
      text
        .replace('saleStages: [ready], listing', 'saleStages: [ready, presale], listing')
        .replace('when: usedBefore > 0 yuan', `when: ${when}`)
        .replace('useEvent: filing-date, source', `useEvent: filing-date, when: ${when}, source`),
    );
    const facts = { date: on('2025-06-10'), voucher: voucherOf(lubo) };
    expect(refusalsOf(buy({ ...facts, ...met }, pack))).toEqual([]);
    expect(refusalsOf(buy(facts, pack))).toEqual(['goods-condition-not-met · LB 8']);
  });

  it('knows no district before one is said', () => {
    const pack = packWith('lubo', (text) =>
      text.replace('when: usedBefore > 0 yuan', "when: purchaseDistrict == ''"),
    );
    const facts = { date: on('2025-06-10'), voucher: voucherOf(lubo), goods: 'garage' } as const;
    expect(refusalsOf(buy(facts, pack))).toEqual([]);
  });

  it('names the field’s own clause where the pack gives one', () => {
    const pack = withFieldClauses(yunling.pack);
    const stands = (facts: Partial<BuyFacts>, of = pack) =>
      refusalsOf(buy(facts, of)).map((each) => each.split(' · ')[1]);
    expect(stands({ kinship: 'child-in-law', proofs: [] })).toEqual(['field proofs']);
    expect(stands({ goods: 'parking', saleStage: 'presale' })).toEqual(['field saleStages']);
    expect(stands({ isListed: false })).toEqual(['field listing']);
    expect(stands({ date: on('2025-01-01') })).toEqual(['field purchasesBeforeIssueDays']);
    expect(stands({ purchaseDistrict: 'harbour' })).toEqual(['field districts']);
    expect(stands({ otherSubsidies: ['talent'] })).toEqual(['field stacksWith']);
    const two = { ...lubo, facts: { ...lubo.facts, persons: 2 } };
    const lubos = { date: on('2025-06-10'), voucher: voucherOf(two) };
    const town = withFieldClauses(lubo.pack);
    expect(stands({ ...lubos, kinship: 'sibling' }, town)).toEqual(['field when']);
    expect(stands({ ...lubos, goods: 'garage' }, town)).toEqual(['field when']);
  });

  it('takes second-hand homes by the date of transfer, listed or not [SQ 5]', () => {
    const facts = { voucher: voucherOf(shiqiao), isListed: false };
    expect(buy({ ...facts, saleStage: 'second-hand' }, shiqiao.pack)).toMatchObject({
      ok: true,
      useEvent: 'title-transfer-date',
      isFilingNeeded: false,
    });
  });
});
