import { addFen, fen, sumFen, subtractFen, zeroFen } from '@fangpiao/values';
import type { Fen } from '@fangpiao/values';
import { refusal, refuse } from '../engine/answer.ts';
import type { Refusal, Refused } from '../engine/answer.ts';
import {
  afterForfeitures,
  balanceOf,
  forfeituresOn,
  voucherFrom,
  yuanOf,
} from '../engine/balance.ts';
import { deadlines } from '../engine/deadlines.ts';
import { claimExpired, expire } from '../engine/expire.ts';
import type { QuoteFacts, VoucherFacts } from '../engine/facts.ts';
import { instalments } from '../engine/instalments.ts';
import { leftover } from '../engine/leftover.ts';
import { mayBuy } from '../engine/may-buy.ts';
import { mayIssue } from '../engine/may-issue.ts';
import { mayTransfer } from '../engine/may-transfer.ts';
import { releaseHeld } from '../engine/file-use.ts';
import { rescindUse } from '../engine/rescind.ts';
import { settleUse } from '../engine/settle-use.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { rewardsDueChange } from './rewards-due.ts';
import { withRewardsTaken } from './rewards-taken.ts';
import type { Act, Life, LifePurchase, Step } from './acts.ts';

/** Lives a voucher through its acts: after each, its state and what was refused and why. */
export function live(pack: PolicyPack, of: { facts: QuoteFacts; acts: readonly Act[] }): Step[] {
  let life: Life = { facts: of.facts, purchases: {}, cashDueFen: zeroFen };
  return of.acts.map((act) => {
    const step = liveOne(pack, { life, act });
    life = step.life;
    return step;
  });
}

type Situation<Kind extends Act['act'] = Act['act']> = {
  life: Life;
  act: Extract<Act, { act: Kind }>;
};

type Outcome = Omit<Step, 'act' | 'refusals'> | Refused;

/** One act on one state; a refused act leaves the state as it was. */
export function liveOne(pack: PolicyPack, of: { life: Life; act: Act }): Step {
  const outcome = decide(pack, { ...of, life: withRewardsTaken(of.life) });
  if (!('ok' in outcome)) return { act: of.act, refusals: [], ...outcome };
  const [zh, en] = [
    outcome.refusals.map((each) => each.zh).join('；'),
    outcome.refusals.map((each) => each.en).join('; '),
  ];
  return {
    act: of.act,
    refusals: outcome.refusals,
    life: of.life,
    zh: `不予办理：${zh}`,
    en: `refused: ${en}`,
  };
}

function decide(pack: PolicyPack, of: { life: Life; act: Act }): Outcome {
  const { life, act } = of;
  switch (act.act) {
    case 'agreement':
      return {
        life: { ...life, agreement: act },
        zh: `协议状态：${act.state}`,
        en: `agreement ${act.state}`,
      };
    case 'issue':
      return issue(pack, { life, act });
    case 'buy':
      return buy(pack, { life, act });
    case 'use':
      return use(pack, { life, act });
    case 'release':
      return release(pack, { life, act });
    case 'rescind':
      return rescind(pack, { life, act });
    case 'transfer':
      return transfer(pack, { life, act });
    case 'cash-out':
      return cashOut(pack, { life, act });
    case 'freeze':
    case 'unfreeze':
      return freeze({ life, act });
    case 'cancel':
      return cancel({ life, act });
    case 'expire':
      return expiry(pack, { life, act });
    case 'take-outcome':
      return takeOutcome(pack, { life, act });
    case 'claim':
      return claim(pack, { life, act });
  }
}

