import type { AnswerOf, BodyInputOf, RouteDeclaration } from './route.ts';
import { changesState } from './route.ts';
import type { FieldProblem } from './refusal.ts';
import { pathParameters } from './define-route.ts';
import type { z } from 'zod';

/** A problem answer as a client reads it. `code` is from the closed list. */
export interface ClientProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly zh: string;
  readonly en: string;
  readonly fields?: readonly FieldProblem[];
  readonly traceId: string;
}

export type ClientResult<Answer> =
  | {
      readonly ok: true;
      readonly status: number;
      /** Undefined for 204 and 304. */
      readonly body: Answer;
      readonly etag: string | undefined;
      readonly location: string | undefined;
      /** Id of the commit behind the answer, for `after` of lists. */
      readonly commit: string | undefined;
    }
  | { readonly ok: false; readonly status: number; readonly problem: ClientProblem };

/** Parts without required fields may be left out. */
type Part<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [name in Name]?: undefined }
  : unknown extends Value
    ? { readonly [name in Name]?: undefined }
    : Record<never, never> extends Value
      ? { readonly [name in Name]?: Value }
      : { readonly [name in Name]: Value };

export type CallOptions<Route extends RouteDeclaration> = Part<'params', z.input<Route['params']>> &
  Part<'query', z.input<Route['query']>> &
  Part<'body', BodyInputOf<Route>> & {
    /** Idempotency-Key; a new one is made when none is given. */
    readonly key?: string;
    /** ETag that was read. */
    readonly ifMatch?: string;
    readonly traceparent?: string;
  };

export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

export interface ClientOptions {
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly newKey: () => string;
  /** The bearer token; none for what is open to anyone. */
  readonly token?: () => Promise<string> | string;
  readonly language?: 'zh-CN' | 'en';
  /** Repeats 503 answers and lost connections with the same key, which is harmless. */
  readonly retry?: { readonly attempts: number; readonly wait: (millis: number) => Promise<void> };
}

export interface Client {
  call<Route extends RouteDeclaration>(
    route: Route,
    ...options: Record<never, never> extends CallOptions<Route>
      ? [options?: CallOptions<Route>]
      : [options: CallOptions<Route>]
  ): Promise<ClientResult<AnswerOf<Route>>>;
}

type AnyCall = {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  key?: string;
  ifMatch?: string;
  traceparent?: string;
};

/** Speaks to one service in the words of the contract. Unknown fields of an answer are left alone. */
export function createClient(client: ClientOptions): Client {
  async function call(
    route: RouteDeclaration,
    options: AnyCall = {},
  ): Promise<ClientResult<never>> {
    const key = changesState(route) ? (options.key ?? client.newKey()) : undefined;
    const url = client.baseUrl.replace(/\/$/, '') + targetOf(route, options);
    const attempts = client.retry?.attempts ?? 1;
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt >= attempts;
      const token = await client.token?.();
      const headers = {
        accept: 'application/json, application/problem+json',
        ...(client.language && { 'accept-language': client.language }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(route.body && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(options.ifMatch !== undefined && { 'if-match': options.ifMatch }),
        ...(options.traceparent !== undefined && { traceparent: options.traceparent }),
      };
      try {
        const answer = await client.fetch(url, {
          method: route.method.toUpperCase(),
          headers,
          ...(route.body && { body: JSON.stringify(options.body ?? {}) }),
        });
        const text = await answer.text();
        if (answer.status !== 503 || isLast) return resultOf(answer, text);
        await client.retry?.wait(waitMillis(answer.headers.get('retry-after'), attempt));
      } catch (problem) {
        if (isLast) throw problem;
        await client.retry?.wait(waitMillis(null, attempt));
      }
    }
  }
  return { call: call as Client['call'] };
}

function targetOf(route: RouteDeclaration, options: AnyCall): string {
  const path = pathParameters(route.path).reduce(
    (text, name) => text.replace(`:${name}`, encodeURIComponent(String(options.params?.[name]))),
    route.path,
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Whoever comes back is found soon, however long it was away. */
const longestWaitMillis = 5_000;

function waitMillis(retryAfter: string | null, attempt: number): number {
  const seconds = Number(retryAfter);
  if (retryAfter !== null && seconds > 0) return Math.min(seconds, 60) * 1000;
  return Math.min(100 * 2 ** attempt, longestWaitMillis);
}

function resultOf(
  answer: { status: number; headers: { get(name: string): string | null } },
  text: string,
): ClientResult<never> {
  const { status } = answer;
  if (status < 400) {
    const header = (name: string) => answer.headers.get(name) ?? undefined;
    const commit = header('fangpiao-commit');
    return {
      ok: true,
      status,
      body: (text === '' ? undefined : JSON.parse(text)) as never,
      etag: header('etag'),
      location: header('location'),
      commit: commit === undefined ? undefined : decodeURI(commit),
    };
  }
  return { ok: false, status, problem: problemIn(status, text) };
}

/** Something between here and the service may answer with another form. */
function problemIn(status: number, text: string): ClientProblem {
  try {
    const problem = JSON.parse(text) as ClientProblem;
    if (typeof problem.code === 'string') return problem;
  } catch {
    // Not JSON: falls through to the problem below.
  }
  return {
    type: 'about:blank',
    title: `HTTP ${status}`,
    status,
    code: 'not-a-problem-answer',
    zh: `收到无法识别的回答（${status}）`,
    en: `An answer that is not of this platform (${status})`,
    traceId: '',
  };
}
