import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { areaSchema, calendarDateSchema, fenSchema, instantSchema } from '../core/schemas.ts';
import {
  developerIdSchema,
  developmentIdSchema,
  districtSchema,
  goodsKindSchema,
  purchaseIdSchema,
  saleStageSchema,
  unitIdSchema,
} from '../shared/words.ts';

export const unitListedV1 = defineEvent({
  type: 'listings.unit.listed.v1',
  nature: 'fact',
  zh: '房源入库',
  en: 'A unit was admitted to the listing supermarket',
  data: z.strictObject({
    unitId: unitIdSchema,
    developmentId: developmentIdSchema,
    developerId: developerIdSchema,
    district: districtSchema,
    kind: goodsKindSchema,
    saleStage: saleStageSchema,
    area: areaSchema,
    committedPriceFen: fenSchema,
    /** False for goods the city does not file online: their contract date counts as use [DL 9]. */
    needsFiling: z.boolean(),
  }),
});
export const unitDelistedV1 = defineEvent({
  type: 'listings.unit.delisted.v1',
  nature: 'fact',
  zh: '房源退库',
  en: 'A unit was delisted',
  data: z.strictObject({ unitId: unitIdSchema, reason: z.string() }),
});
const ofPurchase = { unitId: unitIdSchema, purchaseId: purchaseIdSchema };
export const unitReservedV1 = defineEvent({
  type: 'listings.unit.reserved.v1',
  nature: 'fact',
  zh: '房源已为该购房占用',
  en: 'The unit is reserved for the purchase',
  data: z.strictObject({
    ...ofPurchase,
    reservedUntil: instantSchema,
    /** What was asked for: the contract must have this price and the filing a date up to this day. */
    priceFen: fenSchema,
    lastFilingOn: calendarDateSchema,
  }),
});
export const unitReservationRefusedV1 = defineEvent({
  type: 'listings.unit.reservation-refused.v1',
  nature: 'fact',
  zh: '认购被拒绝',
  en: 'The reservation was refused',
  data: z.strictObject({ ...ofPurchase, reason: z.string() }),
});
export const unitReservationReleasedV1 = defineEvent({
  type: 'listings.unit.reservation-released.v1',
  nature: 'fact',
  zh: '认购解除：超时或取消',
  en: 'The reservation ended: timed out or cancelled',
  data: z.strictObject({ ...ofPurchase, reason: z.string() }),
});
export const unitCancellationRefusedV1 = defineEvent({
  type: 'listings.unit.cancellation-refused.v1',
  nature: 'fact',
  zh: '已签约，不能取消',
  en: 'Contracted already: it cannot be cancelled',
  data: z.strictObject({ ...ofPurchase, reason: z.string() }),
});
export const unitContractedV1 = defineEvent({
  type: 'listings.unit.contracted.v1',
  nature: 'fact',
  zh: '买卖合同已签',
  en: 'The sale contract is signed',
  data: z.strictObject({
    ...ofPurchase,
    contractNumber: z.string(),
    contractedOn: calendarDateSchema,
    priceFen: fenSchema,
    area: areaSchema,
  }),
});
export const unitContractRescindedV1 = defineEvent({
  type: 'listings.unit.contract-rescinded.v1',
  nature: 'fact',
  zh: '备案前合同解除',
  en: 'The contract was rescinded before filing',
  data: z.strictObject({ ...ofPurchase, reason: z.string() }),
});
export const unitFiledV1 = defineEvent({
  type: 'listings.unit.filed.v1',
  nature: 'fact',
  zh: '网签备案完成',
  en: 'The contract is filed online',
  data: z.strictObject({
    ...ofPurchase,
    developerId: developerIdSchema,
    kind: goodsKindSchema,
    filingNumber: z.string(),
    filedOn: calendarDateSchema,
    priceFen: fenSchema,
    area: areaSchema,
  }),
});
export const unitFilingRevokedV1 = defineEvent({
  type: 'listings.unit.filing-revoked.v1',
  nature: 'fact',
  zh: '网签备案已撤销（合同在备案后解除），房源重新可售',
  en: 'The filing was revoked: the contract was rescinded after filing, the unit is free again',
  data: z.strictObject({
    ...ofPurchase,
    /** Empty for goods that are not filed: their contract itself was rescinded. */
    filingNumber: z.string(),
    reason: z.string(),
    /** The order or agreement it stands on. */
    document: z.string(),
    revokedOn: calendarDateSchema,
  }),
});
export const unitHandedOverV1 = defineEvent({
  type: 'listings.unit.handed-over.v1',
  nature: 'fact',
  zh: '房屋已交付',
  en: 'The home was handed over',
  data: z.strictObject({ ...ofPurchase, handedOverOn: calendarDateSchema }),
});

export const listingsEvents = [
  unitListedV1,
  unitDelistedV1,
  unitReservedV1,
  unitReservationRefusedV1,
  unitReservationReleasedV1,
  unitCancellationRefusedV1,
  unitContractedV1,
  unitContractRescindedV1,
  unitFiledV1,
  unitFilingRevokedV1,
  unitHandedOverV1,
] as const;
