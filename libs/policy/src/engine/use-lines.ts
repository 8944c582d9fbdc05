import { maxFen, subtractFen, zeroFen } from '@fangpiao/values';
import type { Fen } from '@fangpiao/values';
import { labelOf } from '../load/check-rules.ts';
import type { Source } from '../model/basics.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { isAssumption, sourceOf } from './answer.ts';
import type { Line } from './answer.ts';
import { yuanOf } from './balance.ts';
import { restOf } from './facts.ts';
import type { PurchaseFacts } from './facts.ts';

/** The lines of a purchase: what the voucher pays, what is left to top up. */

export function lineBasics(of: { pack: PolicyPack; source: Source; amountFen: Fen }) {
  return {
    rounding: of.pack.rounding,
    clause: labelOf(of.source),
    source: of.source,
    isAssumption: isAssumption(of.source),
    amountFen: of.amountFen,
  };
}

export function partLine(of: {
  pack: PolicyPack;
  part: Fen;
  purchase: PurchaseFacts;
  available: Fen;
}): Line {
  const { pack, part, purchase, available } = of;
  const source = sourceOf(pack.rules.use, 'voucherFirst');
  return {
    ...lineBasics({ pack, source, amountFen: part }),
    id: 'voucher-part',
    name: { zh: '房票支付', en: 'paid by voucher' },
    inputs: [
      { name: 'price', zh: '房款', en: 'price', shown: yuanOf(restOf(purchase)) },
      { name: 'available', zh: '可用余额', en: 'available', shown: yuanOf(available) },
    ],
    arithmetic: `min(${yuanOf(restOf(purchase))}, ${yuanOf(available)})`,
  };
}

/** A price that became lower after the money was held leaves nothing to top up. */
export function topUpOf(purchase: PurchaseFacts, part: Fen): Fen {
  return maxFen(zeroFen, subtractFen({ from: restOf(purchase), amount: part }));
}

export function topUpLine(of: { pack: PolicyPack; part: Fen; purchase: PurchaseFacts }): Line {
  const { pack, part, purchase } = of;
  const source = sourceOf(pack.rules.use, 'topUpBy');
  return {
    ...lineBasics({ pack, source, amountFen: topUpOf(purchase, part) }),
    id: 'top-up',
    name: { zh: '差额补足', en: 'top-up' },
    inputs: [],
    arithmetic: `${yuanOf(restOf(purchase))} − ${yuanOf(part)}`,
  };
}
