import { asId, calendarDate, fen } from '@fangpiao/values';
import type { Notice, Recipient } from './notices.ts';
import { render } from './templates.ts';

const holder: Recipient = { kind: 'person', personId: asId<'person'>('person-1') };
const developer: Recipient = { kind: 'developer', developerId: asId<'developer'>('brook') };
const purchaseId = asId<'purchase'>('p-1');
const unitId = asId<'unit'>('u-7');
const claimId = asId<'claim'>('c-1');
const voucherId = asId<'voucher'>('v-1');
const day = calendarDate('2026-03-09');
const used = { purchaseId, unitId, filingNumber: 'F-9', usedOn: day };

const notices: Record<string, [Recipient, Notice, inZh: string[], inEn: string[]]> = {
  'a voucher was issued': [
    holder,
    {
      topic: 'voucher-issued',
      values: {
        voucherId,
        voucherNumber: 'CW-0001',
        faceValueFen: fen(101_236_720),
        expiresOn: day,
      },
    },
    ['CW-0001', '1,012,367.20 元', '2026-03-09', '请在这天之前'],
    ['CW-0001', '1,012,367.20 yuan', 'valid until 2026-03-09'],
  ],
  'an issuance was refused for a declared reason': [
    holder,
    { topic: 'issuance-refused', values: { reason: 'quota-exceeded' } },
    ['没有发放成功（', '请联系征收安置部门'],
    ['could not be issued', 'resettlement office'],
  ],
  'a unit was reserved, until a moment in Beijing time': [
    holder,
    {
      topic: 'unit-reserved',
      values: { purchaseId, unitId, reservedUntil: '2026-03-09T16:30:00.000Z' },
    },
    ['u-7', '2026-03-10 00:30', '签买卖合同'],
    ['2026-03-10 00:30 (Beijing time)'],
  ],
  'a purchase was refused': [
    holder,
    {
      topic: 'purchase-ended',
      values: { purchaseId, unitId, ending: 'refused', reason: 'unit-not-free' },
    },
    ['没有办成（', '全部退回', '另选一套'],
    ['did not come about', 'is back'],
  ],
  'a purchase was released for a reason in an official’s words': [
    holder,
    {
      topic: 'purchase-ended',
      values: { purchaseId, unitId, ending: 'released', reason: '超过时限' },
    },
    ['不再为您保留（超过时限）'],
    ['no longer kept for you'],
  ],
  'a contract was rescinded for a code nobody declared': [
    holder,
    {
      topic: 'purchase-ended',
      values: { purchaseId, unitId, ending: 'rescinded', reason: 'some-later-code' },
    },
    ['已经解除，房票金额已经退回'],
    ['was rescinded; the money'],
  ],
  'a voucher was used, to its holder': [
    holder,
    {
      topic: 'purchase-used',
      values: { purchaseId, unitId, filingNumber: 'F-9', usedOn: day, voucherFen: fen(5_000) },
    },
    ['备案号 F-9', '50.00 元', '等开发企业通知'],
    ['filing number F-9', '50.00 yuan'],
  ],
  'a voucher was used where nothing is filed': [
    holder,
    {
      topic: 'purchase-used',
      values: { purchaseId, unitId, filingNumber: '', usedOn: day, voucherFen: fen(5_000) },
    },
    ['手续已经办好，房票付了'],
    ['in order; your voucher'],
  ],
  'a voucher was used, to the developer': [
    developer,
    {
      topic: 'purchase-used',
      values: { purchaseId, unitId, filingNumber: 'F-9', usedOn: day, voucherFen: fen(5_000) },
    },
    ['提交结算申请', '2026-03-09'],
    ['settlement claim'],
  ],
  'a voucher paid less than was held, to its holder [DL 8]': [
    holder,
    {
      topic: 'purchase-used',
      values: { ...used, voucherFen: fen(5_000), topUpDueFen: fen(1_234) },
    },
    ['房票付了 50.00 元', '另外用现金补给开发企业 12.34 元'],
    ['paid 50.00 yuan', 'pay the developer 12.34 yuan more in cash'],
  ],
  'a voucher paid less than was held, to the developer [DL 8]': [
    developer,
    {
      topic: 'purchase-used',
      values: { ...used, voucherFen: fen(5_000), topUpDueFen: fen(1_234) },
    },
    ['付款 50.00 元', '买方另须以现金补足 12.34 元'],
    ['buyer has to add 12.34 yuan in cash'],
  ],
  'a purchase was completed': [
    holder,
    { topic: 'purchase-completed', values: { purchaseId, unitId } },
    ['全部办完', '收好合同'],
    ['is done'],
  ],
  'a voucher expired [DL 9]': [
    holder,
    { topic: 'voucher-expired', values: { voucherId, expiredFen: fen(1) } },
    ['已经到期', '0.01 元'],
    ['has expired', '0.01 yuan'],
  ],
  'a home was handed over': [
    holder,
    { topic: 'handed-over', values: { purchaseId, unitId, handedOverOn: day } },
    ['2026-03-09 已交给您', '片区联系人'],
    ['handed over to you on 2026-03-09'],
  ],
  'a claim was refused': [
    developer,
    { topic: 'claim-refused', values: { claimId, unitId, reason: '发票不清' } },
    ['c-1', '没有通过（发票不清）', '重新提交'],
    ['was refused'],
  ],
  'a claim was paid [DL 15]': [
    developer,
    { topic: 'claim-paid', values: { claimId, unitId, amountFen: fen(78_000), paidOn: day } },
    ['付款 780.00 元', '办结信息'],
    ['780.00 yuan', 'report completion'],
  ],
};

test.each(Object.entries(notices))(
  'says that %s in one plain sentence, and what to do',
  (_what, [recipient, notice, inZh, inEn]) => {
    const { zh, en } = render(recipient, notice);
    for (const part of inZh) expect(zh).toContain(part);
    for (const part of inEn) expect(en).toContain(part);
    expect(`${zh}${en}`).not.toMatch(/undefined|NaN|\[object/);
    expect(zh.split('。').length).toBeLessThanOrEqual(3);
  },
);
