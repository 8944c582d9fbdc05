import type { Fen } from '@fangpiao/values';
import { deadlines } from '../engine/deadlines.ts';
import { expire } from '../engine/expire.ts';
import type { PurchaseFacts } from '../engine/facts.ts';
import { claimRule, instalments } from '../engine/instalments.ts';
import type { InstalmentFacts } from '../engine/instalments.ts';
import { leftover } from '../engine/leftover.ts';
import { mayBuy } from '../engine/may-buy.ts';
import type { BuyFacts } from '../engine/may-buy.ts';
import { mayIssue } from '../engine/may-issue.ts';
import type { IssueFacts } from '../engine/may-issue.ts';
import { mayTransfer } from '../engine/may-transfer.ts';
import type { TransferFacts } from '../engine/may-transfer.ts';
import { quoteFace } from '../engine/quote-face.ts';
import { settleUse } from '../engine/settle-use.ts';
import type { UseFacts } from '../engine/settle-use.ts';
import { sideRights } from '../engine/side-rights.ts';
import { live } from '../life/live.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import {
  asTree,
  plainMoney,
  readActs,
  readDate,
  readMoney,
  readQuoteFacts,
  readVoucher,
} from './read-facts.ts';

/** The questions one can put to a pack in a file; the names are the commands of the laboratory. */
export const questions = [
  'quote',
  'issue',
  'buy',
  'use',
  'leftover',
  'expire',
  'transfer',
  'instalments',
  'claim',
  'deadlines',
  'side-rights',
  'life',
] as const;
export type Question = (typeof questions)[number];

/** Puts one question with facts as people write them. Throws `ValueProblem` for malformed facts. */
export function ask(pack: PolicyPack, of: { question: Question; facts: unknown }): unknown {
  const tree = asTree(of.facts);
  const voucher = () => readVoucher(pack, tree.voucher);
  switch (of.question) {
    case 'quote':
      return quoteFace(pack, readQuoteFacts(pack, tree));
    case 'issue': {
      const quoteFacts = readQuoteFacts(pack, tree.facts ?? {});
      return mayIssue(pack, {
        ...(tree as unknown as IssueFacts),
        quoteFacts,
        on: readDate(tree.on),
      });
    }
    case 'buy': {
      const buy = { ...tree, date: readDate(tree.date), voucher: voucher() };
      return mayBuy(pack, buy as unknown as BuyFacts);
    }
    case 'use': {
      const rest = plainMoney(tree) as UseFacts;
      return settleUse(pack, {
        ...rest,
        voucher: voucher(),
        purchase: readPurchase(tree.purchase),
      });
    }
    case 'leftover':
      return leftover(pack, { voucher: voucher(), on: readDate(tree.on) });
    case 'expire':
      return expire(pack, { voucher: voucher(), on: readDate(tree.on) });
    case 'transfer': {
      const { giver, receiver } = tree as unknown as TransferFacts;
      return mayTransfer(pack, { voucher: voucher(), on: readDate(tree.on), giver, receiver });
    }
    case 'instalments': {
      const facts = { ...tree, amountFen: readMoney(tree.amount) };
      return { ok: true, instalments: instalments(pack, facts as unknown as InstalmentFacts) };
    }
    case 'claim':
      return { ok: true, rule: claimRule(pack, tree.claimant as 'developer') };
    case 'deadlines': {
      const issuedOn = readDate(tree.issuedOn);
      const known = tree.facts ? { voucher: readVoucher(pack, tree) } : {};
      return { ok: true, ...deadlines(pack, { issuedOn, ...known }) };
    }
    case 'side-rights': {
      const purchase = tree.purchase ? { purchase: readPurchase(tree.purchase) } : {};
      return { ok: true, rights: sideRights(pack, { voucher: voucher(), ...purchase }) };
    }
    case 'life': {
      const facts = readQuoteFacts(pack, tree.facts ?? {});
      return { ok: true, steps: live(pack, { facts, acts: readActs(tree.acts) }) };
    }
  }
}

function readPurchase(raw: unknown): PurchaseFacts {
  const { price, ...rest } = asTree(raw);
  const priceFen: Fen = readMoney(price);
  return { ...(rest as unknown as PurchaseFacts), priceFen, on: readDate(rest.on) };
}
