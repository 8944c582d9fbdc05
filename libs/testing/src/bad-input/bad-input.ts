import { changesState, pathParameters, roles } from '@fangpiao/contracts';
import type { CommonRefusalCode, Role, RouteDeclaration } from '@fangpiao/contracts';
import { commonRefusals } from '@fangpiao/contracts';
import { exampleOf } from './example.ts';
import { mistakesIn, textMistakesIn } from './wrong-values.ts';

/** Who sends a wrong request: somebody allowed, nobody, a token of another issuer, a role, another district. */
export type Caller = 'allowed' | 'nobody' | 'stranger' | 'other-district' | { readonly role: Role };

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface BadRequest {
  readonly name: string;
  readonly caller: Caller;
  readonly request: RawRequest;
  /** Sent first and accepted or not; only for the reused key. */
  readonly before?: RawRequest;
  readonly expect: {
    readonly status: number;
    readonly code: CommonRefusalCode;
    readonly field?: string;
  };
}

export interface RequestParts {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** A right request for a route, from the examples in its schemas. */
export function partsFor(route: RouteDeclaration): RequestParts {
  return {
    params: exampleOf(route.params) as RequestParts['params'],
    query: exampleOf(route.query) as RequestParts['query'],
    ...(route.body && { body: exampleOf(route.body) }),
  };
}

const defaultKey = 'bad-input';

export function requestOf(
  route: RouteDeclaration,
  parts: RequestParts,
  key = defaultKey,
): RawRequest {
  const path = pathParameters(route.path).reduce(
    (text, name) => text.replace(`:${name}`, encodeURIComponent(String(parts.params[name]))),
    route.path,
  );
  return {
    method: route.method.toUpperCase(),
    path,
    query: Object.fromEntries(
      Object.entries(parts.query).map(([name, value]) => [name, String(value)]),
    ),
    headers: {
      ...(route.body && { 'content-type': 'application/json' }),
      ...(changesState(route) && { 'idempotency-key': key }),
      ...(route.edits && { 'if-match': '"1"' }),
    },
    ...(route.body && { body: new TextEncoder().encode(JSON.stringify(parts.body)) }),
  };
}

/**
 * Every wrong request that can be derived from a route's declaration, with the answer it must get (issue 4 §4).
 * `parts` replaces the derived right request where a rule over several fields needs a better one.
 */
export function badRequestsFor(
  route: RouteDeclaration,
  options: { bodyBytes: number; parts?: RequestParts },
): BadRequest[] {
  const parts = options.parts ?? partsFor(route);
  const right = requestOf(route, parts);
  const bad = (
    name: string,
    code: CommonRefusalCode,
    request: Partial<RawRequest>,
    more: { caller?: Caller; field?: string; before?: RawRequest } = {},
  ): BadRequest => ({
    name,
    caller: more.caller ?? 'allowed',
    request: { ...right, ...request },
    ...(more.before && { before: more.before }),
    expect: {
      status: commonRefusals[code].status,
      code,
      ...(more.field !== undefined && { field: more.field }),
    },
  });
  const invalid = (name: string, field: string, request: Partial<RawRequest>) =>
    bad(name, 'invalid-request', request, { field });

  const cases = [
    ...strangers(route, bad),
    ...bodies(),
    ...texts(),
    ...(changesState(route) ? keys() : []),
    ...(route.edits ? edits() : []),
    ...(route.district === undefined
      ? []
      : [bad('another district', 'not-allowed', {}, { caller: 'other-district' })]),
  ];
  return cases.map(withOwnKey);

  function bodies(): BadRequest[] {
    const encoder = new TextEncoder();
    const tooLarge = { body: encoder.encode(`"${'x'.repeat(options.bodyBytes)}"`) };
    const cases = [bad('body too large', 'body-too-large', tooLarge)];
    if (!route.body) return cases;
    return [
      ...cases,
      bad('not JSON', 'not-json', { body: encoder.encode('{"a":') }),
      bad('not UTF-8', 'not-json', { body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) }),
      bad('no body', 'not-json', { body: new Uint8Array() }),
      bad('not declared as JSON', 'unsupported-media-type', {
        headers: { ...right.headers, 'content-type': 'text/plain' },
      }),
      ...mistakesIn(route.body).map((mistake) =>
        invalid(`body: ${mistake.name}`, ['body', ...mistake.path].join('.'), {
          body: encoder.encode(JSON.stringify(mistake.value)),
        }),
      ),
    ];
  }

  function texts(): BadRequest[] {
    const query = { ...right.query, noSuchField: '1' };
    return [
      invalid('unknown query field', 'query.noSuchField', { query }),
      ...textMistakesIn(route.query).map((mistake) =>
        invalid(`query: ${mistake.name}`, ['query', ...mistake.path].join('.'), {
          query: requestOf(route, { ...parts, query: mistake.value as RequestParts['query'] })
            .query,
        }),
      ),
      ...textMistakesIn(route.params).map((mistake) =>
        invalid(`params: ${mistake.name}`, ['params', ...mistake.path].join('.'), {
          path: requestOf(route, { ...parts, params: mistake.value as RequestParts['params'] })
            .path,
        }),
      ),
    ];
  }

  function keys(): BadRequest[] {
    const { 'idempotency-key': _key, ...without } = right.headers;
    const withKey = (key: string) => ({ headers: { ...right.headers, 'idempotency-key': key } });
    return [
      bad('missing key', 'key-required', { headers: without }),
      invalid('short key', 'headers.idempotency-key', withKey('short')),
      invalid('key with spaces', 'headers.idempotency-key', withKey('a key with spaces')),
    ];
  }

  function edits(): BadRequest[] {
    const { 'if-match': _ifMatch, ...without } = right.headers;
    return [
      bad('missing If-Match', 'if-match-required', { headers: without }),
      invalid('If-Match that is no version', 'headers.if-match', {
        headers: { ...right.headers, 'if-match': 'W/"x"' },
      }),
    ];
  }
}

/** One key for all would make the second slip look like a reused key. */
function withOwnKey(bad: BadRequest, index: number): BadRequest {
  if (bad.request.headers['idempotency-key'] !== defaultKey) return bad;
  const headers = { ...bad.request.headers, 'idempotency-key': `${defaultKey}-${index}` };
  return { ...bad, request: { ...bad.request, headers } };
}

function strangers(
  route: RouteDeclaration,
  bad: (
    name: string,
    code: CommonRefusalCode,
    request: object,
    more: { caller: Caller },
  ) => BadRequest,
): BadRequest[] {
  const stranger = bad("a stranger's token", 'not-signed-in', {}, { caller: 'stranger' });
  if (route.allowed === 'anyone') return [stranger];
  const allowed: readonly Role[] = route.allowed;
  const others = roles.filter((role) => !allowed.includes(role));
  return [
    bad('not signed in', 'not-signed-in', {}, { caller: 'nobody' }),
    stranger,
    ...others.map((role) => bad(`the role ${role}`, 'not-allowed', {}, { caller: { role } })),
  ];
}

/** Two requests under one key: the second differs, if the body leaves room for another right content. */
export function reusedKeyFor(
  route: RouteDeclaration,
  parts: RequestParts,
  other: RequestParts,
): BadRequest {
  return {
    name: 'key reused with other content',
    caller: 'allowed',
    before: requestOf(route, parts, 'bad-input-key-reused'),
    request: requestOf(route, other, 'bad-input-key-reused'),
    expect: { status: commonRefusals['key-reused'].status, code: 'key-reused' },
  };
}
