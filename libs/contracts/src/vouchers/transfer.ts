import { z } from 'zod';
import { defineRoute, nothing } from '../core/define-route.ts';
import { defineEvent } from '../core/event.ts';
import { calendarDateSchema, fenSchema } from '../core/schemas.ts';
import {
  acceptedSchema,
  accountIdSchema,
  agreementIdSchema,
  areaIdSchema,
  districtSchema,
  kinshipSchema,
  packReferenceSchema,
  personIdSchema,
  projectIdSchema,
  voucherIdSchema,
} from '../shared/words.ts';
import { proofSchema } from './proof.ts';

export const voucherTransferredOutV1 = defineEvent({
  type: 'vouchers.voucher.transferred-out.v1',
  nature: 'fact',
  zh: '房票余额已转让，另开新票 [广州 8]',
  en: 'The balance was transferred: a new voucher is opened for it [GZ 8]',
  data: z.strictObject({
    voucherId: voucherIdSchema,
    district: districtSchema,
    holder: personIdSchema,
    receiver: personIdSchema,
    newVoucherId: voucherIdSchema,
    amountFen: fenSchema,
    on: calendarDateSchema,
  }),
});

export const voucherReceivedV1 = defineEvent({
  type: 'vouchers.voucher.received.v1',
  nature: 'fact',
  zh: '受让房票开立；首条签注载明原票末条签注的哈希',
  en: 'A voucher was opened by transfer; its first endorsement names the hash of the old one’s last',
  data: z.strictObject({
    voucherId: voucherIdSchema,
    voucherNumber: z.string(),
    fromVoucherId: voucherIdSchema,
    /** Of the endorsement by which the old voucher gave the money. */
    fromHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ examples: ['0f'.repeat(32)] }),
    /** Of the receiving household. */
    agreementId: agreementIdSchema,
    projectId: projectIdSchema,
    areaId: areaIdSchema,
    district: districtSchema,
    /** The dedicated account stays the one that covered the first voucher. */
    accountId: accountIdSchema,
    holder: personIdSchema,
    related: z.array(z.strictObject({ personId: personIdSchema, kinship: kinshipSchema })),
    faceValueFen: fenSchema,
    rewardInsideFaceFen: fenSchema,
    pack: packReferenceSchema,
    /** Of the first voucher: terms run from there and the deadline does not move [GZ 8]. */
    issuedOn: calendarDateSchema,
    receivedOn: calendarDateSchema,
    expiresOn: calendarDateSchema,
    transfersLeft: z.int().min(0),
  }),
});

export const transferVoucher = defineRoute({
  name: 'transferVoucher',
  service: 'vouchers',
  method: 'post',
  path: '/vouchers/:voucherId/transfer',
  zh: '向本项目其他被征收户转让房票余额 [广州 8]',
  en: 'Transfer the balance to another expropriated household [GZ 8]',
  allowed: ['issuing-officer', 'counter-officer'],
  params: z.strictObject({ voucherId: voucherIdSchema }),
  query: nothing,
  body: z.strictObject({
    /** The effective agreement of the receiving household. */
    receiverAgreementId: agreementIdSchema,
    /** By the title register, the expropriated home not counted; its extracts are among the proofs. */
    giverHomesOwned: z.int().min(0).max(99),
    receiverHomesOwned: z.int().min(0).max(99),
    proofs: z.array(proofSchema).min(1).max(10),
  }),
  status: 202,
  answer: acceptedSchema,
  refusals: ['voucher-unknown', 'agreement-not-effective', 'transfer-refused'],
});
