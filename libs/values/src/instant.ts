import type { Brand } from './brand.ts';
import { ValueProblem } from './problem.ts';

/** A moment in UTC with milliseconds: '2024-08-30T02:15:00.000Z'. Texts sort as the moments do. */
export type Instant = Brand<string, 'Instant'>;

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const limitMillis = 253_402_300_799_999; // the end of year 9999

/** From milliseconds since 1970. Throws `instant-malformed` outside the years 1970 to 9999. */
export function instant(millis: number): Instant {
  if (!Number.isInteger(millis) || millis < 0 || millis > limitMillis) {
    throw new ValueProblem({
      code: 'instant-malformed',
      zh: `不是时刻：${millis}`,
      en: `not an instant in milliseconds: ${millis}`,
    });
  }
  return new Date(millis).toISOString() as Instant;
}

export function isInstant(x: unknown): x is Instant {
  if (typeof x !== 'string' || !pattern.test(x)) return false;
  const millis = Date.parse(x);
  return millis >= 0 && new Date(millis).toISOString() === x;
}

export function instantMillis(moment: Instant): number {
  return Date.parse(moment);
}
