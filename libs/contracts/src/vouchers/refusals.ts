import { defineRefusals } from '../core/refusal.ts';

export const vouchersRefusals = defineRefusals({
  'pack-invalid': {
    status: 422,
    zh: '政策包有误，未载入',
    en: 'The policy pack is not valid and was not loaded',
  },
  'pack-exists': {
    status: 409,
    zh: '该版本的政策包已存在',
    en: 'This version of the pack exists already',
  },
  'pack-unknown': { status: 404, zh: '没有这个政策包', en: 'No such policy pack' },
  'pack-not-draft': { status: 409, zh: '政策包不是草案', en: 'The pack is not a draft' },
  'pack-not-registered': {
    status: 409,
    zh: '政策包尚未向市指挥部备案',
    en: 'The pack is not registered with headquarters',
  },
  'pack-not-in-force': { status: 409, zh: '政策包未生效', en: 'The pack is not in force' },
  'same-person-proposes-and-approves': {
    status: 409,
    zh: '提出人与审批人不得为同一人',
    en: 'Whoever proposes may not approve',
  },
  'quote-refused': {
    status: 422,
    zh: '按政策包不能测算',
    en: 'The pack does not allow this to be quoted',
  },
  'quota-exceeded': {
    status: 409,
    zh: '超出本区房票发放总额',
    en: 'The district’s issue quota is exceeded',
  },
  'quota-not-set': {
    status: 409,
    zh: '本区尚未确定发放总额',
    en: 'The district has set no issue quota',
  },
  'quota-below-use': {
    status: 409,
    zh: '发放总额低于已发放和占用的金额',
    en: 'The quota would be lower than what is issued and reserved',
  },
  'agreement-not-effective': {
    status: 409,
    zh: '补偿安置协议尚未生效',
    en: 'The compensation agreement is not in effect',
  },
  'agreement-without-voucher': {
    status: 409,
    zh: '该协议未选择房票安置',
    en: 'This agreement did not choose a voucher',
  },
  'issuance-exists': {
    status: 409,
    zh: '该协议的房票已在核发',
    en: 'A voucher of this agreement is being issued already',
  },
  'issuance-unknown': { status: 404, zh: '没有这笔核发', en: 'No such issuance' },
  'face-value-differs': {
    status: 409,
    zh: '协议金额与按政策包测算的票面金额不符',
    en: 'The agreed face value differs from what the pack gives',
  },
  'cover-not-enough': {
    status: 409,
    zh: '资金保障不足，不能核发',
    en: 'Cover is not enough: the voucher is not issued',
  },
  'voucher-unknown': { status: 404, zh: '没有这张房票', en: 'No such voucher' },
  'voucher-expired': {
    status: 409,
    zh: '房票已过使用期限',
    en: 'The voucher’s deadline has passed',
  },
  'voucher-frozen': { status: 409, zh: '房票已被冻结', en: 'The voucher is frozen' },
  'voucher-not-usable': {
    status: 409,
    zh: '房票当前不能使用',
    en: 'The voucher cannot be used at present',
  },
  'balance-too-small': {
    status: 409,
    zh: '房票可用余额不足',
    en: 'The voucher’s available balance is too small',
  },
  'not-the-holder': { status: 404, zh: '没有这张房票', en: 'No such voucher' },
  'buyer-not-allowed': {
    status: 409,
    zh: '购房人不在政策允许的范围内',
    en: 'The policy does not allow this buyer',
  },
  'proof-missing': {
    status: 409,
    zh: '缺少政策要求的证明材料',
    en: 'A proof that the policy asks for is missing',
  },
  'goods-not-allowed': {
    status: 409,
    zh: '政策不允许用房票购买此类房源',
    en: 'The policy does not allow these goods',
  },
  'unit-not-listed': {
    status: 409,
    zh: '该房源不在房源超市中',
    en: 'The unit is not in the listing supermarket',
  },
  'unit-already-reserved': {
    status: 409,
    zh: '该房源已被认购',
    en: 'The unit is reserved already',
  },
  'price-above-commitment': {
    status: 409,
    zh: '价格高于开发企业承诺的价格',
    en: 'The price is above the developer’s commitment',
  },
  'top-up-differs': {
    status: 422,
    zh: '房票金额与补足款之和须等于房价',
    en: 'Voucher money and top-up must add up to the price',
  },
  'top-up-not-allowed': {
    status: 409,
    zh: '政策不允许以此种方式补足差额',
    en: 'The policy does not allow this kind of top-up',
  },
  'merge-not-allowed': {
    status: 409,
    zh: '政策不允许多张房票合并购买一套',
    en: 'The policy does not allow several vouchers for one unit',
  },
  'voucher-money-first': {
    status: 422,
    zh: '须优先使用房票全额支付',
    en: 'Voucher money is used first, in full',
  },
  'transfer-refused': {
    status: 409,
    zh: '按政策房票不能转让',
    en: 'The policy does not allow this transfer',
  },
  'cash-out-refused': {
    status: 409,
    zh: '按政策余额不能提现',
    en: 'The policy does not allow the balance to be cashed out',
  },
  'expired-balance-refused': {
    status: 409,
    zh: '按政策没有可办理的到期余额',
    en: 'By the policy there is nothing to be had for what has expired',
  },
  'amount-changed': {
    status: 409,
    zh: '金额与告知的不同，请重新确认',
    en: 'The amount is not the one that was shown: look at it again',
  },
  'purchase-unknown': { status: 404, zh: '没有这笔购房', en: 'No such purchase' },
  'purchase-cannot-be-cancelled': {
    status: 409,
    zh: '购房已签约或已结束，不能取消',
    en: 'The purchase is contracted or ended and cannot be cancelled',
  },
  'freeze-above-available': {
    status: 409,
    zh: '冻结金额超过可用余额',
    en: 'More would be frozen than is available',
  },
  'reservation-timed-out': {
    status: 409,
    zh: '认购超时，已解除占用',
    en: 'The reservation timed out; the hold is released',
  },
  'purchase-cancelled': {
    status: 409,
    zh: '购房已取消，已解除占用',
    en: 'The purchase was cancelled; the hold is released',
  },
  'contract-rescinded': {
    status: 409,
    zh: '合同已解除，房票金额已退回',
    en: 'The contract was rescinded; voucher money is back',
  },
});
