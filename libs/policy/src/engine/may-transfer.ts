import type { CalendarDate, Fen } from '@fangpiao/values';
import type { PolicyPack } from '../model/policy-pack.ts';
import { expiredRefusal, refusal, refuse, sourceOf } from './answer.ts';
import type { Refusal, Refused } from './answer.ts';
import type { VoucherFacts } from './facts.ts';

export type TransferParty = {
  /** Homes owned in the city, the expropriated one not counted. */
  homesOwned: number;
  projectId: string;
  districtId: string;
};

export type TransferFacts = {
  voucher: VoucherFacts;
  giver: TransferParty;
  receiver: TransferParty;
  on: CalendarDate;
};

export type TransferAnswer = {
  ok: true;
  /** The whole balance goes over; transfer opens a new voucher with this face. */
  amountFen: Fen;
  /** The deadline does not move. [GZ 8] */
  expiresOn: CalendarDate;
  transfersLeft: number;
};

/** May the balance go to another household? [GZ 8, DL 4] */
export function mayTransfer(pack: PolicyPack, facts: TransferFacts): TransferAnswer | Refused {
  const { transfer } = pack.rules;
  const { voucher } = facts;
  if (!transfer.allowed) {
    return refuse([
      refusal({
        code: 'transfer-forbidden',
        source: sourceOf(transfer, 'allowed'),
        zh: '房票不得转让',
        en: 'a voucher cannot be transferred',
      }),
    ]);
  }
  const refusals = [...checkVoucher(pack, facts), ...checkParties(pack, facts)];
  if (refusals.length > 0) return refuse(refusals);
  return {
    ok: true,
    amountFen: voucher.pockets.available,
    expiresOn: voucher.expiresOn,
    transfersLeft: (transfer.times ?? 0) - (voucher.transfersMade ?? 0) - 1,
  };
}

function checkVoucher(pack: PolicyPack, { voucher, on }: TransferFacts): Refusal[] {
  const { transfer, validity } = pack.rules;
  const { expiresOn, pockets } = voucher;
  const refusals: Refusal[] = [];
  if (on > expiresOn) refusals.push(expiredRefusal({ expiresOn, source: validity.source }));
  if ((voucher.transfersMade ?? 0) >= (transfer.times ?? 0)) {
    refusals.push(
      refusal({
        code: 'transfers-used-up',
        source: sourceOf(transfer, 'times'),
        zh: `房票限转让 ${transfer.times} 次，已经用完`,
        en: `a voucher can be transferred ${transfer.times} time(s), already used up`,
      }),
    );
  }
  if (pockets.held > 0) {
    refusals.push(
      refusal({
        code: 'money-held',
        source: transfer.source,
        zh: '有购房正在办理，不能转让',
        en: 'a purchase is under way; the voucher cannot be transferred',
      }),
    );
  }
  if (pockets.available <= 0 || (voucher.frozenFen ?? 0) > 0) {
    refusals.push(
      refusal({
        code: 'nothing-left',
        zh: '没有可转让的余额或余额被冻结',
        en: 'nothing is left to transfer, or it is frozen',
      }),
    );
  }
  return refusals;
}

function checkParties(pack: PolicyPack, { giver, receiver }: TransferFacts): Refusal[] {
  const { transfer } = pack.rules;
  const refusals: Refusal[] = [];
  const isInside =
    transfer.circle === 'whole-city' ||
    (giver.districtId === receiver.districtId &&
      (transfer.circle === 'same-district' || giver.projectId === receiver.projectId));
  if (!isInside) {
    refusals.push(
      refusal({
        code: 'outside-transfer-circle',
        source: sourceOf(transfer, 'circle'),
        zh: '受让人不在允许转让的范围内',
        en: 'the receiver is outside the circle in which transfer is allowed',
      }),
    );
  }
  const least = transfer.homesAtLeast ?? 1;
  const who = transfer.whoMustOwn;
  const source = sourceOf(transfer, 'whoMustOwn');
  if ((who === 'giver' || who === 'both') && giver.homesOwned < least) {
    refusals.push(
      refusal({
        code: 'giver-must-own-home',
        source,
        zh: `转让人须在本市拥有不少于 ${least} 套住房（被征收的不计）`,
        en: `the giver must own at least ${least} home(s) in the city, the expropriated one not counted`,
      }),
    );
  }
  if ((who === 'receiver' || who === 'both') && receiver.homesOwned < least) {
    refusals.push(
      refusal({
        code: 'receiver-must-own-home',
        source,
        zh: `受让人须在本市拥有不少于 ${least} 套住房（被征收的不计）`,
        en: `the receiver must own at least ${least} home(s) in the city, the expropriated one not counted`,
      }),
    );
  }
  return refusals;
}
