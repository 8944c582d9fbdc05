import fc from 'fast-check';
import {
  addDays,
  addMonths,
  calendarDate,
  compareDates,
  dateInShanghai,
  datePartsOf,
  dayOfWeek,
  daysBetween,
  daysInMonth,
  endOfDayInShanghai,
  isCalendarDate,
  monthsBetween,
  startOfDayInShanghai,
} from './index.ts';
import type { CalendarDate } from './index.ts';

const dates = fc
  .integer({ min: 0, max: 60_000 })
  .map((days) => addDays(calendarDate('1950-01-01'), days));
/** Node's own calendar, as an independent opinion. */
const utcDays = (date: CalendarDate) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

describe('calendar date', () => {
  it('accepts days that exist', () => {
    expect(calendarDate('2024-02-29')).toBe('2024-02-29');
    for (const text of ['2023-02-29', '1900-02-29', '2024-04-31', '2024-13-01', '2024-00-01']) {
      expect(isCalendarDate(text)).toBe(false);
    }
    for (const text of ['2024-1-1', '20240101', '', '0999-01-01', '2024-01-00', ' 2024-01-01']) {
      expect(() => calendarDate(text)).toThrow('not an existing date');
    }
    expect(isCalendarDate(20240101)).toBe(false);
    expect(() => addDays(calendarDate('9999-12-31'), 1)).toThrow('out of range');
  });

  it.each([
    ['2024-08-30', 12, '2025-08-30'],
    ['2024-08-31', 6, '2025-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-01-31', -2, '2023-11-30'],
    ['2024-12-15', 1, '2025-01-15'],
    ['2024-01-15', -1, '2023-12-15'],
  ])('%s plus %i months is %s', (from, months, to) => {
    expect(addMonths(calendarDate(from), months)).toBe(to);
  });

  it('counts whole months', () => {
    const months = (from: string, to: string) =>
      monthsBetween({ from: calendarDate(from), to: calendarDate(to) });
    expect(months('2024-01-31', '2024-02-29')).toBe(1);
    expect(months('2024-01-31', '2024-02-28')).toBe(0);
    expect(months('2024-02-29', '2025-02-28')).toBe(12);
    expect(months('2024-03-01', '2024-01-31')).toBe(-1);
    expect(months('2024-03-01', '2024-03-01')).toBe(0);
  });

  it('knows the weekday', () => {
    expect(dayOfWeek(calendarDate('2024-08-30'))).toBe(5);
    expect(dayOfWeek(calendarDate('2024-01-01'))).toBe(1);
    expect(dayOfWeek(calendarDate('1969-12-28'))).toBe(7);
  });

  it('changes the date at midnight in Shanghai, not in Greenwich', () => {
    expect(dateInShanghai(Date.parse('2024-08-30T15:59:59.999Z'))).toBe('2024-08-30');
    expect(dateInShanghai(Date.parse('2024-08-30T16:00:00.000Z'))).toBe('2024-08-31');
    const date = calendarDate('2024-08-30');
    expect(new Date(startOfDayInShanghai(date)).toISOString()).toBe('2024-08-29T16:00:00.000Z');
    expect(new Date(endOfDayInShanghai(date)).toISOString()).toBe('2024-08-30T15:59:59.999Z');
  });

  it('agrees with the runtime’s calendar on every day, and with its Shanghai clock', () => {
    const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    fc.assert(
      fc.property(dates, fc.integer({ min: 7e11, max: 4e12 }), (date, millis) => {
        expect(daysBetween({ from: calendarDate('1970-01-01'), to: date })).toBe(utcDays(date));
        expect(dayOfWeek(date) % 7).toBe(new Date(utcDays(date) * 86_400_000).getUTCDay());
        expect(dateInShanghai(millis)).toBe(shanghai.format(millis));
        expect(dateInShanghai(startOfDayInShanghai(date))).toBe(date);
        expect(dateInShanghai(endOfDayInShanghai(date))).toBe(date);
        expect(dateInShanghai(endOfDayInShanghai(date) + 1)).toBe(addDays(date, 1));
      }),
    );
  });

  it('never skips or repeats a day', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        const later = addDays(date, days);
        expect(daysBetween({ from: date, to: later })).toBe(days);
        expect(addDays(later, -days)).toBe(date);
        expect(Math.sign(compareDates(later, date))).toBe(Math.sign(days));
      }),
    );
  });

  it('never skips or repeats a month, and only ever moves a day back to the month’s end', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const from = datePartsOf(date);
        const to = datePartsOf(addMonths(date, months));
        expect(to.year * 12 + to.month).toBe(from.year * 12 + from.month + months);
        expect(to.day).toBe(Math.min(from.day, daysInMonth(to)));
        if (months >= 0) {
          expect(monthsBetween({ from: date, to: addMonths(date, months) })).toBe(months);
          expect(addMonths(date, months + 1) > addMonths(date, months)).toBe(true);
        }
      }),
    );
  });
});
