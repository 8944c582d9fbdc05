import type { Fen } from '@fangpiao/values';
import type { Line, Movement, Refusal } from '../engine/answer.ts';
import { yuanOf } from '../engine/balance.ts';
import type { BuyAnswer } from '../engine/may-buy.ts';
import type { Deadlines } from '../engine/deadlines.ts';
import type { ExpiryAnswer } from '../engine/expire.ts';
import type { Instalment } from '../engine/instalments.ts';
import type { LeftoverAnswer } from '../engine/leftover.ts';
import type { TransferAnswer } from '../engine/may-transfer.ts';
import type { Quote } from '../engine/quote-face.ts';
import type { SideRight } from '../engine/side-rights.ts';
import type { UseAnswer } from '../engine/settle-use.ts';
import type { Bilingual } from '../model/basics.ts';

/** Answers as plain sentences, in both languages; the numbers are those of the answer and no others. */
type Sentences = Bilingual[];

const pocketWords: Record<Movement['from'], Bilingual> = {
  available: { zh: '可用', en: 'available' },
  held: { zh: '占用', en: 'held' },
  spent: { zh: '已用', en: 'spent' },
  transferredOut: { zh: '已转出', en: 'transferred out' },
  cashedOut: { zh: '已提现', en: 'cashed out' },
  exchanged: { zh: '已兑换', en: 'exchanged' },
  convertedToHome: { zh: '转安置房', en: 'converted to a home' },
  forfeited: { zh: '失去奖励', en: 'forfeited' },
  expired: { zh: '已失效', en: 'expired' },
  cancelled: { zh: '已作废', en: 'cancelled' },
};

export function sayRefusals(refusals: readonly Refusal[]): Sentences {
  return refusals.map(({ zh, en, clause }) => ({
    zh: `不予办理：${zh}${clause ? `（${clause}）` : ''}。`,
    en: `Refused: ${en}${clause ? ` (${clause})` : ''}.`,
  }));
}

export function sayQuote(quote: Quote): Sentences {
  const counts = {
    'inside-face': { zh: '计入票面', en: 'inside the face' },
    'beside-face': { zh: '票面外载明', en: 'beside the face' },
    'paid-in-cash': { zh: '另付现金', en: 'paid in cash' },
  };
  return [
    ...quote.lines.map((line) => {
      const where = counts[line.counts];
      const said = sayLine(line);
      return { zh: `${said.zh}${where.zh}。`, en: `${said.en} ${where.en}.` };
    }),
    {
      zh: `票面金额 ${yuanOf(quote.faceValueFen)}，其中基础补偿 ${yuanOf(quote.baseCompensationFen)}、政策性奖励 ${yuanOf(quote.policyRewardFen)}。`,
      en: `Face value ${yuanOf(quote.faceValueFen)}, of it base ${yuanOf(quote.baseCompensationFen)} and policy reward ${yuanOf(quote.policyRewardFen)}.`,
    },
    {
      zh: `须保障资金 ${yuanOf(quote.coverFen)}（票面加日后最高奖励 ${yuanOf(quote.highestLaterRewardFen)}）。`,
      en: `Cover ${yuanOf(quote.coverFen)} (face plus the highest later reward ${yuanOf(quote.highestLaterRewardFen)}).`,
    },
    ...quote.assumptions.map(({ zh, where }) => ({
      zh: `假设（${where}）：${zh}。`,
      en: `Assumption (${where}): ${zh}.`,
    })),
  ];
}

export function sayUse(answer: UseAnswer): Sentences {
  return [
    ...sayLines(answer.lines),
    {
      zh: `使用房票 ${yuanOf(answer.voucherPartFen)}，差额 ${yuanOf(answer.topUpFen)}，余额 ${yuanOf(answer.voucher.pockets.available)}。`,
      en: `${yuanOf(answer.voucherPartFen)} from the voucher, top-up ${yuanOf(answer.topUpFen)}, balance ${yuanOf(answer.voucher.pockets.available)}.`,
    },
    ...sayMovements(answer.movements),
  ];
}

export function sayBuy(answer: BuyAnswer): Sentences {
  const events = {
    'filing-date': { zh: '网签备案日期', en: 'the date of online filing' },
    'contract-date': { zh: '买卖合同日期', en: 'the date of the sale contract' },
    'title-transfer-date': { zh: '过户日期', en: 'the date of title transfer' },
  };
  const event = events[answer.useEvent];
  const proofs = answer.proofs.length > 0 ? answer.proofs.join('、') : undefined;
  return [
    {
      zh: `可以购买，以${event.zh}为使用时间${proofs ? `，须提供 ${proofs}` : ''}（${answer.clauses.join('；')}）。`,
      en: `May buy; ${event.en} counts as use${proofs ? `; papers: ${proofs}` : ''} (${answer.clauses.join('; ')}).`,
    },
  ];
}

