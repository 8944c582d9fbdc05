import { calendarDate, fen } from '@fangpiao/values';
import {
  changed,
  lubo,
  refusalsOf,
  shiqiao,
  voucherOf,
  withFieldClauses,
  yunling,
} from '../../test/vouchers.ts';
import { mayTransfer } from '../index.ts';
import type { TransferFacts } from '../index.ts';

const on = calendarDate('2025-05-06');
const giver = { homesOwned: 2, projectId: 'p', districtId: 'd' };
const receiver = { homesOwned: 0, projectId: 'q', districtId: 'd' };
const facts: TransferFacts = { voucher: voucherOf(yunling), giver, receiver, on };
const transfer = (more: Partial<TransferFacts>, pack = yunling.pack) =>
  mayTransfer(pack, { ...facts, ...more });
const refused = (more: Partial<TransferFacts>, pack = yunling.pack) =>
  refusalsOf(transfer(more, pack));
const read = (rule: object) => changed(yunling.pack, { transfer: rule });

describe('mayTransfer', () => {
  it('hands over the whole balance; the deadline does not move, one transfer is used [YL 9]', () => {
    const used = voucherOf(yunling, { pockets: { spent: 30_000_000 } });
    expect(transfer({ voucher: used })).toEqual({
      ok: true,
      amountFen: 54_000_000,
      expiresOn: '2026-09-03',
      transfersLeft: 1,
    });
    expect(transfer({ voucher: { ...used, transfersMade: 1 } })).toMatchObject({
      transfersLeft: 0,
    });
  });

  it('refuses any transfer where the policy forbids it, whatever else is wrong [LB 9]', () => {
    expect(refused({ voucher: voucherOf(lubo) }, lubo.pack)).toEqual(['transfer-forbidden · LB 9']);
  });

  it('refuses after the last day and after the last transfer [YL 6, YL 9]', () => {
    expect(refused({ on: calendarDate('2026-09-03') })).toEqual([]);
    expect(refused({ on: calendarDate('2026-09-04') })).toEqual(['voucher-expired · YL 6']);
    const made = (transfersMade: number) => ({ voucher: { ...facts.voucher, transfersMade } });
    expect(refused(made(2))).toEqual(['transfers-used-up · YL 9']);
    expect(refused(made(1))).toEqual([]);
    expect(refused({}, read({ times: undefined }))).toEqual(['transfers-used-up · YL 9']);
  });

  it('refuses while money is held, frozen or gone [YL 9]', () => {
    const with_ = (pockets: object, frozen = 0) => ({
      voucher: voucherOf(yunling, { pockets, frozenFen: fen(frozen) }),
    });
    expect(refused(with_({ held: 1 }))).toEqual(['money-held · YL 9']);
    expect(refused(with_({}, 1))).toEqual(['nothing-left · ']);
    expect(refused(with_({ spent: 84_000_000 }))).toEqual(['nothing-left · ']);
    expect(refused(with_({ spent: 83_999_999 }))).toEqual([]);
  });

  it('stays in the circle of the pack: the district, the project or the whole city [YL 9, SQ 6]', () => {
    const elsewhere = { receiver: { ...receiver, districtId: 'e', projectId: 'p' } };
    const outside = ['outside-transfer-circle · YL 9'];
    expect(refused({})).toEqual([]);
    expect(refused(elsewhere)).toEqual(outside);
    expect(refused({}, read({ circle: 'same-project' }))).toEqual(outside);
    expect(refused(elsewhere, read({ circle: 'same-project' }))).toEqual(outside);
    const sameProject = { receiver: { ...receiver, projectId: 'p' } };
    expect(refused(sameProject, read({ circle: 'same-project' }))).toEqual([]);
    expect(refused(elsewhere, read({ circle: 'whole-city' }))).toEqual([]);
    expect(refused({ ...elsewhere, voucher: voucherOf(shiqiao) }, shiqiao.pack)).toEqual([]);
  });

  it.each([
    ['nobody', 0, 0, []],
    [undefined, 0, 0, []],
    ['giver', 2, 0, []],
    ['giver', 1, 9, ['giver-must-own-home · YL 9']],
    ['receiver', 0, 2, []],
    ['receiver', 9, 1, ['receiver-must-own-home · YL 9']],
    ['both', 2, 2, []],
    ['both', 1, 1, ['giver-must-own-home · YL 9', 'receiver-must-own-home · YL 9']],
  ])('wants two homes of %s: giver %i, receiver %i', (whoMustOwn, gives, takes, expected) => {
    const homes = {
      giver: { ...giver, homesOwned: gives },
      receiver: { ...receiver, homesOwned: takes },
    };
    expect(refused(homes, read({ whoMustOwn }))).toEqual(expected);
  });

  it('wants one home where no number is said [GZ 8]', () => {
    const pack = read({ whoMustOwn: 'both', homesAtLeast: undefined });
    const homes = (n: number) => ({
      giver: { ...giver, homesOwned: n },
      receiver: { ...receiver, homesOwned: n },
    });
    expect(refused(homes(1), pack)).toEqual([]);
    expect(refused(homes(0), pack)).toHaveLength(2);
  });

  it('names the field’s own clause where the pack gives one', () => {
    const named = withFieldClauses(read({ whoMustOwn: 'both', circle: 'same-project' }));
    const parties = { giver: { ...giver, homesOwned: 0 }, receiver };
    const voucher = { ...facts.voucher, transfersMade: 9 };
    expect(refused({ ...parties, voucher }, named)).toEqual([
      'transfers-used-up · field times',
      'outside-transfer-circle · field circle',
      'giver-must-own-home · field whoMustOwn',
      'receiver-must-own-home · field whoMustOwn',
    ]);
    expect(refused({ voucher: voucherOf(lubo) }, withFieldClauses(lubo.pack))).toEqual([
      'transfer-forbidden · field allowed',
    ]);
  });
});
