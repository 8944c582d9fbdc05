import type { Brand } from './brand.ts';
import { ValueProblem } from './problem.ts';

/** A date of law, 'YYYY-MM-DD', in Asia/Shanghai; years 1000 to 9999, Gregorian throughout. */
export type CalendarDate = Brand<string, 'CalendarDate'>;

const pattern = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;
const millisPerDay = 86_400_000;
const zero = '0'.charCodeAt(0);
/** Asia/Shanghai is UTC+8 without summer time since September 1991; every instant here is later. */
const shanghaiOffsetMillis = 8 * 3_600_000;

export type DateParts = { year: number; month: number; day: number };

export function isCalendarDate(x: unknown): x is CalendarDate {
  if (typeof x !== 'string') return false;
  const match = pattern.exec(x);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth({ year, month });
}

/** Throws `date-malformed` unless the text is a day that exists. */
export function calendarDate(text: string): CalendarDate {
  if (isCalendarDate(text)) return text;
  throw new ValueProblem({
    code: 'date-malformed',
    zh: `不是存在的日期：“${text}”（应如 2024-08-30）`,
    en: `not an existing date: "${text}" (expected e.g. 2024-08-30)`,
  });
}

export function datePartsOf(date: CalendarDate): DateParts {
  return {
    year: numberAt(date, 0) * 100 + numberAt(date, 2),
    month: numberAt(date, 5),
    day: numberAt(date, 8),
  };
}

/** Two digits; every rule of a pack counts days, so a date is not taken apart by text. */
function numberAt(date: CalendarDate, index: number): number {
  return (date.charCodeAt(index) - zero) * 10 + date.charCodeAt(index + 1) - zero;
}

export function calendarDateFrom(parts: DateParts): CalendarDate {
  checkYear(parts.year);
  return calendarDate(textOf(parts));
}

function checkYear(year: number): void {
  if (year < 1000 || year > 9999) {
    throw new ValueProblem({
      code: 'date-out-of-range',
      zh: `年份超出范围：${year}`,
      en: `year out of range: ${year}`,
    });
  }
}

function textOf({ year, month, day }: DateParts): string {
  return `${year}-${two(month)}-${two(day)}`;
}

export function daysInMonth(of: { year: number; month: number }): number {
  if (of.month === 2) return isLeapYear(of.year) ? 29 : 28;
  return [4, 6, 9, 11].includes(of.month) ? 30 : 31;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The same day n months on, or the last day of that month if it has none: 31 August + 6 → 28/29 February. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = datePartsOf(date);
  const count = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
  return calendarDateFrom({ ...target, day: Math.min(day, daysInMonth(target)) });
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Days from `from` to `to`; negative if `to` is earlier, 0 for the same day. */
export function daysBetween(options: { from: CalendarDate; to: CalendarDate }): number {
  return dayNumber(options.to) - dayNumber(options.from);
}

/** Whole months: the largest n with `from + n months ≤ to`; the mirror image if `to` is earlier. */
export function monthsBetween(options: { from: CalendarDate; to: CalendarDate }): number {
  const { from, to } = options;
  if (to < from) {
    const backward = monthsBetween({ from: to, to: from });
    return backward === 0 ? 0 : -backward;
  }
  const [a, b] = [datePartsOf(from), datePartsOf(to)];
  const months = (b.year - a.year) * 12 + (b.month - a.month);
  return addMonths(from, months) <= to ? months : months - 1;
}

/** Negative, zero or positive, for sorting. */
export function compareDates(a: CalendarDate, b: CalendarDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 1 = Monday … 7 = Sunday. */
export function dayOfWeek(date: CalendarDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** The date the calendar on the wall shows in China at this instant. */
export function dateInShanghai(instantMillis: number): CalendarDate {
  return fromDayNumber(Math.floor((instantMillis + shanghaiOffsetMillis) / millisPerDay));
}

/** The instant (milliseconds) at which the date begins, 00:00 Shanghai. */
export function startOfDayInShanghai(date: CalendarDate): number {
  return dayNumber(date) * millisPerDay - shanghaiOffsetMillis;
}

/** The last millisecond of the date in Shanghai: a deadline on this date is met until then. */
export function endOfDayInShanghai(date: CalendarDate): number {
  return startOfDayInShanghai(date) + millisPerDay - 1;
}

/** Days since 1970-01-01, counted by eras of 400 years that begin on 1 March. */
function dayNumber(date: CalendarDate): number {
  const { year, month, day } = datePartsOf(date);
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

function fromDayNumber(days: number): CalendarDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  checkYear(year);
  // A day that was counted out exists: looking for it once more took longer than counting.
  return textOf({ year, month, day }) as CalendarDate;
}

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}
