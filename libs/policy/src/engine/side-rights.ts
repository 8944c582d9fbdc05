import { exact } from '../formula/exact.ts';
import { labelOf } from '../load/check-rules.ts';
import type { Bilingual } from '../model/basics.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { isAssumption } from './answer.ts';
import { missingInputs } from './facts.ts';
import type { PurchaseFacts, VoucherFacts } from './facts.ts';
import { namesOf, setDay } from './deadlines.ts';

export type SideRight = {
  id: string;
  name: Bilingual;
  /** `unknown`: a fact the condition needs was not given. */
  holds: 'yes' | 'no' | 'unknown';
  /** The line for the certificate, when it holds. */
  certificate: Bilingual;
  condition?: string;
  clause: string;
  isAssumption: boolean;
};

/** Rights beside the money (purchase limit, deed tax, school …) that a purchase brings. [GZ 5] */
export function sideRights(
  pack: PolicyPack,
  of: { voucher: VoucherFacts; purchase?: PurchaseFacts },
): SideRight[] {
  const { voucher, purchase } = of;
  const names = namesOf(pack, voucher);
  setDay({ pack, names, issuedOn: voucher.issuedOn, on: purchase?.on ?? voucher.issuedOn });
  names.set('goods', purchase?.goods ?? '');
  names.set('saleStage', purchase?.saleStage ?? '');
  names.set('purchaseDistrict', purchase?.purchaseDistrict ?? '');
  names.set('kinship', purchase?.kinship ?? 'holder');
  names.set('price', exact(purchase?.priceFen ?? 0));
  names.set('usedBefore', exact(voucher.pockets.spent));
  return Object.entries(pack.rules.sideRights ?? {}).map(([id, right]): SideRight => {
    const condition = pack.compiled.conditions.get(`sideRights.${id}.when`);
    const isUnknown = condition && missingInputs({ pack, names, formula: condition }).length > 0;
    const holds = isUnknown ? 'unknown' : !condition || condition.isTrue(names) ? 'yes' : 'no';
    return {
      id,
      name: right.name,
      holds,
      certificate: right.certificate,
      ...(right.when !== undefined && { condition: right.when }),
      clause: labelOf(right.source),
      isAssumption: isAssumption(right.source),
    };
  });
}
