/** Names of fields that hold personal data, or secrets, wherever they stand. */
const personalNames = new Set(
  [
    'nationalId',
    'ownerNationalId',
    'personName',
    'holderName',
    'buyerName',
    'ownerName',
    'phone',
    'phoneNumber',
    'mobile',
    'email',
    'address',
    'bankAccount',
    'bankAccountNumber',
    'cardNumber',
    'password',
    'secret',
    'token',
    'authorization',
    'cookie',
  ].map((name) => name.toLowerCase()),
);

const nationalIdLike = /(?<![\dA-Za-z])\d{6}(?:19|20)\d{9}[\dXx](?![\dA-Za-z])/g;
const phoneLike = /(?<![\dA-Za-z.-])1[3-9]\d{9}(?![\dA-Za-z])/g;
const bearerLike = /Bearer\s+[\w.~+/=-]+/gi;

const removed = '[personal]';

/** A copy without personal data: by field name, and whatever looks like an id number or phone inside texts. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= 6) return '[deep]';
  if (value instanceof Error) {
    return {
      name: value.name,
      message: redactText(value.message),
      stack: redactText(value.stack ?? ''),
    };
  }
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isPersonal(name, inner) ? removed : redact(inner, depth + 1),
    ]),
  );
}

/** `name` alone may be a person's or a task's: only what looks like a task's stays. */
function isPersonal(name: string, value: unknown): boolean {
  const lower = name.toLowerCase();
  if (lower === 'name') return typeof value !== 'string' || !/^[a-z][a-z0-9.-]*$/.test(value);
  return personalNames.has(lower) || lower.endsWith('nationalid') || lower.endsWith('phone');
}

export function redactText(text: string): string {
  return text
    .slice(0, 8_000)
    .replace(nationalIdLike, removed)
    .replace(phoneLike, removed)
    .replace(bearerLike, 'Bearer [secret]');
}