function issue(pack: PolicyPack, { life, act }: Situation<'issue'>): Outcome {
  if (life.voucher) return notNow('房票已经核发', 'the voucher is already issued');
  const { agreement } = life;
  const answer = mayIssue(pack, {
    on: act.on,
    quoteFacts: life.facts,
    agreement: {
      state: agreement?.state ?? 'drafted',
      signedOn: agreement?.on ?? act.on,
      ...(agreement?.districtId !== undefined && { districtId: agreement.districtId }),
      ...(agreement?.projectId !== undefined && { projectId: agreement.projectId }),
    },
    ...(act.origin !== undefined && { origin: act.origin }),
    ...(act.holder !== undefined && { holder: act.holder }),
    ...(act.isVacated !== undefined && { isVacated: act.isVacated }),
  });
  if (!answer.ok) return answer;
  const { expiresOn } = deadlines(pack, { issuedOn: act.on });
  const voucher = voucherFrom(answer.quote, { issuedOn: act.on, expiresOn });
  const dates = deadlines(pack, { issuedOn: act.on, voucher });
  return {
    life: { ...life, quote: answer.quote, voucher, deadlines: dates },
    zh: `核发房票 ${yuanOf(voucher.faceValueFen)}，使用期限至 ${expiresOn}`,
    en: `voucher of ${yuanOf(voucher.faceValueFen)} issued, valid to ${expiresOn}`,
  };
}

function buy(pack: PolicyPack, { life, act }: Situation<'buy'>): Outcome {
  const { voucher } = life;
  if (!voucher) return noVoucher();
  if (Object.hasOwn(life.purchases, act.purchase))
    return notNow('购房编号重复', 'this purchase already exists');
  const allowed = mayBuy(pack, {
    kinship: act.buyer,
    ...(act.proofs && { proofs: act.proofs }),
    goods: act.goods,
    saleStage: act.saleStage,
    ...(act.isListed !== undefined && { isListed: act.isListed }),
    ...(act.district !== undefined && { purchaseDistrict: act.district }),
    date: act.on,
    voucher,
  });
  const answer = settleUse(pack, {
    voucher,
    purchase: { ...purchaseFacts(act), on: act.on },
    step: 'hold',
    ...(act.voucherPartFen !== undefined && { voucherPartFen: act.voucherPartFen }),
  });
  const refusals = [...(allowed.ok ? [] : allowed.refusals), ...(answer.ok ? [] : answer.refusals)];
  if (!answer.ok || refusals.length > 0) return refuse(unique(refusals));
  const { voucherPartFen, fromRewardsFen } = answer;
  const purchase: LifePurchase = {
    facts: act,
    state: 'reserved',
    held: { on: act.on, voucherPartFen, fromRewardsFen },
    voucherPartFen,
    fromRewardsFen,
    earnedFen: {},
  };
  return {
    life: {
      ...life,
      voucher: answer.voucher,
      purchases: { ...life.purchases, [act.purchase]: purchase },
    },
    zh: `占用 ${yuanOf(voucherPartFen)}，差额 ${yuanOf(answer.topUpFen)}`,
    en: `${yuanOf(voucherPartFen)} held, top-up ${yuanOf(answer.topUpFen)}`,
  };
}

function use(pack: PolicyPack, { life, act }: Situation<'use'>): Outcome {
  const found = find({ life, id: act.purchase, state: 'reserved' });
  if ('ok' in found) return found;
  const { voucher, purchase } = found;
  const answer = settleUse(pack, {
    voucher,
    purchase: { ...purchaseFacts(purchase.facts), on: act.on },
    step: 'file',
    held: purchase.held,
  });
  if (!answer.ok) return answer;
  const due = answer.earned.filter((each) => each.state === 'due').map((each) => each.amountFen);
  const { voucherPartFen, fromRewardsFen } = answer;
  const earnedFen = Object.fromEntries(answer.earned.map((each) => [each.reward, each.amountFen]));
  const used: LifePurchase = {
    ...purchase,
    state: 'filed',
    usedOn: act.on,
    voucherPartFen,
    fromRewardsFen,
    earnedFen,
  };
  const purchases = { ...life.purchases, [act.purchase]: used };
  const after = { ...life, voucher: answer.voucher, purchases };
  return {
    life: {
      ...after,
      cashDueFen: addFen(life.cashDueFen, rewardsDueChange(pack, { before: life, after })),
    },
    zh: `使用 ${yuanOf(voucherPartFen)}${earnedText(due, '，另得奖励 ')}`,
    en: `${yuanOf(voucherPartFen)} spent${earnedText(due, ', reward earned ')}`,
  };
}

