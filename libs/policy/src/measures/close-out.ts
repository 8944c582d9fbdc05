import { refusal, refuse, type Refused } from '../engine/answer.ts';
import type { OverdueMeasures } from './overdue-measures.ts';

/** An overdue case as it stands when somebody wants to strike it off the wall chart. Counted in households. */
export interface CaseFacts {
  readonly households: number;
  readonly resettledHouseholds: number;
  /** Whether somebody answers for the case by name. */
  readonly hasResponsible: boolean;
  /** Complaints and petitions of these households without an answer. */
  readonly openComplaints: number;
}

export type CloseOutAnswer = { readonly ok: true };

/**
 * May a case be closed out (销号)? Only one that somebody answers for, whose households are all resettled, and whose
 * complaints are answered; every reason against it is told at once. [JL 3.1, JL 3.3]
 */
export function mayCloseOut(of: OverdueMeasures, facts: CaseFacts): CloseOutAnswer | Refused {
  const { responsible, resettled, complaints } = of.closeOut;
  const left = facts.households - facts.resettledHouseholds;
  const refusals = [
    ...(facts.hasResponsible
      ? []
      : [
          refusal({
            code: 'case-without-responsible',
            source: responsible.source,
            zh: '案件尚未落实责任人，不能销号',
            en: 'nobody answers for the case yet: it cannot be closed out',
          }),
        ]),
    ...(left === 0
      ? []
      : [
          refusal({
            code: 'households-not-resettled',
            source: resettled.source,
            zh: `还有 ${left} 户未安置，不能销号`,
            en: `${left} households are not resettled: the case cannot be closed out`,
          }),
        ]),
    ...(facts.openComplaints === 0
      ? []
      : [
          refusal({
            code: 'complaints-open',
            source: complaints.source,
            zh: `还有 ${facts.openComplaints} 件投诉、来信来访未答复，不能销号`,
            en: `${facts.openComplaints} complaints are not answered: the case cannot be closed out`,
          }),
        ]),
  ];
  return refusals.length > 0 ? refuse(refusals) : { ok: true };
}
