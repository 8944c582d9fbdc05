import type { RouteDeclaration } from '@fangpiao/contracts';
import type { DoorAnswer, DoorRequest, Problem } from '@fangpiao/chassis';
import { badRequestsFor, partsFor, reusedKeyFor } from './bad-input.ts';
import type { BadRequest, Caller, RawRequest, RequestParts } from './bad-input.ts';
import { otherPartsFor } from './other-example.ts';

/** How the checker reaches a service: its dispatch, tokens for every caller, a count of what was changed. */
export interface BadInputHarness {
  dispatch(request: DoorRequest): Promise<Pick<DoorAnswer, 'status' | 'body'>>;
  /** The bearer token, or undefined for nobody. */
  tokenFor(
    caller: Caller,
    route: RouteDeclaration,
  ): Promise<string | undefined> | string | undefined;
  readonly bodyBytes: number;
  now(): number;
  /** Grows with every commit; it must stand still. */
  changes(): Promise<number> | number;
  /** What follows an accepted request is over: it is no change by the next one. */
  settle?(): Promise<void>;
  /** Better right requests than the derived ones, by route name. */
  readonly parts?: Readonly<Record<string, RequestParts>>;
}

/** Sends every wrong request of a route; the answer lists what was not refused as it should be. */
export async function checkBadInput(
  route: RouteDeclaration,
  harness: BadInputHarness,
): Promise<{ readonly checked: number; readonly failures: readonly string[] }> {
  const parts = harness.parts?.[route.name] ?? partsFor(route);
  const cases = badRequestsFor(route, { bodyBytes: harness.bodyBytes, parts });
  const failures: string[] = [];
  for (const bad of cases) {
    const before = await harness.changes();
    const failure = await failureOf(bad, route, harness);
    if (failure) failures.push(`${route.name}: ${bad.name}: ${failure}`);
    if ((await harness.changes()) !== before) {
      failures.push(`${route.name}: ${bad.name}: something was changed`);
    }
  }
  const reused = await checkReusedKey(route, parts, harness);
  return { checked: cases.length + 1, failures: [...failures, ...reused] };
}

async function failureOf(
  bad: BadRequest,
  route: RouteDeclaration,
  harness: BadInputHarness,
): Promise<string | undefined> {
  const answer = await harness.dispatch(await asSent(bad.request, bad.caller, route, harness));
  const problem = JSON.parse(answer.body || '{}') as Partial<Problem>;
  if (answer.status !== bad.expect.status || problem.code !== bad.expect.code) {
    return `expected ${bad.expect.status} ${bad.expect.code}, got ${answer.status} ${problem.code ?? ''}`;
  }
  const { field } = bad.expect;
  const named = problem.fields?.map((each) => each.path) ?? [];
  if (field !== undefined && !named.includes(field)) {
    return `expected the field ${field} to be named, got [${named.join(', ')}]`;
  }
  if (!problem.zh || !problem.en || !problem.traceId)
    return 'the problem lacks a text or its trace id';
  return undefined;
}

/** Only where the first request is accepted is the second a reuse: refusals are not remembered (WRITE-PATH 5). */
async function checkReusedKey(
  route: RouteDeclaration,
  parts: RequestParts,
  harness: BadInputHarness,
): Promise<string[]> {
  const other = otherPartsFor(route, parts);
  if (route.method === 'get' || route.reads || !other) return [];
  const bad = reusedKeyFor(route, parts, other);
  const first = await harness.dispatch(await asSent(bad.before!, bad.caller, route, harness));
  if (first.status >= 300) return [];
  await harness.settle?.();
  const before = await harness.changes();
  const failure = await failureOf(bad, route, harness);
  const isUnchanged = (await harness.changes()) === before;
  return [
    ...(failure ? [`${route.name}: ${bad.name}: ${failure}`] : []),
    ...(isUnchanged ? [] : [`${route.name}: ${bad.name}: something was changed`]),
  ];
}

async function asSent(
  request: RawRequest,
  caller: Caller,
  route: RouteDeclaration,
  harness: BadInputHarness,
): Promise<DoorRequest> {
  const token = await harness.tokenFor(caller, route);
  return {
    ...request,
    headers: {
      ...request.headers,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    receivedAt: harness.now(),
  };
}