function release(pack: PolicyPack, { life, act }: Situation<'release'>): Outcome {
  const found = find({ life, id: act.purchase, state: 'reserved' });
  if ('ok' in found) return found;
  const { voucher, purchase } = found;
  const answer = releaseHeld(pack, { voucher, held: purchase.held, on: act.on });
  const lost = answer.forfeitedFen > 0 ? yuanOf(answer.forfeitedFen) : undefined;
  return {
    life: {
      ...life,
      voucher: answer.voucher,
      purchases: { ...life.purchases, [act.purchase]: { ...purchase, state: 'released' } },
    },
    zh: `解除占用 ${yuanOf(answer.releasedFen)}${lost ? `，奖励失去 ${lost}` : ''}`,
    en: `${yuanOf(answer.releasedFen)} released${lost ? `, reward lost: ${lost}` : ''}`,
  };
}

function rescind(pack: PolicyPack, { life, act }: Situation<'rescind'>): Outcome {
  const found = find({ life, id: act.purchase, state: 'filed' });
  if ('ok' in found) return found;
  const { voucher, purchase } = found;
  const answer = rescindUse(pack, {
    voucher,
    on: act.on,
    use: {
      on: purchase.usedOn ?? act.on,
      voucherPartFen: purchase.voucherPartFen,
      fromRewardsFen: purchase.fromRewardsFen,
      earnedFen: purchase.earnedFen,
    },
  });
  const purchases: Life['purchases'] = {
    ...life.purchases,
    [act.purchase]: { ...purchase, state: 'rescinded' },
  };
  const after = { ...life, voucher: answer.voucher, purchases };
  const change = rewardsDueChange(pack, { before: life, after });
  return {
    life: { ...after, cashDueFen: fen(Math.max(0, life.cashDueFen + change)) },
    zh: `合同解除，退回 ${yuanOf(answer.returnedFen)}，使用期限至 ${answer.expiresOn}`,
    en: `contract rescinded, ${yuanOf(answer.returnedFen)} returned, valid to ${answer.expiresOn}`,
  };
}

function transfer(pack: PolicyPack, { life, act }: Situation<'transfer'>): Outcome {
  const { voucher } = life;
  if (!voucher) return noVoucher();
  const { giver, receiver, on } = act;
  const answer = mayTransfer(pack, { voucher, giver, receiver, on });
  if (!answer.ok) return answer;
  const { pockets } = voucher;
  return {
    life: {
      ...life,
      voucher: {
        ...voucher,
        transfersMade: (voucher.transfersMade ?? 0) + 1,
        pockets: {
          ...pockets,
          available: zeroFen,
          transferredOut: addFen(pockets.transferredOut, answer.amountFen),
        },
      },
    },
    zh: `转让 ${yuanOf(answer.amountFen)}，期限不变`,
    en: `${yuanOf(answer.amountFen)} transferred, the deadline stays`,
  };
}

function cashOut(pack: PolicyPack, { life, act }: Situation<'cash-out'>): Outcome {
  const { voucher } = life;
  if (!voucher) return noVoucher();
  const answer = leftover(pack, { voucher, on: act.on });
  if (!answer.ok) return answer;
  return {
    life: { ...life, voucher: answer.voucher, cashDueFen: addFen(life.cashDueFen, answer.cashFen) },
    zh: `余额 ${yuanOf(answer.balanceFen)} 提现 ${yuanOf(answer.cashFen)}`,
    en: `balance ${yuanOf(answer.balanceFen)} cashed out as ${yuanOf(answer.cashFen)}`,
  };
}

function freeze({ life, act }: Situation<'freeze' | 'unfreeze'>): Outcome {
  const { voucher } = life;
  if (!voucher) return noVoucher();
  const frozenFen = act.act === 'freeze' ? act.amountFen : zeroFen;
  return {
    life: { ...life, voucher: { ...voucher, frozenFen } },
    zh: `冻结额度 ${yuanOf(frozenFen)}`,
    en: `frozen: ${yuanOf(frozenFen)}`,
  };
}

function cancel({ life }: Situation<'cancel'>): Outcome {
  const { voucher } = life;
  if (!voucher) return noVoucher();
  const { pockets } = voucher;
  const after: VoucherFacts = {
    ...voucher,
    pockets: {
      ...pockets,
      available: zeroFen,
      cancelled: addFen(pockets.cancelled, pockets.available),
    },
  };
  const amount = yuanOf(pockets.available);
  return { life: { ...life, voucher: after }, zh: `作废 ${amount}`, en: `${amount} cancelled` };
}

