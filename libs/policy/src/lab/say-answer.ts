import { yuanOf } from '../engine/balance.ts';
import { pocketNames } from '../engine/answer.ts';
import type { Refusal } from '../engine/answer.ts';
import type { BuyAnswer } from '../engine/may-buy.ts';
import type { CoverDemand } from '../engine/may-issue.ts';
import type { Deadlines } from '../engine/deadlines.ts';
import type { ExpiryAnswer } from '../engine/expire.ts';
import type { ClaimRule, Instalment } from '../engine/instalments.ts';
import type { LeftoverAnswer } from '../engine/leftover.ts';
import type { TransferAnswer } from '../engine/may-transfer.ts';
import type { Quote } from '../engine/quote-face.ts';
import type { SideRight } from '../engine/side-rights.ts';
import type { UseAnswer } from '../engine/settle-use.ts';
import type { Step } from '../life/acts.ts';
import type { Bilingual } from '../model/basics.ts';
import type { Question } from './ask.ts';
import {
  sayBuy,
  sayDeadlines,
  sayExpiry,
  sayInstalments,
  sayLeftover,
  sayQuote,
  sayRefusals,
  saySideRights,
  sayTransfer,
  sayUse,
} from './say.ts';

/** Any answer of `ask` as sentences. */
export function sayAnswer(question: Question, answer: unknown): Bilingual[] {
  const refused = answer as { ok: boolean; refusals?: Refusal[] };
  if (!refused.ok) return sayRefusals(refused.refusals ?? []);
  switch (question) {
    case 'quote':
      return sayQuote((answer as { quote: Quote }).quote);
    case 'issue': {
      const { quote, cover } = answer as { quote: Quote; cover: CoverDemand };
      const [zh, en] = [
        `可以核发，保障方式 ${cover.mode}。`,
        `May be issued, cover rule: ${cover.mode}.`,
      ];
      return [...sayQuote(quote), { zh, en }];
    }
    case 'buy':
      return sayBuy(answer as BuyAnswer);
    case 'use':
      return sayUse(answer as UseAnswer);
    case 'leftover':
      return sayLeftover(answer as LeftoverAnswer);
    case 'expire':
      return sayExpiry(answer as ExpiryAnswer);
    case 'transfer':
      return sayTransfer(answer as TransferAnswer);
    case 'instalments':
      return sayInstalments((answer as { instalments: Instalment[] }).instalments);
    case 'claim':
      return sayClaim((answer as { rule?: ClaimRule }).rule);
    case 'deadlines':
      return sayDeadlines(answer as Deadlines);
    case 'side-rights':
      return saySideRights((answer as { rights: SideRight[] }).rights);
    case 'life':
      return (answer as { steps: Step[] }).steps.flatMap(sayStep);
  }
}

function sayClaim(rule: ClaimRule | undefined): Bilingual[] {
  if (!rule) return [{ zh: '该主体不能申请结算。', en: 'This claimant cannot claim.' }];
  const list = rule.conditions.join('、');
  return [
    {
      zh: `结算条件：${list}，${rule.reviewWithin.days} 日内审核（${rule.clause}）。`,
      en: `Conditions: ${list}, reviewed within ${rule.reviewWithin.days} days (${rule.clause}).`,
    },
  ];
}

/** One step of a life: what happened, then the pockets that are not empty. */
export function sayStep(step: Step): Bilingual[] {
  const { voucher, cashDueFen } = step.life;
  const pockets = voucher
    ? pocketNames
        .filter((name) => voucher.pockets[name] > 0)
        .map((name) => `${name} ${yuanOf(voucher.pockets[name])}`)
        .join('，')
    : '';
  const due = cashDueFen > 0 ? `；应付持票人 ${yuanOf(cashDueFen)}` : '';
  const clauses = step.refusals.map((each) => each.clause).filter((each) => each !== '');
  const clause = clauses.length > 0 ? `（${clauses.join('；')}）` : '';
  return [
    {
      zh: `${step.act.on} ${step.act.act}：${step.zh}${clause}。${pockets ? `[${pockets}${due}]` : ''}`,
      en: `${step.act.on} ${step.act.act}: ${step.en}${clause}. ${pockets ? `[${pockets}]` : ''}`,
    },
    ...(step.instalments ? sayInstalments(step.instalments) : []),
  ];
}
