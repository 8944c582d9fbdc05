import { addDays } from '@fangpiao/values';
import type { CalendarDate } from '@fangpiao/values';
import { exact } from '../formula/exact.ts';
import { labelOf } from '../load/check-rules.ts';
import type { Source } from '../model/basics.ts';
import type { GoodsKind, Kinship, SaleStage } from '../model/pack-schema.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { expiredRefusal, refusal, refuse, sourceOf } from './answer.ts';
import type { Refusal, Refused } from './answer.ts';
import { namesOf, setDay } from './deadlines.ts';
import type { VoucherFacts } from './facts.ts';

export type BuyFacts = {
  /** Of the buyer to the holder; 'holder' for the holder. */
  kinship: Kinship;
  /** Papers shown, by the pack's names; undefined: papers are checked elsewhere. */
  proofs?: readonly string[];
  goods: GoodsKind;
  saleStage: SaleStage;
  /** In the listing supermarket; default true. */
  isListed?: boolean;
  /** The day that counts as use (filing or contract), or today for a first look. */
  date: CalendarDate;
  purchaseDistrict?: string;
  /** Other purchase subsidies the buyer uses for this unit. */
  otherSubsidies?: readonly string[];
  /** With full facts, conditions that read the quote's inputs can be decided. */
  voucher: Pick<VoucherFacts, 'issuedOn' | 'expiresOn'> & Partial<VoucherFacts>;
};

export type BuyAnswer = {
  ok: true;
  /** Which date stops the clock for these goods. */
  useEvent: 'filing-date' | 'contract-date' | 'title-transfer-date';
  isFilingNeeded: boolean;
  proofs: string[];
  payer: 'issuing-district' | 'purchase-district';
  /** The clauses the answer stands on. */
  clauses: string[];
};

/** May this person buy this unit on this day with this voucher? [GZ 5, DL 1, 6, 9, 12] */
export function mayBuy(pack: PolicyPack, facts: BuyFacts): BuyAnswer | Refused {
  const { rules } = pack;
  const refusals = [
    ...checkBuyer(pack, facts),
    ...checkGoods(pack, facts),
    ...checkDate(pack, facts),
    ...checkDistrict(pack, facts),
    ...checkSubsidies(pack, facts),
  ];
  const buyer = rules.buyers[facts.kinship];
  const goods = rules.goods[facts.goods];
  if (refusals.length > 0 || !buyer || !goods) return refuse(refusals);
  return {
    ok: true,
    useEvent: goods.useEvent,
    isFilingNeeded: goods.useEvent === 'filing-date',
    proofs: [...(buyer.proofs ?? []), ...(goods.proofs ?? [])],
    payer: rules.use.crossDistrictPayer,
    clauses: [labelOf(buyer.source), labelOf(goods.source), labelOf(rules.validity.source)],
  };
}

function checkBuyer(pack: PolicyPack, facts: BuyFacts): Refusal[] {
  const { buyers } = pack.rules;
  const buyer = buyers[facts.kinship];
  if (!buyer) {
    const allowed = Object.keys(buyers);
    const source = buyers.holder?.source;
    return [
      refusal({
        code: 'kinship-not-allowed',
        ...(source && { source }),
        zh: `购房人与持票人的关系“${facts.kinship}”不在允许范围内（${allowed.join('、')}）`,
        en: `a buyer who is "${facts.kinship}" to the holder is not allowed (${allowed.join(', ')})`,
      }),
    ];
  }
  const refusals = checkProofs(buyer, facts);
  if (!isMet({ pack, facts, path: `buyers.${facts.kinship}.when` })) {
    refusals.push(
      refusal({
        code: 'buyer-condition-not-met',
        source: sourceOf(buyer, 'when'),
        zh: `购房人不符合条件：${buyer.when}`,
        en: `the buyer does not meet the condition: ${buyer.when}`,
      }),
    );
  }
  return refusals;
}

/** Papers of the buyer or of the goods that were not shown; undefined: they are checked elsewhere. */
function checkProofs(
  rule: {
    proofs?: string[] | undefined;
    source: Source;
    sources?: Record<string, Source> | undefined;
  },
  { proofs }: BuyFacts,
): Refusal[] {
  const missing = (rule.proofs ?? []).filter((proof) => !proofs?.includes(proof));
  if (proofs === undefined || missing.length === 0) return [];
  return [
    refusal({
      code: 'proof-missing',
      source: sourceOf(rule, 'proofs'),
      zh: `缺少证明材料：${missing.join('、')}`,
      en: `proofs are missing: ${missing.join(', ')}`,
    }),
  ];
}

