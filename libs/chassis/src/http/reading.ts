import { fieldProblemsOf } from '@fangpiao/contracts';
import type { FieldProblem, RouteDeclaration } from '@fangpiao/contracts';
import { refused } from './refused.ts';
import type { DoorRequest } from './request.ts';

/** Reads the parts of a request, each by its schema; every failure names the field. */

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON of the body as received, before defaults. Undefined for a route without a body. */
export function readJson(request: DoorRequest): unknown {
  const body = request.body ?? new Uint8Array();
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== undefined && type !== 'application/json') throw refused('unsupported-media-type');
  if (type === undefined && body.byteLength > 0) throw refused('unsupported-media-type');
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw refused('not-json');
  }
}

export interface CheckedParts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** All parts are checked before answering, so that a form shows all its mistakes at once. */
export function readParts(
  route: RouteDeclaration,
  received: { params: unknown; query: unknown; body: unknown },
): CheckedParts {
  const problems: FieldProblem[] = [];
  const read = (part: keyof CheckedParts): unknown => {
    const schema = route[part];
    if (!schema) return undefined;
    const result = schema.safeParse(received[part]);
    if (result.success) return result.data;
    problems.push(...fieldProblemsOf(result.error, part));
    return undefined;
  };
  const parts = { params: read('params'), query: read('query'), body: read('body') };
  if (problems.length > 0) throw refused('invalid-request', problems);
  return parts;
}

const keyForm = /^[A-Za-z0-9._~:/+=-]{8,128}$/;

/** The `Idempotency-Key` of what changes state; quotes, as in a structured header, are accepted. */
export function readKey(request: DoorRequest): string {
  const header = request.headers['idempotency-key'];
  if (header === undefined || header === '') throw refused('key-required');
  const key = header.replace(/^"(.*)"$/, '$1');
  if (!keyForm.test(key)) {
    throw refused('invalid-request', [
      {
        path: 'headers.idempotency-key',
        zh: '应为 8 至 128 个字母、数字或 . _ ~ : / + = -，建议用 UUID',
        en: 'must be 8 to 128 letters, digits or . _ ~ : / + = -, best a UUID',
      },
    ]);
  }
  return key;
}

/** The version in `If-Match`: `"7"`. */
export function readIfMatch(request: DoorRequest, isRequired: boolean): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined) {
    if (isRequired) throw refused('if-match-required');
    return undefined;
  }
  const version = /^"(\d{1,10})"$/.exec(header.trim())?.[1];
  if (version === undefined) {
    throw refused('invalid-request', [
      {
        path: 'headers.if-match',
        zh: '应为读取时得到的 ETag，如 "7"',
        en: 'must be the ETag that was read, e.g. "7"',
      },
    ]);
  }
  return Number(version);
}

/** The value at a dotted path of the checked request: `body.district`. */
export function valueAt(parts: CheckedParts, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[name]
          : undefined,
      parts,
    );
}
