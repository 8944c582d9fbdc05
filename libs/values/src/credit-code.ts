import { ValueProblem } from './problem.ts';

/** The unified social credit code of GB 32100: 18 characters without I, O, Z, S, V. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const form = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
/** 3^i mod 31. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** Of the organisation code inside (GB 11714). */
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Form and check character of GB 32100. */
export function isCreditCode(x: unknown): x is string {
  return typeof x === 'string' && form.test(x) && checkCharacter(x.slice(0, 17)) === x[17];
}

/**
 * Builds a code for generators: kind '91' = enterprise, region = six digits, organisation = eight
 * digits or capitals of the alphabet. Both check characters are computed.
 * Throws `number-part-malformed`.
 */
export function creditCodeFrom(parts: {
  kind?: string;
  region: string;
  organisation: string;
}): string {
  const { kind = '91', region, organisation } = parts;
  const body = kind + region + organisation + organisationCheck(organisation);
  const code = body + checkCharacter(body);
  if (organisation.length !== 8 || !form.test(code)) {
    throw new ValueProblem({
      code: 'number-part-malformed',
      zh: '统一社会信用代码的组成部分不符',
      en: 'a part of the unified social credit code is malformed',
    });
  }
  return code;
}

function checkCharacter(body: string): string {
  const sum = weights.reduce(
    (total, weight, index) => total + weight * alphabet.indexOf(body[index] ?? ''),
    0,
  );
  return alphabet[(31 - (sum % 31)) % 31] ?? '';
}

function organisationCheck(organisation: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * alphabet.indexOf(organisation[index] ?? ''),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : check.toString();
}
