import { defineRefusals } from '../core/refusal.ts';

export const settlementRefusals = defineRefusals({
  'account-exists': {
    status: 409,
    zh: '该专用账户已开立',
    en: 'This dedicated account is open already',
  },
  'account-unknown': { status: 404, zh: '没有这个专用账户', en: 'No such dedicated account' },
  'account-would-be-overdrawn': {
    status: 409,
    zh: '专用账户余额不足，不能支付',
    en: 'The dedicated account would be overdrawn',
  },
  'wrong-purpose': {
    status: 422,
    zh: '存入资金的用途与账户不符，须专款专用',
    en: 'The deposit’s purpose is not the account’s: money is earmarked',
  },
  'bank-reference-used': {
    status: 409,
    zh: '该银行流水号已入账',
    en: 'This bank reference is booked already',
  },
  'parcel-exists': {
    status: 409,
    zh: '该地块已登记',
    en: 'This land parcel is registered already',
  },
  'parcel-unknown': { status: 404, zh: '没有这个地块', en: 'No such land parcel' },
  'parcel-already-sold': {
    status: 409,
    zh: '该地块已成交',
    en: 'This land parcel is sold already',
  },
  'claim-exists': {
    status: 409,
    zh: '该购房的结算已申请',
    en: 'This purchase was claimed already',
  },
  'claim-unknown': { status: 404, zh: '没有这笔结算申请', en: 'No such settlement claim' },
  'not-bought-with-voucher': {
    status: 409,
    zh: '该房源不是用房票购买的',
    en: 'This unit was not bought with a voucher',
  },
  'voucher-not-spent': {
    status: 409,
    zh: '房票金额尚未使用（未网签备案）',
    en: 'The voucher money is not spent: the contract is not filed',
  },
  'not-handed-over': {
    status: 409,
    zh: '房屋尚未交付 [大连 15]',
    en: 'The home is not handed over [DL 15]',
  },
  'claim-amount-differs': {
    status: 409,
    zh: '申请金额与房票使用金额不符',
    en: 'The claimed amount differs from the voucher money spent',
  },
  'instalment-not-due': {
    status: 409,
    zh: '该期款项的付款条件尚未成就，或政策没有这一期',
    en: 'What this instalment waits for has not happened, or the policy has no such instalment',
  },
  'not-the-claimant': { status: 404, zh: '没有这笔结算申请', en: 'No such settlement claim' },
  'invoice-number-used': {
    status: 409,
    zh: '该发票号已用于其他申请',
    en: 'This invoice number is used for another claim',
  },
  'claim-not-checked': {
    status: 409,
    zh: '该申请不在待审核状态',
    en: 'The claim is not waiting for review',
  },
  'claim-not-reviewed': { status: 409, zh: '该申请尚未审核', en: 'The claim is not reviewed yet' },
  'claim-not-paid': { status: 409, zh: '该申请尚未付款', en: 'The claim is not paid yet' },
  'reviewer-may-not-approve': {
    status: 409,
    zh: '审核人与审批人不得为同一人',
    en: 'Reviewer and approver must be two people',
  },
  'claim-rejected': { status: 409, zh: '结算申请被驳回', en: 'An officer rejected the claim' },
  'payment-failed': { status: 409, zh: '银行付款失败', en: 'The bank could not pay' },
  'bank-result-contradicted': {
    status: 409,
    zh: '银行回执前后矛盾，查清前不得再付',
    en: 'The bank’s results contradict each other: nothing is ordered until that is cleared up',
  },
  'payment-unknown': { status: 404, zh: '没有这笔支付指令', en: 'No such payment order' },
});
