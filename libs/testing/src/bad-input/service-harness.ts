import {
  doorLimits,
  type Actor,
  type Service,
  type ServiceConfig,
  type ServicePorts,
} from '@fangpiao/chassis';
import { contracts, type RouteDeclaration, type ServiceName } from '@fangpiao/contracts';
import { startServiceInMemory, type ServiceInMemory } from '../service-fixture.ts';
import { partsFor, type Caller, type RequestParts } from './bad-input.ts';
import { checkBadInput, type BadInputHarness } from './check.ts';

/**
 * Sends every wrong request that can be derived from the contract to a service's own dispatch: each gets a problem
 * that names the field, and nothing it holds changes. A new route is covered by being declared.
 */
export function describeBadInput(
  name: ServiceName,
  compose: (config: ServiceConfig, ports: ServicePorts) => Service,
  parts: BadInputHarness['parts'] = {},
): void {
  const routes = contracts.find(({ service }) => service === name)!.routes;

  describe(`the ${name} service's own routes`, () => {
    let service: ServiceInMemory;
    beforeAll(async () => {
      service = await startServiceInMemory(compose, name);
    });
    afterAll(() => service.time.runUntil(service.service.stop()));

    it.each(routes.map((route) => [route.name, route] as const))(
      '%s refuses every wrong request, names its field, and keeps nothing of it',
      async (_name, route) => {
        const { checked, failures } = await checkBadInput(route, harnessOf(service, parts));
        expect(failures).toEqual([]);
        expect(checked).toBeGreaterThan(0);
        expect(service.log.filter((line) => line.startsWith('error'))).toEqual([]);
      },
    );
  });
}

function harnessOf(service: ServiceInMemory, parts: BadInputHarness['parts']): BadInputHarness {
  return {
    dispatch: (request) => service.time.runUntil(service.service.dispatch(request)),
    tokenFor: (caller, route) => {
      const actor = actorFor(caller, route, parts?.[route.name] ?? partsFor(route));
      if (actor === 'stranger') return 'not-a-token-of-this-issuer';
      return actor && service.tokenOf(actor);
    },
    bodyBytes: doorLimits.bodyBytes,
    now: () => service.time.now(),
    settle: () => service.settle(5_000),
    changes: () => documentsOf(service),
    ...(parts && { parts }),
  };
}

/** Commits and everything beside them, the vault too. */
function documentsOf({ database }: ServiceInMemory): number {
  return [...database.collections.values()].reduce(
    (sum, collection) => sum + collection.size,
    database.commits.size,
  );
}

/** Somebody who may call the route, or who differs from that in one thing only. */
function actorFor(
  caller: Caller,
  route: RouteDeclaration,
  parts: RequestParts,
): Partial<Actor> | 'stranger' | undefined {
  const isOpen = route.allowed === 'anyone';
  const somebody: Partial<Actor> = {
    role: isOpen ? 'auditor' : route.allowed[0]!,
    district: districtIn(route, parts) ?? 'clearwater',
    developer: 'developer-1',
    person: 'person-1',
  };
  if (caller === 'nobody' || (caller === 'allowed' && isOpen)) return undefined;
  if (caller === 'stranger') return 'stranger';
  if (caller === 'allowed') return somebody;
  if (caller === 'other-district') return { ...somebody, district: 'elsewhere' };
  return { ...somebody, role: caller.role };
}

/** The district that the request names where the route says so. */
function districtIn(route: RouteDeclaration, parts: RequestParts): string | undefined {
  const path = route.district?.split('.') ?? [];
  const value = path.reduce<unknown>(
    (inner, field) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string, unknown>)[field]
        : undefined,
    path.length > 0 ? parts : undefined,
  );
  return typeof value === 'string' ? value : undefined;
}
