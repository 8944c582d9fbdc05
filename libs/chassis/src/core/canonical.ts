import { hash } from 'node:crypto';

/** A commit or a message holds something that would come back changed (WRITE-PATH 7). */
export class ContentProblem extends Error {
  override name = 'ContentProblem';
}

/**
 * Canonical JSON (RFC 8785) of the few kinds of values that may be stored: strings, safe integers, booleans, null,
 * arrays and plain objects. Anything else (a Date, `undefined`, a fraction, NaN) throws ContentProblem, because the
 * database would give it back changed and the hash would no longer match.
 */
export function canonicalJson(value: unknown, path = '$'): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isSafeInteger(value))
        throw new ContentProblem(`${path}: ${value} is not a safe integer`);
      return Object.is(value, -0) ? '0' : String(value);
    case 'object':
      return value === null ? 'null' : canonicalStructure(value, path);
    case 'bigint':
    case 'symbol':
    case 'undefined':
    case 'function':
      throw new ContentProblem(`${path}: a ${typeof value} cannot be stored`);
  }
}

function canonicalStructure(value: object, path: string): string {
  if (Array.isArray(value)) {
    let text = '[';
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text += ',';
      text += canonicalJson(value[index], `${path}[${index}]`);
    }
    return `${text}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new ContentProblem(`${path}: only plain objects can be stored`);
  }
  const record = value as Record<string, unknown>;
  let text = '{';
  let first = true;
  // RFC 8785 orders names by UTF-16 code units, which is what the default sort does.
  for (const name of Object.keys(record).sort()) {
    if (!first) text += ',';
    first = false;
    text += `${JSON.stringify(name)}:${canonicalJson(record[name], `${path}.${name}`)}`;
  }
  return `${text}}`;
}

/** SHA-256 as 64 hex digits. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** A short name made from parts: 26 characters, 130 bits, safe in ids and subjects. */
export function shortHash(parts: readonly string[]): string {
  const digest = hash('sha256', JSON.stringify(parts), 'buffer');
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of digest) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < 26) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text;
}

/**
 * Content that was received from outside: like `canonicalJson`, but fractions are kept as they were written, since
 * the hash of a request covers what the client sent, right or wrong (WRITE-PATH 5).
 */
export function hashOfReceived(value: unknown): string {
  return sha256(JSON.stringify(sortNames(value)) ?? 'undefined');
}

function sortNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortNames);
  if (value === null || typeof value !== 'object') return value;
  const record = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(record)
      .sort()
      .map((name) => [name, sortNames(record[name])]),
  );
}
