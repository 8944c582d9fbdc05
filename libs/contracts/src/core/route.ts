import type { z } from 'zod';
import type { ServiceName } from './event.ts';

/** DOMAIN §2 and READINGS §1: who may sign in. */
export const roles = [
  'resettlement-officer',
  'issuing-officer',
  'housing-officer',
  'finance-officer',
  'claim-reviewer',
  'claim-approver',
  'counter-officer',
  'principal-clerk',
  'holder',
  'developer-clerk',
  'platform',
  'bank',
  'headquarters',
  'city-policy-officer',
  'city-finance-officer',
  'area-contact',
  'province',
  'auditor',
  'operator',
] as const;
export type Role = (typeof roles)[number];

export type Method = 'get' | 'post' | 'put' | 'delete';

export interface RouteDeclaration<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Code extends string = string,
> {
  readonly name: string;
  readonly service: ServiceName;
  readonly method: Method;
  /** Express form: `/purchases/:purchaseId`. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  /** Who may call it; `'anyone'` needs no sign-in, everything else defaults to refusal. */
  readonly allowed: readonly Role[] | 'anyone';
  readonly params: Params;
  readonly query: Query;
  /** Absent on GET. */
  readonly body?: Body;
  /** 202 where another agency must still answer; the answer then carries `status: 'pending'`. */
  readonly status: 200 | 201 | 202;
  readonly answer: Answer;
  /** The refusals particular to this route; those every route may give are not repeated. */
  readonly refusals: readonly Code[];
  /** A POST that changes nothing (a quote, a search by personal data): it needs no Idempotency-Key. */
  readonly reads?: boolean;
  /** An edit of something that was read before: `If-Match` with the ETag is required. */
  readonly edits?: boolean;
  /** Where the request names a district (`body.district`): people of another district are refused. */
  readonly district?: string;
}

/** True when the route needs an Idempotency-Key and ends in a commit. */
export function changesState(route: Pick<RouteDeclaration, 'method' | 'reads'>): boolean {
  return route.method !== 'get' && route.reads !== true;
}

export type ParamsOf<R> =
  R extends RouteDeclaration<infer P, z.ZodType, z.ZodType> ? z.output<P> : never;
export type QueryOf<R> = R extends { readonly query: infer Q extends z.ZodType }
  ? z.output<Q>
  : never;
export type BodyOf<R> = R extends { readonly body?: infer B extends z.ZodType }
  ? z.output<B>
  : undefined;
/** What a client writes, before defaults are filled in. */
export type BodyInputOf<R> = R extends { readonly body?: infer B extends z.ZodType }
  ? z.input<B>
  : undefined;
export type AnswerOf<R> = R extends { readonly answer: infer A extends z.ZodType }
  ? z.output<A>
  : never;
