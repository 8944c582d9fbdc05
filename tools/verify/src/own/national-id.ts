const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';
/** Quickly passed over: what has no such row of digits has no number. */
const longDigits = /[1-9]\d{16}/;
const candidates = /(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])/g;

/** The first text in it that is a resident id number: 18 places, a possible date of birth, the right check digit. */
export function findNationalId(text: string): string | undefined {
  if (!longDigits.test(text)) return undefined;
  for (const [candidate] of text.matchAll(candidates)) {
    if (isNationalId(candidate)) return candidate;
  }
  return undefined;
}

function isNationalId(text: string): boolean {
  const year = Number(text.slice(6, 10));
  const month = Number(text.slice(10, 12));
  const day = Number(text.slice(12, 14));
  if (year < 1880 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return checkDigits[sum % 11] === text[17]?.toUpperCase();
}

/** For a report: the place is named, the number is not repeated. */
export function masked(nationalId: string): string {
  return `${nationalId.slice(0, 2)}${'*'.repeat(14)}${nationalId.slice(-2)}`;
}
