import { addDays, calendarDate, dayOfWeek } from '@fangpiao/values';
import type { CalendarDate } from '@fangpiao/values';
import { isCalendarPublished, isListedOff, isListedWork } from './official-calendar.ts';
import { daysSince, endOfTerm, isWorkingDay, monthsSince, rollToWorkingDay } from './terms.ts';

const on = calendarDate;

function daysOf(year: number): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = on(`${year}-01-01`); day < `${year + 1}`; day = addDays(day, 1)) days.push(day);
  return days;
}

describe('the calendar of the State Council’s notices', () => {
  /** Days off as each notice counts them, without 31 December 2022, which its year's notice moved. */
  const notices = [
    [2023, 2 + 7 + 1 + 5 + 3 + 8, 7, 249],
    [2024, 1 + 8 + 3 + 5 + 1 + 3 + 7, 8, 251],
    [2025, 1 + 8 + 3 + 5 + 3 + 8, 5, 248],
    [2026, 3 + 9 + 3 + 5 + 3 + 3 + 7, 6, 248],
  ] as const;

  it.each(notices)('%i has %i days off, %i worked weekend days, %i working days', (...notice) => {
    const [year, off, worked, working] = notice;
    const days = daysOf(year);
    expect(isCalendarPublished(year)).toBe(true);
    expect(days.filter(isListedOff)).toHaveLength(off);
    expect(days.filter(isListedWork)).toHaveLength(worked);
    expect(days.filter(isWorkingDay)).toHaveLength(working);
  });

  it.each(notices.map(([year]) => year))('%i makes up on weekends, never on a day off', (year) => {
    for (const day of daysOf(year).filter(isListedWork)) {
      expect(dayOfWeek(day)).toBeGreaterThan(5);
      expect(isListedOff(day)).toBe(false);
    }
  });

  it('knows the edges of the long holidays', () => {
    const asked = ['2024-02-09', '2024-02-10', '2024-02-17', '2024-02-18', '2025-10-08'].map(on);
    expect(asked.map(isWorkingDay)).toEqual([true, false, false, true, false]);
    const edges = ['2025-10-09', '2026-02-14', '2026-02-15', '2026-02-23', '2026-02-24'].map(on);
    expect(edges.map(isWorkingDay)).toEqual([true, true, false, false, true]);
  });

  it('says of other years that they are not published, and knows their fixed holidays only', () => {
    expect([2022, 2027].map(isCalendarPublished)).toEqual([false, false]);
    const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
    const found = daysOf(2029).filter(isListedOff);
    expect(found).toEqual(fixed.map((day) => on(`2029-${day}`)));
    expect(daysOf(2029).filter(isListedWork)).toEqual([]);
  });
});

describe('terms', () => {
  it('counts working days from the day after, over a holiday and a worked Sunday [DL 16]', () => {
    const working = (days: number) => endOfTerm(on('2024-09-27'), { days, kind: 'working' });
    // 27 September 2024 is a Friday; Sunday 29 is worked; 1–7 October are off
    expect(working(0)).toBe('2024-09-27');
    expect(working(1)).toBe('2024-09-29');
    expect(working(2)).toBe('2024-09-30');
    expect(working(3)).toBe('2024-10-08');
    expect(endOfTerm(on('2024-09-27'), { days: 10, kind: 'calendar' })).toBe('2024-10-07');
  });

  it('moves a last day that is not worked to the next that is, and leaves others', () => {
    expect(rollToWorkingDay(on('2025-10-01'))).toBe('2025-10-09');
    expect(rollToWorkingDay(on('2025-10-11'))).toBe('2025-10-11'); // a worked Saturday
    expect(rollToWorkingDay(on('2025-10-12'))).toBe('2025-10-13');
  });

  it('makes the day of issue day 0, or day 1 where the pack counts it', () => {
    const of = { from: on('2025-03-03'), to: on('2025-03-10') };
    expect(daysSince({ ...of, firstDayCounts: false })).toBe(7);
    expect(daysSince({ ...of, firstDayCounts: true })).toBe(8);
  });

  it('is in month n until the same day n months later; a day less where the first day counts', () => {
    const month = (to: string, firstDayCounts: boolean) =>
      monthsSince({ from: on('2025-01-31'), to: on(to), firstDayCounts });
    expect(month('2025-01-31', false)).toBe(0);
    expect(month('2025-02-01', false)).toBe(1);
    expect(month('2025-02-28', false)).toBe(1);
    expect(month('2025-03-01', false)).toBe(2);
    expect(month('2025-03-31', false)).toBe(2);
    expect(month('2025-01-30', false)).toBe(0);
    expect(month('2024-11-30', false)).toBe(0);
    expect(month('2025-01-31', true)).toBe(1);
    expect(month('2025-02-27', true)).toBe(1);
    expect(month('2025-02-28', true)).toBe(2);
    expect(month('2025-01-30', true)).toBe(0);
  });
});
