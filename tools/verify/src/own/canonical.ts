import { hash } from 'node:crypto';

/** The content is not what JSON can hold, or comes back changed from a database. */
export class NotCanonical extends Error {
  override name = 'NotCanonical';
  readonly #path: string;
  readonly #what: string;

  constructor(path: string, what: string) {
    super(`${path} ${what}`);
    this.#path = path;
    this.#what = what;
  }

  /** The same, seen from one step further out. */
  within(step: string): NotCanonical {
    return new NotCanonical(`$${step}${this.#path.slice(1)}`, this.#what);
  }
}

/** JSON in the one form of RFC 8785: names in the order of their UTF-16 units, numbers as ECMAScript writes them. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new NotCanonical('$', 'holds half a character');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotCanonical('$', `is ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return canonicalList(value);
  if (!isPlain(value)) throw new NotCanonical('$', 'is not a value of JSON');
  let text = '{';
  for (const name of Object.keys(value).sort()) {
    if (text.length > 1) text += ',';
    text += `${JSON.stringify(name)}:`;
    text += within(value[name], `.${name}`);
  }
  return `${text}}`;
}

function canonicalList(items: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < items.length; index++) {
    if (index > 0) text += ',';
    text += within(items[index], index);
  }
  return `${text}]`;
}

/** The place is put together only when there is something to report. */
function within(value: unknown, step: string | number): string {
  try {
    return canonical(value);
  } catch (problem) {
    if (problem instanceof NotCanonical)
      throw problem.within(typeof step === 'number' ? `[${step}]` : step);
    throw problem;
  }
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
