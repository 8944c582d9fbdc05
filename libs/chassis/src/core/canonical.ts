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
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isSafeInteger(value)) throw new Unstorable(`${value} is not a safe integer`);
      return Object.is(value, -0) ? '0' : String(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalList(value) : canonicalRecord(value);
    case 'bigint':
    case 'symbol':
    case 'undefined':
    case 'function':
      throw new Unstorable(`a ${typeof value} cannot be stored`);
  }
}

/** Learns where in the whole it stands while it is thrown upwards: most values are fine and need no path. */
class Unstorable extends ContentProblem {
  readonly #reason: string;
  #path = '';

  constructor(reason: string) {
    super(`$: ${reason}`);
    this.#reason = reason;
  }

  inside(step: string): this {
    this.#path = `${step}${this.#path}`;
    this.message = `$${this.#path}: ${this.#reason}`;
    return this;
  }
}

function canonicalList(list: readonly unknown[]): string {
  let index = 0;
  try {
    let text = '[';
    for (; index < list.length; index++) {
      text += index > 0 ? `,${canonicalJson(list[index])}` : canonicalJson(list[index]);
    }
    return `${text}]`;
  } catch (problem) {
    throw problem instanceof Unstorable ? problem.inside(`[${index}]`) : problem;
  }
}

function canonicalRecord(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new Unstorable('only plain objects can be stored');
  }
  const record = value as Record<string, unknown>;
  const names = sortedNames(record);
  let text = '';
  let index = 0;
  try {
    for (; index < names.length; index++) {
      const name = names[index]!;
      text += (index === 0 ? '{' : ',') + quoted(name) + canonicalJson(record[name]);
    }
  } catch (problem) {
    throw problem instanceof Unstorable ? problem.inside(`.${names[index]}`) : problem;
  }
  return text === '' ? '{}' : `${text}}`;
}

const fewNames = 32;

/**
 * RFC 8785 orders names by UTF-16 code units, which is what `<` and the default sort do. A record has few names, often in
 * order already: put in their places one by one, they need no memory beside their own list.
 */
function sortedNames(record: object): string[] {
  const names = Object.keys(record);
  if (names.length > fewNames) return names.sort();
  for (let index = 1; index < names.length; index++) {
    const name = names[index]!;
    let place = index;
    for (; place > 0 && names[place - 1]! > name; place--) names[place] = names[place - 1]!;
    names[place] = name;
  }
  return names;
}

/** Names are few and come again in every commit; of those that are data (ids as names) not all are kept. */
const quotedNames = new Map<string, string>();
const quotedAtMost = 2_000;

/** `"name":` */
function quoted(name: string): string {
  const known = quotedNames.get(name);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(name)}:`;
  if (quotedNames.size < quotedAtMost) quotedNames.set(name, text);
  return text;
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
  return sha256(receivedJson(value) ?? 'undefined');
}

/** What JSON.stringify gives, with sorted names. */
function receivedJson(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => receivedJson(each) ?? 'null').join()}]`;
  const record = value as Record<string, unknown>;
  let text = '';
  for (const name of sortedNames(record)) {
    const inner = receivedJson(record[name]);
    if (inner !== undefined) text += (text === '' ? '' : ',') + quoted(name) + inner;
  }
  return `{${text}}`;
}
