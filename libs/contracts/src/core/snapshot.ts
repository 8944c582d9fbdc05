import { jsonSchemaOf } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import type { ServiceContract } from './registry.ts';

/** The published part of the contracts as plain data: what is kept in the tree and compared with. */
export interface ContractSnapshot {
  readonly routes: Readonly<Record<string, RouteSnapshot>>;
  readonly events: Readonly<Record<string, EventSnapshot>>;
  readonly refusals: Readonly<Record<string, { readonly status: number }>>;
}

export interface RouteSnapshot {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly allowed: readonly string[] | 'anyone';
  readonly needsIfMatch: boolean;
  readonly refusals: readonly string[];
  readonly params: JsonSchema;
  readonly query: JsonSchema;
  readonly body: JsonSchema | null;
  readonly answer: JsonSchema;
}

export interface EventSnapshot {
  readonly nature: string;
  readonly data: JsonSchema;
}

export function snapshotOf(contracts: readonly ServiceContract[]): ContractSnapshot {
  const bare = { descriptions: false };
  const sorted = <Value>(entries: (readonly [string, Value])[]) =>
    Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    routes: sorted(
      contracts
        .flatMap((contract) => contract.routes)
        .map((route) => [
          route.name,
          {
            method: route.method,
            path: route.path.replace(/:(\w+)/g, '{$1}'),
            status: route.status,
            allowed: route.allowed === 'anyone' ? 'anyone' : [...route.allowed].sort(),
            needsIfMatch: route.edits === true,
            refusals: [...route.refusals].sort(),
            params: jsonSchemaOf(route.params, 'input', bare),
            query: jsonSchemaOf(route.query, 'input', bare),
            body: route.body ? jsonSchemaOf(route.body, 'input', bare) : null,
            answer: jsonSchemaOf(route.answer, 'output', bare),
          },
        ]),
    ),
    events: sorted(
      contracts
        .flatMap((contract) => contract.events)
        .map((event) => [
          event.type,
          { nature: event.nature, data: jsonSchemaOf(event.data, 'output', bare) },
        ]),
    ),
    refusals: sorted(
      contracts
        .flatMap((contract) => Object.entries(contract.refusals))
        .map(([code, { status }]) => [code, { status }]),
    ),
  };
}
