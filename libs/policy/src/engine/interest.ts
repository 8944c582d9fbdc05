import { daysBetween, fen } from '@fangpiao/values';
import type { CalendarDate, Fen, Rounding } from '@fangpiao/values';
import { exact, fromDecimal, roundExact, times } from '../formula/exact.ts';

export type DayCount = 'actual/365' | 'actual/360' | '30/360';

/** Simple interest between two dates, the first day not counted, the last one counted. */
export function interestOf(of: {
  amountFen: Fen;
  yearlyRate: string;
  dayCount: DayCount;
  from: CalendarDate;
  to: CalendarDate;
  rounding: Rounding;
}): Fen {
  const days = interestDays(of);
  const year = of.dayCount === 'actual/365' ? 365 : 360;
  const interest = times(times(exact(of.amountFen), fromDecimal(of.yearlyRate)), exact(days, year));
  return fen(Number(roundExact(interest, of.rounding)));
}

/** The days that bear interest by the pack's way of counting. */
export function interestDays(of: {
  dayCount: DayCount;
  from: CalendarDate;
  to: CalendarDate;
}): number {
  return Math.max(0, of.dayCount === '30/360' ? days30(of) : daysBetween(of));
}

/** Months of thirty days: a 31st counts as the 30th. */
function days30(of: { from: CalendarDate; to: CalendarDate }): number {
  const parts = (date: CalendarDate) => ({
    months: Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)),
    day: Math.min(30, Number(date.slice(8, 10))),
  });
  const [a, b] = [parts(of.from), parts(of.to)];
  return (b.months - a.months) * 30 + (b.day - a.day);
}
