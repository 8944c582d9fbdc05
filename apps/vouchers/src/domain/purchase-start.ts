import {
  refuse,
  type Kinship as ContractKinship,
  type Proof,
  type PurchasePart,
  type RefusalCode,
} from '@fangpiao/contracts';
import type { Decision } from '@fangpiao/chassis';
import {
  mayBuy,
  settleUse,
  type Kinship,
  type PolicyPack,
  type Refusal as PolicyRefusal,
  type RefusalCode as PolicyCode,
} from '@fangpiao/policy';
import {
  formatYuan,
  minFen,
  subtractFen,
  sumFen,
  type CalendarDate,
  type Fen,
  type Id,
} from '@fangpiao/values';
import type { Purchase, PurchaseEvent, TopUp } from './purchase.ts';
import { reasonsOf } from './quoting.ts';
import type { UnitFacts } from './unit-mirror.ts';
import { lastDayOf, policyFactsOf, usableFen, type Voucher } from './voucher.ts';

export interface StartInput {
  readonly purchaseId: Id<'purchase'>;
  readonly unitId: Id<'unit'>;
  readonly buyer: Id<'person'>;
  readonly priceFen: Fen;
  readonly voucherIds: readonly Id<'voucher'>[];
  readonly topUps: readonly TopUp[];
  readonly proofs: readonly Proof[];
  /** A holder may use own vouchers only; an officer those of the district. */
  readonly onBehalfOf: { readonly person: string } | { readonly district: string };
}

export interface StartFacts {
  readonly unit: UnitFacts | undefined;
  readonly vouchers: readonly {
    readonly voucherId: Id<'voucher'>;
    readonly state: Voucher;
    readonly policy: PolicyPack | undefined;
  }[];
}

/** What the pack's reasons are called in the contract's closed list. */
const codeOf: Readonly<Partial<Record<PolicyCode, RefusalCode>>> = {
  'voucher-expired': 'voucher-expired',
  'kinship-not-allowed': 'buyer-not-allowed',
  'proof-missing': 'proof-missing',
  'buyer-condition-not-met': 'buyer-not-allowed',
  'goods-not-allowed': 'goods-not-allowed',
  'goods-condition-not-met': 'goods-not-allowed',
  'sale-stage-not-allowed': 'goods-not-allowed',
  'district-not-allowed': 'goods-not-allowed',
  'not-in-supermarket': 'unit-not-listed',
  'not-enough-on-voucher': 'balance-too-small',
  'nothing-left': 'balance-too-small',
  'voucher-must-be-used-first': 'voucher-money-first',
  'top-up-kind-not-allowed': 'top-up-not-allowed',
  'merge-not-allowed': 'merge-not-allowed',
};

function refuseByPack(refusals: readonly PolicyRefusal[]): Decision<PurchaseEvent> {
  const [first] = refusals;
  const code = (first && codeOf[first.code]) ?? 'voucher-not-usable';
  return refuse(code, reasonsOf(refusals));
}

/**
 * Starts a purchase: the pack decides buyer, goods, date and amounts; voucher money goes first, voucher by voucher in
 * the order given, the rest is the top-up [GZ 5, DL 12, 13].
 */
