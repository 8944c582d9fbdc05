import { z } from 'zod';
import { defineRoute, nothing } from '../core/define-route.ts';
import { calendarDateSchema, fenSchema } from '../core/schemas.ts';
import {
  acceptedSchema,
  claimIdSchema,
  purchaseIdSchema,
  voucherIdSchema,
} from '../shared/words.ts';

const voucherParams = z.strictObject({ voucherId: voucherIdSchema });

export const cashOut = defineRoute({
  name: 'cashOut',
  service: 'vouchers',
  method: 'post',
  path: '/vouchers/:voucherId/cash-out',
  zh: '购房后余额提现 [大连 13、16]',
  en: 'Cash out what is left after a purchase [DL 13, 16]',
  allowed: ['holder', 'counter-officer'],
  params: voucherParams,
  query: nothing,
  /** What the holder was shown and agrees to; another amount is refused. */
  body: z.strictObject({ cashFen: fenSchema }),
  status: 202,
  answer: acceptedSchema,
  refusals: [
    'voucher-unknown',
    'not-the-holder',
    'voucher-frozen',
    'cash-out-refused',
    'amount-changed',
  ],
});

export const takeExpired = defineRoute({
  name: 'takeExpired',
  service: 'vouchers',
  method: 'post',
  path: '/vouchers/:voucherId/expired-balance',
  zh: '办理到期余额：兑换成货币 [广州 10] 或转为安置房 [大连 9]',
  en: 'Take what has expired: exchanged for money [GZ 10] or as a replacement home [DL 9]',
  allowed: ['holder', 'counter-officer'],
  params: voucherParams,
  query: nothing,
  /** The money the holder was shown, none where a home is given. */
  body: z.strictObject({ payableFen: fenSchema }),
  status: 202,
  answer: acceptedSchema,
  refusals: [
    'voucher-unknown',
    'not-the-holder',
    'voucher-frozen',
    'expired-balance-refused',
    'amount-changed',
  ],
});

const reasonSchema = z.strictObject({
  code: z.string(),
  clause: z.string(),
  zh: z.string(),
  en: z.string(),
});

export const getVoucherOutlook = defineRoute({
  name: 'getVoucherOutlook',
  service: 'vouchers',
  method: 'get',
  path: '/vouchers/:voucherId/outlook',
  zh: '房票今后的日期、权利和余额处理，每一项附条款',
  en: 'What lies ahead of a voucher: dates, side rights, what its balance would bring; each with its clause',
  allowed: [
    'holder',
    'issuing-officer',
    'counter-officer',
    'finance-officer',
    'city-finance-officer',
    'headquarters',
    'auditor',
  ],
  params: voucherParams,
  query: nothing,
  status: 200,
  answer: z.strictObject({
    voucherId: voucherIdSchema,
    today: calendarDateSchema,
    dates: z.array(
      z.strictObject({
        on: calendarDateSchema,
        kind: z.string(),
        clause: z.string(),
        zh: z.string(),
        en: z.string(),
      }),
    ),
    /** For the certificate; `unknown` where a fact is not known here. */
    sideRights: z.array(
      z.strictObject({
        id: z.string(),
        holds: z.enum(['yes', 'no', 'unknown']),
        clause: z.string(),
        zh: z.string(),
        en: z.string(),
      }),
    ),
    /** If it were cashed out today. */
    cashOut: z.strictObject({
      cashFen: fenSchema,
      forfeitedFen: fenSchema,
      refusals: z.array(reasonSchema),
    }),
    /** Earned by use, beside the face: due, paid, taken back, or to be recovered from the holder. */
    rewards: z.array(
      z.strictObject({
        claimId: claimIdSchema,
        purchaseId: purchaseIdSchema,
        reward: z.string(),
        zh: z.string(),
        en: z.string(),
        amountFen: fenSchema,
        state: z.enum(['due', 'paid', 'taken-back', 'recovery-due']),
      }),
    ),
    /** If what has expired were taken today. */
    expired: z.strictObject({
      outcome: z.string(),
      payableFen: fenSchema,
      forfeitedFen: fenSchema,
      refusals: z.array(reasonSchema),
    }),
  }),
  refusals: ['voucher-unknown', 'not-the-holder'],
});