function expiry(pack: PolicyPack, { life, act }: Situation<'expire'>): Outcome {
  const { voucher } = life;
  if (!voucher) return noVoucher();
  const answer = expire(pack, { voucher, on: act.on });
  if (!answer.ok) return answer;
  const { outcome, payableFen } = answer;
  return {
    life: { ...life, voucher: answer.voucher },
    zh: `到期 ${yuanOf(answer.expiredFen)}，处理：${outcome}，可得 ${yuanOf(payableFen)}`,
    en: `${yuanOf(answer.expiredFen)} expired, outcome ${outcome}, payable ${yuanOf(payableFen)}`,
  };
}

function takeOutcome(pack: PolicyPack, { life, act }: Situation<'take-outcome'>): Outcome {
  const { voucher } = life;
  if (!voucher) return noVoucher();
  const answer = claimExpired(pack, { voucher, on: act.on });
  if (!answer.ok) return answer;
  const pockets = { ...voucher.pockets };
  for (const { from, to, amountFen } of answer.laterMovements) {
    pockets[from] = subtractFen({ from: pockets[from], amount: amountFen });
    pockets[to] = addFen(pockets[to], amountFen);
  }
  const isHome = answer.outcome === 'replacement-home';
  const amount = isHome ? pockets.convertedToHome : answer.payableFen;
  return {
    life: {
      ...life,
      voucher: { ...voucher, pockets },
      cashDueFen: addFen(life.cashDueFen, answer.payableFen, answer.interestFen),
    },
    zh: isHome ? `转为安置房 ${yuanOf(amount)}` : `兑付 ${yuanOf(amount)}`,
    en: isHome ? `${yuanOf(amount)} became a replacement home` : `${yuanOf(amount)} paid out`,
  };
}

function claim(pack: PolicyPack, { life, act }: Situation<'claim'>): Outcome {
  const found = find({ life, id: act.purchase, state: 'filed' });
  if ('ok' in found) return found;
  const plan = instalments(pack, {
    amountFen: found.purchase.voucherPartFen,
    events: act.events,
    ...(act.asOf && { asOf: act.asOf }),
  });
  const due = plan.filter((each) => each.dueOn !== undefined);
  const amount = yuanOf(sumFen(due.map((each) => each.amountFen)));
  return {
    life,
    instalments: plan,
    zh: `开发企业可结算 ${amount}`,
    en: `${amount} can be claimed by the developer`,
  };
}

/** Brings the reward of a voucher to a day without any other act. */
export function bringTo(
  pack: PolicyPack,
  of: { voucher: VoucherFacts; on: Act['on'] },
): VoucherFacts {
  const { voucher, on } = of;
  const forfeitures = forfeituresOn({ pack, voucher, balance: balanceOf(pack, voucher), on });
  return afterForfeitures(voucher, { forfeitures, on });
}

function purchaseFacts(act: Extract<Act, { act: 'buy' }>) {
  return {
    priceFen: act.priceFen,
    goods: act.goods,
    saleStage: act.saleStage,
    kinship: act.buyer,
    ...(act.area !== undefined && { area: act.area }),
    ...(act.district !== undefined && { purchaseDistrict: act.district }),
  };
}

function find(of: {
  life: Life;
  id: string;
  state: LifePurchase['state'];
}): { voucher: VoucherFacts; purchase: LifePurchase } | Refused {
  const { voucher } = of.life;
  const purchase = of.life.purchases[of.id];
  if (voucher && purchase?.state === of.state) return { voucher, purchase };
  return notNow('没有处于该状态的购房', 'there is no purchase in this state');
}

function notNow(zh: string, en: string): Refused {
  return refuse([refusal({ code: 'act-out-of-order', zh, en })]);
}

function noVoucher(): Refused {
  return notNow('尚未核发房票', 'no voucher has been issued');
}

function earnedText(due: Fen[], before: string): string {
  return due.length > 0 ? `${before}${yuanOf(sumFen(due))}` : '';
}

function unique(refusals: Refusal[]): Refusal[] {
  const seen = new Set<string>();
  return refusals.filter((each) => !seen.has(each.code) && seen.add(each.code));
}
