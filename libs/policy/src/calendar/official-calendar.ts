import type { CalendarDate } from '@fangpiao/values';

/**
 * Days off and make-up working days as the General Office of the State Council publishes them each
 * year. `off` lists spans (first..last); `work` lists weekend days that are worked.
 *
 * From 国办发明电〔2022〕16 号 (8 December 2022), 〔2023〕7 号 (25 October 2023), 〔2024〕12 号
 * (12 November 2024) and the notice of 4 November 2025. All 1,461 days of 2023–2026 were compared
 * with the packages chinese-days 1.5.7 and chinesecalendar 1.11.0: no difference.
 */
type OfficialYear = { off: [from: string, to: string][]; work: string[] };

const official: Record<number, OfficialYear> = {
  2023: {
    off: [
      ['01-01', '01-02'],
      ['01-21', '01-27'],
      ['04-05', '04-05'],
      ['04-29', '05-03'],
      ['06-22', '06-24'],
      ['09-29', '10-06'],
    ],
    work: ['01-28', '01-29', '04-23', '05-06', '06-25', '10-07', '10-08'],
  },
  2024: {
    off: [
      ['01-01', '01-01'],
      ['02-10', '02-17'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-10', '06-10'],
      ['09-15', '09-17'],
      ['10-01', '10-07'],
    ],
    work: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  2025: {
    off: [
      ['01-01', '01-01'],
      ['01-28', '02-04'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['05-31', '06-02'],
      ['10-01', '10-08'],
    ],
    work: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  2026: {
    off: [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ],
    work: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
};

/** For years whose calendar is not published yet: the holidays with a fixed date by the regulation. */
const fixed: OfficialYear = {
  off: [
    ['01-01', '01-01'],
    ['05-01', '05-02'],
    ['10-01', '10-03'],
  ],
  work: [],
};

/** False: terms in this year count weekends and fixed holidays only, and may move by some days. */
export function isCalendarPublished(year: number): boolean {
  return year in official;
}

export function isListedOff(date: CalendarDate): boolean {
  const day = date.slice(5);
  return yearOf(date).off.some(([from, to]) => from <= day && day <= to);
}

export function isListedWork(date: CalendarDate): boolean {
  return yearOf(date).work.includes(date.slice(5));
}

function yearOf(date: CalendarDate): OfficialYear {
  return official[Number(date.slice(0, 4))] ?? fixed;
}
