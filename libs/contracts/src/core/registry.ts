import { commonRefusals, isCommonRefusalCode } from './common-refusals.ts';
import { partsOfEventType } from './event.ts';
import type { EventDeclaration, ServiceName } from './event.ts';
import type { RefusalDeclaration } from './refusal.ts';
import type { RouteDeclaration } from './route.ts';

/** Everything one service promises to the others. */
export interface ServiceContract {
  readonly service: ServiceName;
  readonly zh: string;
  readonly en: string;
  readonly routes: readonly RouteDeclaration[];
  readonly events: readonly EventDeclaration[];
  readonly refusals: Readonly<Record<string, RefusalDeclaration>>;
}

/** The contracts of all services, joined and looked up by name. */
export interface Registry {
  readonly contracts: readonly ServiceContract[];
  readonly routes: ReadonlyMap<string, RouteDeclaration>;
  readonly events: ReadonlyMap<string, EventDeclaration>;
  readonly refusals: ReadonlyMap<string, RefusalDeclaration>;
  getEvent(type: string): EventDeclaration;
  findRefusal(code: string): RefusalDeclaration | undefined;
}

/** Joins contracts; a name used twice, or a refusal nobody declared, throws at start. */
export function createRegistry(contracts: readonly ServiceContract[]): Registry {
  const routes = new Map<string, RouteDeclaration>();
  const events = new Map<string, EventDeclaration>();
  const refusals = new Map<string, RefusalDeclaration>(Object.entries(commonRefusals));
  const addresses = new Map<string, RouteDeclaration>();
  for (const contract of contracts) {
    for (const [code, refusal] of Object.entries(contract.refusals)) {
      addOnce(refusals, code, refusal, 'refusal');
    }
    for (const event of contract.events) {
      if (partsOfEventType(event.type).service !== contract.service) {
        throw new Error(`Event "${event.type}" is declared by ${contract.service}`);
      }
      addOnce(events, event.type, event, 'event');
    }
    for (const route of contract.routes) {
      if (route.service !== contract.service) {
        throw new Error(`Route "${route.name}" is declared by ${contract.service}`);
      }
      addOnce(routes, route.name, route, 'route');
      addOnce(addresses, addressOf(route), route, 'address');
    }
  }
  for (const route of routes.values()) checkRefusals(route, refusals);
  return {
    contracts,
    routes,
    events,
    refusals,
    getEvent: (type) => {
      const event = events.get(type);
      if (!event) throw new Error(`No contract declares the event "${type}"`);
      return event;
    },
    findRefusal: (code) => refusals.get(code),
  };
}

/** Two routes that differ only in the names of their parameters are one address. */
function addressOf(route: RouteDeclaration): string {
  return `${route.service} ${route.method} ${route.path.replace(/:\w+/g, ':')}`;
}

function addOnce<Value>(map: Map<string, Value>, key: string, value: Value, what: string): void {
  if (map.has(key)) throw new Error(`The ${what} "${key}" is declared twice`);
  map.set(key, value);
}

function checkRefusals(
  route: RouteDeclaration,
  refusals: ReadonlyMap<string, RefusalDeclaration>,
): void {
  for (const code of route.refusals) {
    if (isCommonRefusalCode(code)) {
      throw new Error(`Route "${route.name}" repeats the common refusal "${code}"`);
    }
    if (!refusals.has(code)) {
      throw new Error(`Route "${route.name}" names the unknown refusal "${code}"`);
    }
  }
}
