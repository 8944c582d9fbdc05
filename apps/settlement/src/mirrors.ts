import type { MirrorDeclaration } from '@fangpiao/chassis';
import type { EventOf, listingsEvents, vouchersEvents } from '@fangpiao/contracts';
import { noPurchase, noUnit, type PurchaseFacts, type UnitFacts } from './domain/foreign-facts.ts';

type VouchersEvent = EventOf<(typeof vouchersEvents)[number]>;
type ListingsEvent = EventOf<(typeof listingsEvents)[number]>;

/** What is remembered of each purchase: whether its voucher money is spent, on what, and who stands behind it. */
export const purchaseMirror: MirrorDeclaration<PurchaseFacts> = {
  producer: 'vouchers',
  family: 'purchase',
  initial: noPurchase,
  apply: (facts, arrived) => {
    const event = arrived as VouchersEvent;
    switch (event.type) {
      case 'vouchers.purchase.reservation-requested.v1':
        return { ...facts, unitId: event.data.unitId };
      case 'vouchers.purchase.used.v1': {
        const { unitId, developerId, voucherFen, parts, usedOn, instalments } = event.data;
        const plan = instalments === undefined ? {} : { instalments };
        const used = { unitId, developerId, voucherFen, parts, usedOn, ...plan };
        return { ...facts, unitId, used };
      }
      case 'vouchers.purchase.ended.v1':
        return { ...facts, hasEnded: true };
      default:
        return facts;
    }
  },
};

/** What is remembered of each unit: for which purchase it is contracted, filed, handed over. */
export const unitMirror: MirrorDeclaration<UnitFacts> = {
  producer: 'listings',
  family: 'unit',
  initial: noUnit,
  apply: (facts, arrived) => {
    const event = arrived as ListingsEvent;
    switch (event.type) {
      case 'listings.unit.listed.v1': {
        const { developerId, needsFiling } = event.data;
        return { ...facts, developerId, needsFiling };
      }
      case 'listings.unit.contracted.v1': {
        const contractedFor = event.data.purchaseId;
        return { ...facts, contractedFor, filedFor: facts.needsFiling ? null : contractedFor };
      }
      case 'listings.unit.contract-rescinded.v1':
      case 'listings.unit.filing-revoked.v1':
        return { ...facts, contractedFor: null, filedFor: null, handedOverFor: null };
      case 'listings.unit.filed.v1': {
        const { developerId, purchaseId } = event.data;
        return { ...facts, developerId, filedFor: purchaseId };
      }
      case 'listings.unit.handed-over.v1':
        return {
          ...facts,
          handedOverFor: event.data.purchaseId,
          handedOverOn: event.data.handedOverOn,
        };
      default:
        return facts;
    }
  },
};

/** The contract gives this agency the agreements, for households' claims later; until then only the cursor is kept. */
export const agreementMirror: MirrorDeclaration<null> = {
  producer: 'households',
  family: 'agreement',
  initial: null,
  apply: () => null,
};
