import { changesState, commonRefusals } from '@fangpiao/contracts';
import type { Refusal, RefusalDeclaration, RouteDeclaration } from '@fangpiao/contracts';
import type { Actor, AnyCommand, Door, Outcome } from '../core/command.ts';
import { QuarantinedStream } from '../core/head.ts';
import { StoreAway } from '../core/ports.ts';
import type { Chance, Clock, Log } from '../core/ports.ts';
import { Busy, Contention, OutcomeUnknown, ShuttingDown } from '../core/problems.ts';
import { answerOutcome, answerQuery, checkDeclared, ContractBroken } from './answering.ts';
import type { BoundRoute } from './bound-route.ts';
import { IdentityUnavailable } from './identity.ts';
import type { Identity } from './identity.ts';
import { createMatcher } from './matching.ts';
import { languageOf, problemAnswer } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';
import type { RateLimit } from './rate-limit.ts';
import { readIfMatch, readJson, readKey, readParts, valueAt } from './reading.ts';
import { refused, Refused } from './refused.ts';
import type { DoorAnswer, DoorRequest } from './request.ts';
import { silentTelemetry, traceIdOf, traceparentFrom } from './telemetry.ts';
import type { Telemetry } from './telemetry.ts';

/** A command's door, with the version the client read when it sent `If-Match`. */
export interface HttpDoor extends Door {
  readonly expectedVersion?: number;
}

export interface DoorOptions {
  readonly routes: readonly BoundRoute[];
  /** Refusals of the services; the common ones need not be given. */
  readonly refusals: Readonly<Record<string, RefusalDeclaration>>;
  readonly identity: Identity;
  readonly run: (command: AnyCommand, input: unknown, door: HttpDoor) => Promise<Outcome>;
  /** `?after=` of a list: what is read then includes this commit (WRITE-PATH 12). */
  readonly foldTo?: (commitId: string) => Promise<void>;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly telemetry?: Telemetry;
  readonly bodyBytes?: number;
  readonly rate?: RateLimit;
  /** Checks each answer against its schema: in tests and the simulation. */
  readonly checkAnswers?: boolean;
}

export const doorLimits = {
  bodyBytes: 1024 * 1024,
  rate: { perSecond: 200, burst: 400, subjects: 20_000 } satisfies RateLimit,
} as const;