export function sayLeftover(answer: LeftoverAnswer): Sentences {
  return [
    ...sayLines(answer.lines),
    {
      zh: `余额 ${yuanOf(answer.balanceFen)}，可提现 ${yuanOf(answer.cashFen)}，失去 ${yuanOf(answer.forfeitedFen)}。`,
      en: `Of the balance ${yuanOf(answer.balanceFen)}, ${yuanOf(answer.cashFen)} is paid out and ${yuanOf(answer.forfeitedFen)} is lost.`,
    },
  ];
}

export function sayExpiry(answer: ExpiryAnswer): Sentences {
  const outcomes: Record<ExpiryAnswer['outcome'], Bilingual> = {
    exchange: { zh: '可申请兑换成货币', en: 'may be exchanged for money' },
    'replacement-home': { zh: '提供安置房源供选择', en: 'a replacement home is offered' },
    'cash-out': { zh: '按余额提现规则办理', en: 'follows the cash-out rule' },
    lapse: { zh: '失效', en: 'lapses' },
    'nothing-left': { zh: '已无余额', en: 'nothing is left' },
  };
  const outcome = outcomes[answer.outcome];
  return [
    ...sayLines(answer.lines),
    {
      zh: `到期余额 ${yuanOf(answer.expiredFen)}：${outcome.zh}，可得 ${yuanOf(answer.payableFen)}${answer.applyUntil ? `，${answer.applyUntil} 前申请` : ''}。`,
      en: `Balance at expiry ${yuanOf(answer.expiredFen)}: ${outcome.en}, payable ${yuanOf(answer.payableFen)}${answer.applyUntil ? `, apply by ${answer.applyUntil}` : ''}.`,
    },
    ...(answer.doesSubsidyStop
      ? [{ zh: '过渡期补助费停止支付。', en: 'The transitional subsidy stops.' }]
      : []),
  ];
}

export function sayTransfer(answer: TransferAnswer): Sentences {
  return [
    {
      zh: `可以转让 ${yuanOf(answer.amountFen)}，期限仍为 ${answer.expiresOn}，此后还可转让 ${answer.transfersLeft} 次。`,
      en: `${yuanOf(answer.amountFen)} may be transferred, still valid to ${answer.expiresOn}; transfers left: ${answer.transfersLeft}.`,
    },
  ];
}

export function sayInstalments(list: readonly Instalment[]): Sentences {
  return list.map((each) => ({
    zh: `第 ${each.number} 期（${each.after}）${yuanOf(each.amountFen)}，${each.dueOn ? `${each.dueOn} 前支付` : '条件尚未发生'}${late(each.lateInterestFen, '，逾期利息 ')}（${each.clause}）。`,
    en: `Instalment ${each.number} (${each.after}) ${yuanOf(each.amountFen)}, ${each.dueOn ? `due ${each.dueOn}` : 'not due yet'}${late(each.lateInterestFen, ', late interest ')} (${each.clause}).`,
  }));
}

export function sayDeadlines(answer: Deadlines): Sentences {
  return answer.list.map((each) => ({
    zh: `${each.on}　${each.text.zh}（${each.clause}）。`,
    en: `${each.on}  ${each.text.en} (${each.clause}).`,
  }));
}

export function saySideRights(rights: readonly SideRight[]): Sentences {
  const words = {
    yes: { zh: '是', en: 'yes' },
    no: { zh: '否', en: 'no' },
    unknown: { zh: '待定', en: 'unknown' },
  };
  return rights.map((right) => ({
    zh: `${right.name.zh}：${words[right.holds].zh}。${right.holds === 'yes' ? right.certificate.zh : ''}（${right.clause}）`,
    en: `${right.name.en}: ${words[right.holds].en}. ${right.holds === 'yes' ? right.certificate.en : ''} (${right.clause})`,
  }));
}

export function sayLine(line: Line): Bilingual {
  const isPlain = line.arithmetic === yuanOf(line.amountFen);
  const sum = `${isPlain ? '' : `${line.arithmetic} = `}${yuanOf(line.amountFen)}`;
  return {
    zh: `${line.name.zh}：${sum}（${line.clause}），`,
    en: `${line.name.en}: ${sum} (${line.clause}),`,
  };
}

function sayLines(lines: readonly Line[]): Sentences {
  return lines.map((line) => {
    const said = sayLine(line);
    return { zh: said.zh.replace(/，$/, '。'), en: said.en.replace(/,$/, '.') };
  });
}

function sayMovements(movements: readonly Movement[]): Sentences {
  return movements.map(({ from, to, amountFen }) => ({
    zh: `${pocketWords[from].zh} → ${pocketWords[to].zh} ${yuanOf(amountFen)}。`,
    en: `${pocketWords[from].en} → ${pocketWords[to].en} ${yuanOf(amountFen)}.`,
  }));
}

function late(amount: Fen, before: string): string {
  return amount > 0 ? before + yuanOf(amount) : '';
}
