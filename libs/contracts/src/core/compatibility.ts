import { compareSchemas } from './compare-schemas.ts';
import type { SchemaChange } from './compare-schemas.ts';
import type { JsonSchema } from './json-schema.ts';
import type { ContractSnapshot, RouteSnapshot } from './snapshot.ts';

/** One difference between two published contracts. A break would stop a client or subscriber that works today. */
export type ContractChange = SchemaChange;

/** Compares the last published contract with the one in the tree. */
export function compareContracts(
  before: ContractSnapshot,
  after: ContractSnapshot,
): ContractChange[] {
  return [
    ...compareNamed(before.routes, after.routes, 'route', compareRoutes),
    ...compareNamed(before.events, after.events, 'event', (was, is, path) => [
      ...differing(path, 'nature', was.nature, is.nature),
      ...compareSchemas(was.data, is.data, 'frozen', path),
    ]),
    ...compareNamed(before.refusals, after.refusals, 'refusal', (was, is, path) =>
      differing(path, 'status', was.status, is.status),
    ),
  ];
}

function compareNamed<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
  kind: string,
  compare: (was: Value, is: Value, path: string) => ContractChange[],
): ContractChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    const path = `${kind} ${name}`;
    if (was === undefined) return [{ path, isBreak: false, what: 'is new' }];
    if (is === undefined) return [{ path, isBreak: true, what: 'is gone' }];
    return compare(was, is, path);
  });
}

function compareRoutes(was: RouteSnapshot, is: RouteSnapshot, path: string): ContractChange[] {
  const goneRoles = was.allowed === 'anyone' ? ['anyone'] : was.allowed;
  return [
    ...differing(path, 'method', was.method, is.method),
    ...differing(path, 'path', was.path, is.path),
    ...differing(path, 'status', was.status, is.status),
    ...goneRoles
      .filter((role) => is.allowed !== 'anyone' && !is.allowed.includes(role))
      .map((role) => ({ path, isBreak: true, what: `${role} may not call it any more` })),
    ...(is.allowed === 'anyone' ? ['anyone'] : is.allowed)
      .filter((role) => !goneRoles.includes(role))
      .map((role) => ({ path, isBreak: false, what: `${role} may call it too` })),
    ...(is.needsIfMatch && !was.needsIfMatch
      ? [{ path, isBreak: true, what: 'needs If-Match now' }]
      : []),
    ...is.refusals
      .filter((code) => !was.refusals.includes(code))
      .map((code) => ({ path, isBreak: false, what: `may also refuse with ${code}` })),
    ...compareSchemas(was.params, is.params, 'input', `${path} params`),
    ...compareSchemas(was.query, is.query, 'input', `${path} query`),
    ...compareBodies(was.body, is.body, `${path} body`),
    ...compareSchemas(was.answer, is.answer, 'output', `${path} answer`),
  ];
}

function compareBodies(
  was: JsonSchema | null,
  is: JsonSchema | null,
  path: string,
): ContractChange[] {
  if (was && is) return compareSchemas(was, is, 'input', path);
  if (was) return [{ path, isBreak: true, what: 'is gone' }];
  if (is) return [{ path, isBreak: true, what: 'is new' }];
  return [];
}

function differing(
  path: string,
  name: string,
  was: string | number,
  is: string | number,
): ContractChange[] {
  return was === is ? [] : [{ path, isBreak: true, what: `${name} ${was} → ${is}` }];
}
