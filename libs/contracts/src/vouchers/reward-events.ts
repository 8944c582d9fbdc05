import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { calendarDateSchema, fenSchema } from '../core/schemas.ts';
import {
  accountIdSchema,
  claimIdSchema,
  districtSchema,
  personIdSchema,
  purchaseIdSchema,
  voucherIdSchema,
} from '../shared/words.ts';

/** Rewards that a use earns beside the face of a voucher: each has a claim of its own (earned = paid + due). */

const ofReward = {
  voucherId: voucherIdSchema,
  district: districtSchema,
  holder: personIdSchema,
  claimId: claimIdSchema,
  purchaseId: purchaseIdSchema,
  /** Its name in the voucher's pack. */
  reward: z.string(),
  amountFen: fenSchema,
};

export const voucherRewardDueV1 = defineEvent({
  type: 'vouchers.voucher.reward-due.v1',
  nature: 'fact',
  zh: '使用房票所得奖励应付给持票人，由区财政兑付',
  en: 'A reward earned by use is due; the district pays it to the holder',
  data: z.strictObject({
    ...ofReward,
    /** The dedicated account that stands behind the voucher. */
    accountId: accountIdSchema,
    on: calendarDateSchema,
  }),
});

export const voucherRewardWithdrawnV1 = defineEvent({
  type: 'vouchers.voucher.reward-withdrawn.v1',
  nature: 'fact',
  zh: '合同解除，应付的奖励收回，不再支付',
  en: 'The contract was rescinded: the reward is no longer due and not to be paid',
  data: z.strictObject(ofReward),
});

export const voucherRewardRecoveryDueV1 = defineEvent({
  type: 'vouchers.voucher.reward-recovery-due.v1',
  nature: 'fact',
  zh: '合同解除前已付给持票人的奖励，应予追回',
  en: 'A reward paid to the holder for a rescinded contract is to be recovered',
  data: z.strictObject(ofReward),
});
