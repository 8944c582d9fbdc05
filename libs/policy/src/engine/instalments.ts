import { Decimal, shareFen, zeroFen } from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';
import { endOfTerm } from '../calendar/terms.ts';
import type { Term } from '../calendar/terms.ts';
import { labelOf } from '../load/check-rules.ts';
import type { Source } from '../model/basics.ts';
import type { PackRules } from '../model/pack-schema.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { isAssumption, sourceOf } from './answer.ts';
import { interestOf } from './interest.ts';

export type InstalmentEvent = PackRules['instalments']['steps'][number]['after'];

/** Agreed otherwise between district and developer. [DL 15] */
export type SettlementTerms = Pick<PackRules['instalments'], 'steps'> &
  Partial<Pick<PackRules['instalments'], 'lateInterest'>> & { decision: string };

export type InstalmentFacts = {
  /** Voucher money spent on the unit. */
  amountFen: Fen;
  /** The events that have happened, with their dates. */
  events: Partial<Record<InstalmentEvent, CalendarDate>>;
  /** For interest on late payment. */
  asOf?: CalendarDate;
  agreement?: SettlementTerms;
};

export type Instalment = {
  number: number;
  after: InstalmentEvent;
  amountFen: Fen;
  /** Undefined: its event has not happened. */
  dueOn?: CalendarDate;
  lateInterestFen: Fen;
  clause: string;
  isAssumption: boolean;
};

/** How a developer is paid; the amounts always add up to the whole. [DL 15, GZ 9] */
export function instalments(pack: PolicyPack, facts: InstalmentFacts): Instalment[] {
  const rule = pack.rules.instalments;
  const steps = facts.agreement?.steps ?? rule.steps;
  const interest = facts.agreement ? facts.agreement.lateInterest : rule.lateInterest;
  const source: Source = facts.agreement
    ? { decision: facts.agreement.decision }
    : sourceOf(rule, 'steps');
  const weights = steps.map((step) => new Decimal(step.share).times(1e8).toNumber());
  const amounts = shareFen({ amount: facts.amountFen, weights });
  return steps.map((step, index): Instalment => {
    const happenedOn = facts.events[step.after];
    const dueOn = happenedOn && endOfTerm(happenedOn, step.term);
    const amountFen = amounts[index] ?? zeroFen;
    return {
      number: index + 1,
      after: step.after,
      amountFen,
      ...(dueOn && { dueOn }),
      lateInterestFen:
        interest && dueOn && facts.asOf
          ? interestOf({
              ...interest,
              amountFen,
              from: dueOn,
              to: facts.asOf,
              rounding: pack.rounding,
            })
          : zeroFen,
      clause: labelOf(source),
      isAssumption: isAssumption(source),
    };
  });
}

export type ClaimRule = { conditions: string[]; reviewWithin: Term; clause: string };

/** What a claimant must show before money is paid. */
export function claimRule(
  pack: PolicyPack,
  claimant: 'developer' | 'holder' | 'seller',
): ClaimRule | undefined {
  const rule = pack.rules.claims[claimant];
  if (!rule) return undefined;
  return {
    conditions: rule.conditions,
    reviewWithin: rule.reviewWithin,
    clause: labelOf(sourceOf(rule, 'conditions')),
  };
}