function checkGoods(pack: PolicyPack, facts: BuyFacts): Refusal[] {
  const goods = pack.rules.goods[facts.goods];
  if (!goods) {
    const [first] = Object.values(pack.rules.goods);
    const list = Object.keys(pack.rules.goods);
    return [
      refusal({
        code: 'goods-not-allowed',
        ...(first && { source: first.source }),
        zh: `房票不能购买“${facts.goods}”（可购：${list.join('、')}）`,
        en: `the voucher cannot buy "${facts.goods}" (allowed: ${list.join(', ')})`,
      }),
    ];
  }
  const refusals = checkProofs(goods, facts);
  if (!goods.saleStages.includes(facts.saleStage)) {
    refusals.push(
      refusal({
        code: 'sale-stage-not-allowed',
        source: sourceOf(goods, 'saleStages'),
        zh: `销售状态“${facts.saleStage}”不允许（可购：${goods.saleStages.join('、')}）`,
        en: `sale stage "${facts.saleStage}" is not allowed (allowed: ${goods.saleStages.join(', ')})`,
      }),
    );
  }
  if (goods.listing === 'required' && facts.isListed === false) {
    refusals.push(
      refusal({
        code: 'not-in-supermarket',
        source: sourceOf(goods, 'listing'),
        zh: '该房源不在房源超市内',
        en: 'the unit does not stand in the listing supermarket',
      }),
    );
  }
  if (!isMet({ pack, facts, path: `goods.${facts.goods}.when` })) {
    refusals.push(
      refusal({
        code: 'goods-condition-not-met',
        source: sourceOf(goods, 'when'),
        zh: `不符合购买条件：${goods.when}`,
        en: `the condition for these goods is not met: ${goods.when}`,
      }),
    );
  }
  return refusals;
}

function checkDate(pack: PolicyPack, facts: BuyFacts): Refusal[] {
  const { validity, use } = pack.rules;
  const { issuedOn, expiresOn } = facts.voucher;
  if (facts.date > expiresOn) return [expiredRefusal({ expiresOn, source: validity.source })];
  const earliest = addDays(issuedOn, -(use.purchasesBeforeIssueDays ?? 0));
  if (facts.date >= earliest) return [];
  return [
    refusal({
      code: 'voucher-not-issued-yet',
      source: sourceOf(use, 'purchasesBeforeIssueDays'),
      zh: `房票于 ${issuedOn} 核发，此前的购房不计入`,
      en: `the voucher was issued on ${issuedOn}; a purchase before that does not count`,
    }),
  ];
}

function checkDistrict(pack: PolicyPack, facts: BuyFacts): Refusal[] {
  const { use } = pack.rules;
  if (use.districts === 'whole-city' || facts.purchaseDistrict === undefined) return [];
  if (use.districts.includes(facts.purchaseDistrict)) return [];
  return [
    refusal({
      code: 'district-not-allowed',
      source: sourceOf(use, 'districts'),
      zh: `不能在“${facts.purchaseDistrict}”购房（可购：${use.districts.join('、')}）`,
      en: `no purchase in "${facts.purchaseDistrict}" (allowed: ${use.districts.join(', ')})`,
    }),
  ];
}

/** Where the pack lists what may be combined, nothing else may. */
function checkSubsidies(pack: PolicyPack, facts: BuyFacts): Refusal[] {
  const { use } = pack.rules;
  const allowed = use.stacksWith;
  const others = facts.otherSubsidies?.filter((each) => allowed && !allowed.includes(each)) ?? [];
  return others.map((each) =>
    refusal({
      code: 'subsidy-not-combinable',
      source: sourceOf(use, 'stacksWith'),
      zh: `房票不能与“${each}”叠加`,
      en: `the voucher cannot be combined with "${each}"`,
    }),
  );
}

function isMet(of: { pack: PolicyPack; facts: BuyFacts; path: string }): boolean {
  const { pack, facts } = of;
  const condition = pack.compiled.conditions.get(of.path);
  if (!condition) return true;
  const { voucher } = facts;
  if (!voucher.facts || !voucher.components || !voucher.pockets) return false;
  const names = namesOf(pack, voucher as VoucherFacts);
  setDay({ pack, names, issuedOn: voucher.issuedOn, on: facts.date });
  names.set('goods', facts.goods);
  names.set('saleStage', facts.saleStage);
  names.set('kinship', facts.kinship);
  names.set('purchaseDistrict', facts.purchaseDistrict ?? '');
  names.set('usedBefore', exact(voucher.pockets.spent));
  return condition.isTrue(names);
}
