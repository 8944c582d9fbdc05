import { calendarDate, isCalendarDate } from './calendar-date.ts';
import type { CalendarDate } from './calendar-date.ts';
import { ValueProblem } from './problem.ts';

/** The 18-character personal id number of GB 11643, checked but kept as plain text: it is secret. */
export type NationalIdCheck =
  | {
      ok: true;
      nationalId: string;
      region: string;
      birthDate: CalendarDate;
      sequence: number;
      sex: 'male' | 'female';
    }
  | { ok: false; zh: string; en: string };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';
/** First two digits of GB/T 2260 and of the residence permits for Hong Kong, Macao and Taiwan. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

/** Checks form, province, birth date and check character; a lower-case x is read as X. */
export function checkNationalId(text: string): NationalIdCheck {
  const nationalId = text.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(nationalId)) {
    return refuse('身份证号应为 18 位', 'an id number has 17 digits and a check character');
  }
  if (!provinces.has(nationalId.slice(0, 2))) {
    return refuse('身份证号的省级代码不存在', 'the province code of the id number does not exist');
  }
  const digits = nationalId.slice(6, 14);
  const birthDate = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  if (!isCalendarDate(birthDate)) {
    return refuse('身份证号的出生日期不存在', 'the birth date in the id number does not exist');
  }
  if (checkCharacter(nationalId.slice(0, 17)) !== nationalId[17]) {
    return refuse('身份证号校验码不符', 'the check character of the id number does not match');
  }
  const sequence = Number(nationalId.slice(14, 17));
  const sex = sequence % 2 === 1 ? 'male' : 'female';
  return { ok: true, nationalId, region: nationalId.slice(0, 6), birthDate, sequence, sex };
}

export function isNationalId(x: unknown): x is string {
  return typeof x === 'string' && checkNationalId(x).ok;
}

/** Builds a number with its check character, for generators. Throws `number-part-malformed`. */
export function nationalIdFrom(parts: {
  region: string;
  birthDate: CalendarDate;
  sequence: number;
}): string {
  const { region, sequence } = parts;
  const isSequence = Number.isInteger(sequence) && sequence >= 0 && sequence <= 999;
  if (!/^\d{6}$/.test(region) || !provinces.has(region.slice(0, 2)) || !isSequence) {
    throw new ValueProblem({
      code: 'number-part-malformed',
      zh: '身份证号的地区码或顺序码不符',
      en: 'the region or sequence of an id number is malformed',
    });
  }
  const body = `${region}${calendarDate(parts.birthDate).replaceAll('-', '')}${sequence.toString().padStart(3, '0')}`;
  return body + checkCharacter(body);
}

/** First three and last four characters stay: '530***********1216'. Other texts lose all but the ends. */
export function maskNationalId(text: string): string {
  if (text.length < 8) return '*'.repeat(text.length);
  return text.slice(0, 3) + '*'.repeat(text.length - 7) + text.slice(-4);
}

/** The surname stays: '王小明' → '王**'. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name.trim()];
  return first + '*'.repeat(rest.length);
}

function checkCharacter(body: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return checkCharacters[sum % 11] ?? '';
}

function refuse(zh: string, en: string): NationalIdCheck {
  return { ok: false, zh, en };
}
