import { addFen, fen, isCalendarDate, subtractFen, zeroFen } from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';
import { lastDayOfUse } from '../engine/deadlines.ts';
import type { QuoteFacts } from '../engine/facts.ts';
import { quoteFace } from '../engine/quote-face.ts';
import type { PolicyPack } from '../model/policy-pack.ts';

/** One household of a portfolio. */
export type PortfolioHousehold = { id: string; issuedOn?: CalendarDate; facts: QuoteFacts };

type Side = { costFen: Fen; expiryMonth: string } | { refusal: string };

export type Comparison = {
  households: number;
  gain: { households: number; totalFen: Fen };
  lose: { households: number; totalFen: Fen };
  same: number;
  /** Households that one side cannot quote, with the reason. */
  refused: { old: number; new: number; reasons: Record<string, number> };
  totalOldFen: Fen;
  totalNewFen: Fen;
  costByMonthOfExpiry: { month: string; oldFen: Fen; newFen: Fen }[];
  /** Largest losses first, then largest gains. */
  worst: Case[];
  best: Case[];
};

type Case = { id: string; oldFen: Fen; newFen: Fen; differenceFen: Fen };

const keepCases = 10;

/** What a change of policy does to a portfolio: cost is face, rewards beside it and cash together. */
export function comparePacks(of: {
  before: PolicyPack;
  after: PolicyPack;
  portfolio: Iterable<PortfolioHousehold>;
  /** For households without a date of their own. */
  issuedOn: CalendarDate;
}): Comparison {
  const months = new Map<string, { oldFen: Fen; newFen: Fen }>();
  const result: Comparison = {
    households: 0,
    gain: { households: 0, totalFen: zeroFen },
    lose: { households: 0, totalFen: zeroFen },
    same: 0,
    refused: { old: 0, new: 0, reasons: {} },
    totalOldFen: zeroFen,
    totalNewFen: zeroFen,
    costByMonthOfExpiry: [],
    worst: [],
    best: [],
  };
  const before = sideOf(of.before);
  const after = sideOf(of.after);
  for (const household of of.portfolio) {
    result.households += 1;
    const issuedOn = household.issuedOn ?? of.issuedOn;
    const [old, next] = [before(household.facts, issuedOn), after(household.facts, issuedOn)];
    count({ result, old, next });
    if ('refusal' in old || 'refusal' in next) continue;
    addTo({ months, month: old.expiryMonth, field: 'oldFen', amount: old.costFen });
    addTo({ months, month: next.expiryMonth, field: 'newFen', amount: next.costFen });
    tally({ result, id: household.id, oldFen: old.costFen, newFen: next.costFen });
  }
  result.costByMonthOfExpiry = [...months]
    .map(([month, sums]) => ({ month, ...sums }))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
  return result;
}

/** Quotes one side; the last day of use is looked up once a date. */
function sideOf(pack: PolicyPack): (facts: QuoteFacts, issuedOn: CalendarDate) => Side {
  const monthOf = new Map<CalendarDate, string>();
  return (facts, issuedOn) => {
    const answer = quoteFace(pack, facts);
    if (!answer.ok) return { refusal: answer.refusals[0]?.zh ?? '' };
    const { quote } = answer;
    let expiryMonth = monthOf.get(issuedOn);
    if (expiryMonth === undefined) {
      expiryMonth = lastDayOfUse(pack, issuedOn).slice(0, 7);
      monthOf.set(issuedOn, expiryMonth);
    }
    const costFen = addFen(quote.faceValueFen, quote.rewardOutsideFaceFen, quote.paidInCashFen);
    return { costFen, expiryMonth };
  };
}

function count(of: { result: Comparison; old: Side; next: Side }): void {
  for (const [side, name] of [
    [of.old, 'old'],
    [of.next, 'new'],
  ] as const) {
    if (!('refusal' in side)) continue;
    const { refused } = of.result;
    refused[name] += 1;
    refused.reasons[side.refusal] = (refused.reasons[side.refusal] ?? 0) + 1;
  }
}

function addTo(of: {
  months: Map<string, { oldFen: Fen; newFen: Fen }>;
  month: string;
  field: 'oldFen' | 'newFen';
  amount: Fen;
}): void {
  const sums = of.months.get(of.month) ?? { oldFen: zeroFen, newFen: zeroFen };
  sums[of.field] = addFen(sums[of.field], of.amount);
  of.months.set(of.month, sums);
}

function tally(of: { result: Comparison; id: string; oldFen: Fen; newFen: Fen }): void {
  const { result, oldFen, newFen } = of;
  const differenceFen = subtractFen({ from: newFen, amount: oldFen });
  result.totalOldFen = addFen(result.totalOldFen, oldFen);
  result.totalNewFen = addFen(result.totalNewFen, newFen);
  if (differenceFen === 0) {
    result.same += 1;
    return;
  }
  const group = differenceFen > 0 ? result.gain : result.lose;
  group.households += 1;
  group.totalFen = addFen(group.totalFen, fen(Math.abs(differenceFen)));
  const list = differenceFen > 0 ? result.best : result.worst;
  const sign = differenceFen > 0 ? -1 : 1;
  const last = list.at(-1);
  if (list.length >= keepCases && last && sign * differenceFen >= sign * last.differenceFen) return;
  list.push({ id: of.id, oldFen, newFen, differenceFen });
  list.sort((a, b) => sign * (a.differenceFen - b.differenceFen));
  list.length = Math.min(list.length, keepCases);
}

/** One line of a portfolio file (JSON): `{"id": …, "issuedOn": …, "facts": {…}}`; money in fen. */
export function readHousehold(line: string, number: number): PortfolioHousehold {
  const raw = JSON.parse(line) as Partial<PortfolioHousehold>;
  if (!raw.facts?.inputs) throw new Error(`portfolio line ${number}: facts.inputs is missing`);
  const { id = String(number), facts, issuedOn } = raw;
  return { id, facts, ...(isCalendarDate(issuedOn) && { issuedOn }) };
}