/** Door 1 of a service, below Express: a request comes in, an answer goes out, nothing else is touched. */
export function createDoor(options: DoorOptions): {
  dispatch(request: DoorRequest): Promise<DoorAnswer>;
} {
  const match = createMatcher(options.routes);
  const rate = createRateLimit(options.rate ?? doorLimits.rate);
  const telemetry = options.telemetry ?? silentTelemetry;
  const bodyBytes = options.bodyBytes ?? doorLimits.bodyBytes;
  const declarations: Readonly<Record<string, RefusalDeclaration>> = {
    ...options.refusals,
    ...commonRefusals,
  };

  async function dispatch(request: DoorRequest): Promise<DoorAnswer> {
    const traceparent = traceparentFrom(request.headers['traceparent'], options.chance);
    const matched = match(request.method, request.path);
    const route = matched.kind === 'found' ? matched.bound.route : undefined;
    const name = route?.name ?? 'unmatched';
    const answer = await telemetry.span(
      { name: `dispatch ${name}`, traceparent, attributes: { 'http.route': route?.path ?? '' } },
      async (inner) => {
        const trace = inner || traceparent;
        try {
          if (matched.kind === 'nothing') throw refused('not-found');
          if (matched.kind === 'other-method') {
            throw new Refused(
              { refused: 'method-not-allowed' },
              { headers: { allow: matched.allow } },
            );
          }
          return await serve(matched.bound, matched.params, request, trace);
        } catch (problem) {
          return answerProblem(problem, route, request, trace);
        }
      },
    );
    telemetry.answered(name, answer.status, options.clock.now() - request.receivedAt);
    return answer;
  }

  async function serve(
    bound: BoundRoute,
    params: Record<string, string>,
    request: DoorRequest,
    trace: string,
  ): Promise<DoorAnswer> {
    const { route } = bound;
    const actor = await admit(route, request);
    if ((request.body?.byteLength ?? 0) > bodyBytes) throw refused('body-too-large');
    const key = changesState(route) ? readKey(request) : undefined;
    const body = route.body ? readJson(request) : undefined;
    const parts = readParts(route, { params, query: request.query, body });
    checkDistrict(route, parts, actor);
    const ifMatch = readIfMatch(request, route.edits === true);
    const checked = { ...parts, ifMatch };
    const language = languageOf(request.headers['accept-language']);
    const { receivedAt } = request;
    if (bound.kind === 'query') {
      const after = valueAt(parts, 'query.after');
      if (typeof after === 'string') await options.foldTo?.(commitIdFrom(after));
      const result = await bound.handle(checked, { actor, receivedAt, trace, language });
      if (options.checkAnswers && 'answer' in result) checkAnswer(route, result.answer);
      return answerQuery(result, request);
    }
    if (!actor || key === undefined) throw refused('not-signed-in');
    const context = { actor, receivedAt, trace, language };
    const outcome = await options.run(bound.command, await bound.input(checked, context), {
      actor,
      keyScope: [actor.subject, route.name, key],
      received: { params, ...(route.body && { body }) },
      receivedAt,
      trace,
      ...(ifMatch !== undefined && { expectedVersion: ifMatch }),
    });
    const answer = await answerOutcome(bound, checked, outcome);
    if (options.checkAnswers && answer.body !== '') checkAnswer(route, JSON.parse(answer.body));
    return answer;
  }

  /** Sign-in, rate and role, in this order: a stranger learns nothing else. */
  async function admit(route: RouteDeclaration, request: DoorRequest): Promise<Actor | undefined> {
    const bearer = /^Bearer ([\w.~+/=-]{1,8192})$/i.exec(
      request.headers['authorization'] ?? '',
    )?.[1];
    const actor = bearer === undefined ? undefined : await options.identity.verify(bearer);
    const waitSeconds = rate.take(
      actor ? `subject ${actor.subject}` : `remote ${request.remote ?? ''}`,
      request.receivedAt,
    );
    if (waitSeconds > 0) {
      throw new Refused({ refused: 'too-many-requests' }, { retryAfterSeconds: waitSeconds });
    }
    if (!actor) {
      if (route.allowed === 'anyone' && request.headers['authorization'] === undefined) {
        return undefined;
      }
      throw new Refused(
        { refused: 'not-signed-in' },
        { headers: { 'www-authenticate': 'Bearer' } },
      );
    }
    const { role } = actor;
    const isAllowed = route.allowed === 'anyone' || route.allowed.some((each) => each === role);
    if (!isAllowed) throw refused('not-allowed');
    return actor;
  }

  function answerProblem(
    problem: unknown,
    route: RouteDeclaration | undefined,
    request: DoorRequest,
    trace: string,
  ): DoorAnswer {
    const language = languageOf(request.headers['accept-language']);
    const traceId = traceIdOf(trace);
    try {
      const known = knownProblem(problem);
      if (!known) throw problem;
      checkDeclared(route?.refusals ?? [], known.refusal);
      const declaration = declarations[known.refusal.refused];
      if (!declaration) throw new ContractBroken(`nobody declares "${known.refusal.refused}"`);
      const { refusal, retryAfterSeconds, headers } = known;
      return problemAnswer({
        refusal,
        declaration,
        language,
        traceId,
        headers,
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      });
    } catch (bug) {
      const stack = bug instanceof Error ? bug.stack : String(bug);
      options.log.error('A request failed', { route: route?.name, traceId, stack });
      return problemAnswer({
        refusal: { refused: 'internal' },
        declaration: commonRefusals.internal,
        language,
        traceId,
      });
    }
  }

  return { dispatch };
}

/** Problems that have a place in the closed list; anything else is a bug. */
function knownProblem(problem: unknown): Refused | undefined {
  if (problem instanceof Refused) return problem;
  const passing = (refusal: Refusal) => new Refused(refusal);
  if (problem instanceof OutcomeUnknown) return passing({ refused: 'outcome-unknown' });
  if (problem instanceof Contention) return passing({ refused: 'contention' });
  if (problem instanceof QuarantinedStream) return passing({ refused: 'unavailable' });
  if (problem instanceof Busy || problem instanceof StoreAway) return passing({ refused: 'busy' });
  if (problem instanceof ShuttingDown) return passing({ refused: 'unavailable' });
  if (problem instanceof IdentityUnavailable) return passing({ refused: 'unavailable' });
  return undefined;
}

/** The `Fangpiao-Commit` of an earlier answer, given back as it was received. */
function commitIdFrom(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

/** A district is a scope of the token: people of one district do not act for another. */
function checkDistrict(
  route: RouteDeclaration,
  parts: { params: unknown; query: unknown; body: unknown },
  actor: Actor | undefined,
): void {
  if (route.district === undefined || actor?.district === undefined) return;
  const district = valueAt(parts, route.district);
  if (district !== undefined && district !== actor.district) throw refused('not-allowed');
}

function checkAnswer(route: RouteDeclaration, answer: unknown): void {
  const result = route.answer.safeParse(answer);
  if (result.success) return;
  const paths = result.error.issues.map((issue) => `${issue.path.join('.')} (${issue.code})`);
  throw new ContractBroken(`the answer of "${route.name}" is not as declared: ${paths.join(', ')}`);
}
