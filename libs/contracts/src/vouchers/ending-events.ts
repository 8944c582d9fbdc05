import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { calendarDateSchema, fenSchema } from '../core/schemas.ts';
import {
  accountIdSchema,
  agreementIdSchema,
  claimIdSchema,
  districtSchema,
  personIdSchema,
  voucherIdSchema,
} from '../shared/words.ts';

/** What becomes of money that buys no home: paid to the holder, or turned into a replacement home. */

const ofVoucher = { voucherId: voucherIdSchema, district: districtSchema, holder: personIdSchema };

/** Money that the district owes the holder; settlement opens a claim under this id and pays it. */
const owed = {
  ...ofVoucher,
  claimId: claimIdSchema,
  /** The dedicated account that stands behind the voucher. */
  accountId: accountIdSchema,
  /** The last day for paying, where the pack sets one. */
  payBy: calendarDateSchema.nullable(),
  /** Who asked for it; may not approve the payment. */
  askedBy: z.string(),
  /** Lost with it by the pack's rule. */
  forfeitedFen: fenSchema,
  on: calendarDateSchema,
};

export const voucherCashedOutV1 = defineEvent({
  type: 'vouchers.voucher.cashed-out.v1',
  nature: 'fact',
  zh: '房票余额提现，由区财政兑付 [大连 13、16]',
  en: 'The balance of a voucher is cashed out; the district pays it to the holder [DL 13, 16]',
  data: z.strictObject({ ...owed, cashedOutFen: fenSchema }),
});

export const voucherExchangedV1 = defineEvent({
  type: 'vouchers.voucher.exchanged.v1',
  nature: 'fact',
  zh: '到期余额兑换成货币，由区财政兑付 [广州 10]',
  en: 'What had expired is exchanged for money; the district pays it to the holder [GZ 10]',
  data: z.strictObject({
    ...owed,
    exchangedFen: fenSchema,
    /** On top of the face, where the pack gives interest. */
    interestFen: fenSchema,
  }),
});

export const voucherConvertedToHomeV1 = defineEvent({
  type: 'vouchers.voucher.converted-to-home.v1',
  nature: 'fact',
  zh: '到期余额转为安置房 [大连 9]',
  en: 'What had expired is turned into a replacement home [DL 9]',
  data: z.strictObject({
    ...ofVoucher,
    agreementId: agreementIdSchema,
    amountFen: fenSchema,
    on: calendarDateSchema,
  }),
});

export const voucherPaidOutV1 = defineEvent({
  type: 'vouchers.voucher.paid-out.v1',
  nature: 'fact',
  zh: '兑付已签注：区里已向持票人付款',
  en: 'The payment is endorsed: the district has paid the holder',
  data: z.strictObject({
    voucherId: voucherIdSchema,
    claimId: claimIdSchema,
    amountFen: fenSchema,
    paidOn: calendarDateSchema,
  }),
});
