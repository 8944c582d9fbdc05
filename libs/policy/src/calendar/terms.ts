import { addDays, addMonths, dayOfWeek, daysBetween, monthsBetween } from '@fangpiao/values';
import type { CalendarDate } from '@fangpiao/values';
import { isListedOff, isListedWork } from './official-calendar.ts';

export type Term = { days: number; kind: 'calendar' | 'working' };

export function isWorkingDay(date: CalendarDate): boolean {
  if (isListedWork(date)) return true;
  return dayOfWeek(date) <= 5 && !isListedOff(date);
}

/** The last day of a term that begins the day after `from`. */
export function endOfTerm(from: CalendarDate, term: Term): CalendarDate {
  if (term.kind === 'calendar') return addDays(from, term.days);
  let date = from;
  for (let left = term.days; left > 0;) {
    date = addDays(date, 1);
    if (isWorkingDay(date)) left -= 1;
  }
  return date;
}

/** A last day that is not worked moves to the next working day. */
export function rollToWorkingDay(date: CalendarDate): CalendarDate {
  let rolled = date;
  while (!isWorkingDay(rolled)) rolled = addDays(rolled, 1);
  return rolled;
}

/** Days since issue; the day of issue is day 0, or day 1 where the pack counts it. */
export function daysSince(of: {
  from: CalendarDate;
  to: CalendarDate;
  firstDayCounts: boolean;
}): number {
  return daysBetween(of) + (of.firstDayCounts ? 1 : 0);
}

/** The month of use: n if the day is within n months, so the last day of month 3 still gives 3. */
export function monthsSince(of: {
  from: CalendarDate;
  to: CalendarDate;
  firstDayCounts: boolean;
}): number {
  const to = of.firstDayCounts ? addDays(of.to, 1) : of.to;
  if (to <= of.from) return 0;
  const whole = monthsBetween({ from: of.from, to });
  return addMonths(of.from, whole) < to ? whole + 1 : whole;
}
