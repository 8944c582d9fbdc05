import { changesState } from '@fangpiao/contracts';
import type {
  AnswerOf,
  BodyOf,
  DomainEvent,
  ParamsOf,
  QueryOf,
  Refusal,
  RouteDeclaration,
} from '@fangpiao/contracts';
import type { Actor, CommandDeclaration } from '../core/command.ts';
import type { AnyCommand } from '../core/command.ts';
import type { Commit } from '../core/commit.ts';
import type { CheckedRequest, RequestContext } from './request.ts';

type RequestOf<Route> = CheckedRequest<ParamsOf<Route>, QueryOf<Route>, BodyOf<Route>>;
type ActorOf<Route> = Route extends { readonly allowed: 'anyone' } ? Actor | undefined : Actor;

/** What a query gives: the answer, and the version as ETag when it is one thing. */
export type QueryResult<Answer> = { readonly answer: Answer; readonly etag?: string } | Refusal;

/* eslint-disable @typescript-eslint/no-explicit-any -- the table holds routes of all shapes; onCommand and onQuery keep each pairing typed */
export interface CommandBinding {
  readonly kind: 'command';
  readonly route: RouteDeclaration;
  readonly command: AnyCommand;
  readonly input: (request: CheckedRequest<any, any, any>, context: RequestContext) => unknown;
  readonly answer: (commit: Commit, request: CheckedRequest<any, any, any>) => unknown;
  readonly location?: (commit: Commit) => string;
}

export interface QueryBinding {
  readonly kind: 'query';
  readonly route: RouteDeclaration;
  readonly handle: (
    request: CheckedRequest<any, any, any>,
    context: RequestContext<any>,
  ) => Promise<QueryResult<unknown>>;
}
/* eslint-enable @typescript-eslint/no-explicit-any */

export type BoundRoute = CommandBinding | QueryBinding;

/**
 * Door 1: a route that changes state, the command it stands for, and the answer as a pure function of the commit
 * (WRITE-PATH 5), so that a repeat gets the same one.
 */
export function onCommand<
  const Route extends RouteDeclaration,
  Input,
  State,
  Event extends DomainEvent,
  Facts,
>(
  route: Route,
  binding: {
    command: CommandDeclaration<Input, State, Event, Facts>;
    /** May ask the vault: personal data never reaches the command. */
    input: (request: RequestOf<Route>, context: RequestContext) => Input | Promise<Input>;
    answer: (
      commit: Commit,
      request: RequestOf<Route>,
    ) => AnswerOf<Route> | Promise<AnswerOf<Route>>;
    location?: (commit: Commit) => string;
  },
): CommandBinding {
  if (!changesState(route)) throw new Error(`Route "${route.name}" changes nothing`);
  return { kind: 'command', route, ...binding };
}

/** Door 1: a route that reads. A refusal may be returned, or thrown as `Refused`. */
export function onQuery<const Route extends RouteDeclaration>(
  route: Route,
  handle: (
    request: RequestOf<Route>,
    context: RequestContext<ActorOf<Route>>,
  ) => Promise<QueryResult<AnswerOf<Route>>>,
): QueryBinding {
  if (changesState(route)) throw new Error(`Route "${route.name}" changes state: use onCommand`);
  return { kind: 'query', route, handle };
}
