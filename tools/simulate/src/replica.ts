import { compose as composeHouseholds } from '@fangpiao/households/compose';
import { compose as composeListings } from '@fangpiao/listings/compose';
import { compose as composeNotifications } from '@fangpiao/notifications/compose';
import { compose as composeSettlement } from '@fangpiao/settlement/compose';
import { compose as composeVouchers } from '@fangpiao/vouchers/compose';
import type { Actor, MemoryBus, MemoryStore, Service, ServicePorts } from '@fangpiao/chassis';
import type { ServiceName } from '@fangpiao/contracts';
import { loadPack } from '@fangpiao/policy';

const config = { rate: { perSecond: 1e6, burst: 1e6, subjects: 1_000 } };
const vaultKeys = {
  current: 1,
  master: new Map([[1, new Uint8Array(32).fill(7)]]),
  blind: new Map([[1, new Uint8Array(32).fill(9)]]),
};

/** Packs as they were compiled, by the stored parts: the same in every seed, so that only the first compiles them. */
const compiled = new WeakMap<object, ReturnType<typeof loadPack>>();

function loadPackOnce(parts: Parameters<typeof loadPack>[0]): ReturnType<typeof loadPack> {
  let loaded = compiled.get(parts);
  if (!loaded) compiled.set(parts, (loaded = loadPack(parts)));
  return loaded;
}

/** Every service's `compose`, with the configuration of the simulated city. */
export const composers: Readonly<Record<ServiceName, (ports: ServicePorts) => Service>> = {
  households: (ports) => composeHouseholds({ ...config, vaultKeys }, ports),
  vouchers: (ports) => composeVouchers(config, ports, loadPackOnce),
  listings: (ports) => composeListings(config, ports),
  settlement: (ports) => composeSettlement(config, ports),
  notifications: (ports) => composeNotifications(config, ports),
};

/** One process of a service: it may die at any fault point, and is then replaced. */
export interface Replica {
  service: Service;
  readonly store: MemoryStore;
  readonly bus: MemoryBus;
  /** How far the clock of its machine is from the true time. */
  skewMillis: number;
  /** What it believes the time to be. */
  now: () => number;
  isDead: boolean;
}

/** A token says who somebody is; in the simulation everybody is believed. */
const bearers = new WeakMap<Actor, string>();
const actors = new Map<string, Actor>();

export function bearerOf(actor: Actor): string {
  let bearer = bearers.get(actor);
  if (bearer === undefined) {
    bearer = Buffer.from(JSON.stringify(actor)).toString('base64url');
    bearers.set(actor, bearer);
    if (!actors.has(bearer)) actors.set(bearer, actor);
  }
  return bearer;
}

export const identity: ServicePorts['identity'] = {
  verify: (bearer) => Promise.resolve(actors.get(bearer)),
};
