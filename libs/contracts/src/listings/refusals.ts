import { defineRefusals } from '../core/refusal.ts';

export const listingsRefusals = defineRefusals({
  'developer-exists': {
    status: 409,
    zh: '该开发企业已登记',
    en: 'This developer is registered already',
  },
  'developer-unknown': { status: 404, zh: '没有这家开发企业', en: 'No such developer' },
  'developer-not-admitted': {
    status: 409,
    zh: '该开发企业未获准入',
    en: 'This developer is not admitted',
  },
  'development-exists': {
    status: 409,
    zh: '该楼盘已登记',
    en: 'This development is registered already',
  },
  'development-unknown': { status: 404, zh: '没有这个楼盘', en: 'No such development' },
  'development-not-admitted': {
    status: 409,
    zh: '该楼盘未通过审核',
    en: 'This development has not passed review',
  },
  'checklist-incomplete': {
    status: 422,
    zh: '入库条件未全部满足 [大连 6]',
    en: 'Not every condition of admission is met [DL 6]',
  },
  'unit-exists': { status: 409, zh: '该房源已申报', en: 'This unit is proposed already' },
  'unit-unknown': { status: 404, zh: '没有这套房源', en: 'No such unit' },
  'unit-not-proposed': {
    status: 409,
    zh: '该房源不在待审核状态',
    en: 'The unit is not waiting for review',
  },
  'not-the-developer': { status: 404, zh: '没有这套房源', en: 'No such unit' },
  'unit-not-reserved': { status: 409, zh: '该房源没有认购', en: 'The unit is not reserved' },
  'reservation-over': { status: 409, zh: '认购期限已过', en: 'The reservation is over' },
  'contract-price-above-commitment': {
    status: 409,
    zh: '合同价格高于承诺价格 [大连 6]',
    en: 'The contract price is above the committed price [DL 6]',
  },
  'contract-price-differs': {
    status: 409,
    zh: '合同价格与认购时不符',
    en: 'The contract price differs from the reservation',
  },
  'contract-too-late': {
    status: 409,
    zh: '合同日期晚于房票使用期限 [大连 9]',
    en: 'The contract date is after the voucher’s last day [DL 9]',
  },
  'contract-back-dated': {
    status: 409,
    zh: '无需备案的合同不得倒签：日期不能早于认购日期 [大连 9]',
    en: 'A contract that is not filed may not be dated before the reservation [DL 9]',
  },
  'contract-counts-as-filed': {
    status: 409,
    zh: '此类房源无需备案，签约即已使用房票，不能按备案前解除办理 [大连 9]',
    en: 'These goods are not filed: the contract itself used the voucher [DL 9]',
  },
  'unit-not-contracted': {
    status: 409,
    zh: '该房源没有买卖合同',
    en: 'The unit has no sale contract',
  },
  'filing-number-used': {
    status: 409,
    zh: '该备案号已使用',
    en: 'This filing number is used already',
  },
  'filing-unknown': { status: 404, zh: '没有这笔网签备案', en: 'No such filing' },
  'filing-not-submitted': {
    status: 409,
    zh: '该备案不在待核状态',
    en: 'The filing is not waiting to be checked',
  },
  'filing-too-late': {
    status: 409,
    zh: '网签备案日期晚于房票使用期限 [大连 9]',
    en: 'The filing date is after the voucher’s last day [DL 9]',
  },
  'filing-before-contract': {
    status: 409,
    zh: '网签备案日期早于合同日期',
    en: 'The filing date is before the contract date',
  },
  'filing-not-required': {
    status: 409,
    zh: '此类房源无需网签备案，以合同日期为准 [大连 9]',
    en: 'These goods are not filed: the contract date counts [DL 9]',
  },
  'unit-not-filed': {
    status: 409,
    zh: '该房源尚未网签备案',
    en: 'The unit’s contract is not filed',
  },
  'unit-already-filed': {
    status: 409,
    zh: '合同已网签备案，不能按未备案办理',
    en: 'The contract is filed already',
  },
  'unit-not-free': {
    status: 409,
    zh: '房源已认购或已售，不能退库',
    en: 'The unit is reserved or sold and cannot be delisted',
  },
  'handover-too-early': {
    status: 409,
    zh: '交付日期早于合同日期',
    en: 'The handover date is before the contract date',
  },
  'revocation-too-early': {
    status: 409,
    zh: '撤销日期早于备案（或合同）日期',
    en: 'The revocation is dated before the filing or the contract',
  },
  'date-in-the-future': {
    status: 422,
    zh: '日期不能晚于今天',
    en: 'The date may not be in the future',
  },
});
