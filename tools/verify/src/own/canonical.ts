import { hash } from 'node:crypto';

/** The content is not what JSON can hold, or comes back changed from a database. */
export class NotCanonical extends Error {
  override name = 'NotCanonical';
}

/** JSON in the one form of RFC 8785: names in the order of their UTF-16 units, numbers as ECMAScript writes them. */
export function canonical(value: unknown, path = '$'): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new NotCanonical(`${path} holds half a character`);
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotCanonical(`${path} is ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => canonical(item, `${path}[${index}]`)).join(',')}]`;
  }
  if (!isPlain(value)) throw new NotCanonical(`${path} is not a value of JSON`);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name], `${path}.${name}`)}`);
  return `{${members.join(',')}}`;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** SHA-256 as hex digits. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}
