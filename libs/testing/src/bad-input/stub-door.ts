import { changesState } from '@fangpiao/contracts';
import type { RefusalDeclaration, Role, RouteDeclaration } from '@fangpiao/contracts';
import { createDoor, doorLimits } from '@fangpiao/chassis';
import type { Actor, BoundRoute, Outcome } from '@fangpiao/chassis';
import type { Caller } from './bad-input.ts';
import type { BadInputHarness } from './check.ts';
import { exampleOf } from './example.ts';

/**
 * A door over any route table whose handlers do nothing but count: enough to prove what the declarations alone
 * promise (rights, forms, keys) for every route of every service, before and beside the services' own tests.
 */
export function createStubDoor(
  routes: readonly RouteDeclaration[],
  refusals: Readonly<Record<string, RefusalDeclaration>> = {},
): BadInputHarness & { logged: string[] } {
  let changes = 0;
  const logged: string[] = [];
  const seen = new Map<string, string>();
  const door = createDoor({
    routes: bindStubs(routes),
    refusals,
    identity: { verify: async (bearer) => actorOf(bearer) },
    run: async (_command, _input, { keyScope, received }): Promise<Outcome> => {
      const scope = JSON.stringify(keyScope);
      const content = JSON.stringify(received);
      if ((seen.get(scope) ?? content) !== content) {
        return { kind: 'refused', refusal: { refused: 'key-reused' } };
      }
      seen.set(scope, content);
      changes += 1;
      return { kind: 'accepted', commit: { _id: 'stub/1@0000000001', version: 1 } as never };
    },
    clock: { now: () => 0 },
    chance: { next: () => 0, bytes: (count) => new Uint8Array(count).fill(7) },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (message, fields) => logged.push(`${message} ${JSON.stringify(fields)}`),
    },
    rate: { perSecond: 1e9, burst: 1e9, subjects: 100 },
    checkAnswers: true,
  });
  return {
    dispatch: door.dispatch,
    tokenFor: stubToken,
    bodyBytes: doorLimits.bodyBytes,
    now: () => 0,
    changes: () => changes,
    logged,
  };
}

/** Handlers that give the example of their answer. */
export function bindStubs(routes: readonly RouteDeclaration[]): BoundRoute[] {
  return routes.map(bind);
}

function bind(route: RouteDeclaration): BoundRoute {
  const answer = async () => exampleOf(route.answer);
  if (!changesState(route)) {
    return { kind: 'query', route, handle: async () => ({ answer: await answer() }) };
  }
  return { kind: 'command', route, command: {} as never, input: () => ({}), answer };
}

/** `<role>~<district>`; everything else is a stranger's. */
function stubToken(caller: Caller, route: RouteDeclaration): string | undefined {
  const role = route.allowed === 'anyone' ? 'auditor' : route.allowed[0];
  if (caller === 'nobody') return undefined;
  if (caller === 'stranger') return 'stranger';
  if (caller === 'other-district') return `${role}~elsewhere`;
  if (caller === 'allowed') return route.allowed === 'anyone' ? undefined : `${role}~`;
  return `${caller.role}~`;
}

function actorOf(bearer: string): Actor | undefined {
  const [role, district] = bearer.split('~');
  if (district === undefined) return undefined;
  return {
    subject: `stub-${role}`,
    role: role as Role,
    agency: 'stub',
    ...(district !== '' && { district }),
  };
}
