import { fen } from './fen.ts';
import type { Fen } from './fen.ts';
import { ValueProblem } from './problem.ts';

/** '1,012,367.20'; negative amounts start with '-'. */
export function formatYuan(amount: Fen): string {
  const absolute = Math.abs(amount);
  const yuan = Math.floor(absolute / 100).toString();
  const grouped = yuan.replace(/\B(?=(\d{3})+$)/g, ',');
  const cents = (absolute % 100).toString().padStart(2, '0');
  return `${amount < 0 ? '-' : ''}${grouped}.${cents}`;
}

/** ¥ half and full width, 元; as numbers, for the bundle of a service is kept in memory in one byte a character. */
const signBefore = /^[\u00a5\uffe5]/;
const wordBehind = /\u5143$/;
const yuanText = /^(-?)(\d{1,14}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2}))?$/;

/** '1012367.2', '1,012,367.20', '¥5', '5元'. Throws `money-text-malformed`: never guesses. */
export function parseYuan(text: string): Fen {
  const bare = text.trim().replace(signBefore, '').replace(wordBehind, '').trim();
  const match = yuanText.exec(bare);
  if (!match) {
    throw new ValueProblem({
      code: 'money-text-malformed',
      zh: `不是金额：“${text}”（应如 1,012,367.20）`,
      en: `not an amount of yuan: "${text}" (expected e.g. 1,012,367.20)`,
    });
  }
  const [, sign = '', whole = '', cents = ''] = match;
  const absolute = Number(whole.replaceAll(',', '')) * 100 + Number(cents.padEnd(2, '0'));
  return fen(sign ? -absolute : absolute);
}

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];

/** 1 to 9999 in words; zeros inside become one 零, zeros at the end nothing. */
function fourDigits(n: number): string {
  let words = '';
  let pendingZero = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(n / 10 ** place) % 10;
    if (digit === 0) {
      pendingZero = words !== '';
      continue;
    }
    words += `${pendingZero ? '零' : ''}${digits[digit]}${places[place]}`;
    pendingZero = false;
  }
  return words;
}

function wholeWords(n: number): string {
  for (const [unit, name] of [
    [1e8, '亿'],
    [1e4, '万'],
  ] as const) {
    if (n < unit) continue;
    const rest = n % unit;
    const gap = rest > 0 && rest < unit / 10 ? '零' : '';
    return `${wholeWords(Math.floor(n / unit))}${name}${gap}${rest > 0 ? wholeWords(rest) : ''}`;
  }
  return fourDigits(n);
}

/**
 * The amount in capital numerals as banks and invoices write it: 壹佰零壹万贰仟叁佰陆拾柒元贰角.
 * 整 follows a whole yuan only; a missing jiao before fen is 零.
 */
export function formatYuanUppercase(amount: Fen): string {
  const absolute = Math.abs(amount);
  const yuan = Math.floor(absolute / 100);
  const jiao = Math.floor(absolute / 10) % 10;
  const cents = absolute % 10;
  const sign = amount < 0 ? '负' : '';
  if (absolute === 0) return '零元整';
  const whole = yuan > 0 ? `${wholeWords(yuan)}元` : '';
  if (jiao === 0 && cents === 0) return `${sign}${whole}整`;
  const jiaoWords = jiao > 0 ? `${digits[jiao]}角` : whole ? '零' : '';
  return `${sign}${whole}${jiaoWords}${cents > 0 ? `${digits[cents]}分` : ''}`;
}