export function decideStart(
  state: Purchase,
  input: StartInput,
  facts: StartFacts,
  today: CalendarDate,
): Decision<PurchaseEvent> {
  if (state.status !== 'none') return [];
  const { unit } = facts;
  const mine = facts.vouchers.every(
    ({ state: { issued } }) => issued && isTheirs(input.onBehalfOf, issued),
  );
  if (facts.vouchers.some(({ state }) => state.status === 'none')) return refuse('voucher-unknown');
  if (!mine) return refuse('not-the-holder');
  if (new Set(input.voucherIds).size !== input.voucherIds.length)
    return refuse('voucher-not-usable');
  const [first] = facts.vouchers;
  const issued = first!.state.issued!;
  if (facts.vouchers.some(({ state }) => state.issued!.holder !== issued.holder))
    return refuse('not-the-holder');
  if (!unit?.listed || unit.status === 'delisted') return refuse('unit-not-listed');
  if (unit.status === 'taken') return refuse('unit-already-reserved');
  if (input.priceFen > unit.listed.committedPriceFen) {
    return refuse('price-above-commitment', {
      zh: `承诺价格 ${formatYuan(unit.listed.committedPriceFen)} 元`,
      en: `the committed price is ${formatYuan(unit.listed.committedPriceFen)} yuan`,
    });
  }
  const parts: PurchasePart[] = [];
  let restFen = input.priceFen;
  let lastFilingOn = lastDayOf(first!.state);
  for (const { voucherId, state, policy } of facts.vouchers) {
    const own = state.issued!;
    if (state.status === 'expired' || today > lastDayOf(state)) return refuse('voucher-expired');
    if (state.pockets.available > 0 && usableFen(state) === 0) return refuse('voucher-frozen');
    if (!policy) return refuse('voucher-not-usable');
    if (minFen(restFen, usableFen(state)) === 0) return refuse('balance-too-small');
    const kinship = kinshipOf(input.buyer, own);
    const buying = mayBuy(policy, {
      kinship,
      proofs: input.proofs.map(({ kind }) => kind),
      goods: unit.listed.kind,
      saleStage: unit.listed.saleStage,
      isListed: true,
      date: today,
      purchaseDistrict: unit.listed.district,
      voucher: policyFactsOf(state),
    });
    if (!buying.ok) return refuseByPack(buying.refusals);
    const use = settleUse(policy, {
      voucher: policyFactsOf(state),
      purchase: {
        on: today,
        priceFen: input.priceFen,
        restFen,
        goods: unit.listed.kind,
        saleStage: unit.listed.saleStage,
        area: unit.listed.area,
        purchaseDistrict: unit.listed.district,
        kinship,
      },
      isOneOfSeveral: facts.vouchers.length > 1,
      topUps: input.topUps,
      step: 'hold',
    });
    if (!use.ok) return refuseByPack(use.refusals);
    const amountFen = use.voucherPartFen;
    parts.push({ voucherId, accountId: own.accountId, district: own.district, amountFen });
    restFen = subtractFen({ from: restFen, amount: amountFen });
    if (lastDayOf(state) < lastFilingOn) lastFilingOn = lastDayOf(state);
  }
  const topUpFen = sumFen(input.topUps.map((topUp) => topUp.amountFen));
  if (topUpFen !== restFen) {
    return refuse('top-up-differs', {
      zh: `房票支付后尚差 ${formatYuan(restFen)} 元，补足款为 ${formatYuan(topUpFen)} 元`,
      en: `${formatYuan(restFen)} yuan remain after voucher money, the top-up is ${formatYuan(topUpFen)}`,
    });
  }
  return [
    {
      type: 'vouchers.purchase.started.v1',
      data: {
        purchaseId: input.purchaseId,
        unitId: input.unitId,
        developerId: unit.listed.developerId,
        kind: unit.listed.kind,
        saleStage: unit.listed.saleStage,
        area: unit.listed.area,
        holder: issued.holder,
        buyer: input.buyer,
        priceFen: input.priceFen,
        voucherFen: sumFen(parts.map((part) => part.amountFen)),
        parts,
        packs: Object.fromEntries(
          facts.vouchers.map(({ voucherId, state }) => [voucherId, state.issued!.pack]),
        ),
        topUps: input.topUps.map(({ kind, amountFen }) => ({ kind, amountFen })),
        proofs: input.proofs,
        purchaseDistrict: unit.listed.district,
        kinship: kinshipOf(input.buyer, issued),
        lastFilingOn,
        isFilingNeeded: unit.listed.needsFiling,
      },
    },
  ];
}

function isTheirs(who: StartInput['onBehalfOf'], issued: NonNullable<Voucher['issued']>): boolean {
  return 'person' in who ? issued.holder === who.person : issued.district === who.district;
}

/** How the buyer is related to the holder; a stranger is nobody the pack names. */
function kinshipOf(buyer: string, issued: NonNullable<Voucher['issued']>): Kinship {
  if (buyer === issued.holder) return 'holder';
  const known: ContractKinship | undefined = issued.related.find(
    ({ personId }) => personId === buyer,
  )?.kinship;
  if (known === undefined || known === 'self' || known === 'other') return 'other' as Kinship;
  return known;
}
