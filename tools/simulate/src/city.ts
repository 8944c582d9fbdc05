import { compose as composeHouseholds } from '@fangpiao/households/compose';
import { compose as composeListings } from '@fangpiao/listings/compose';
import { compose as composeNotifications } from '@fangpiao/notifications/compose';
import { compose as composeSettlement } from '@fangpiao/settlement/compose';
import { compose as composeVouchers } from '@fangpiao/vouchers/compose';
import {
  MemoryBroker,
  MemoryBus,
  MemoryDatabase,
  MemoryStore,
  type Actor,
  type Service,
  type ServicePorts,
} from '@fangpiao/chassis';
import {
  serviceNames,
  subscribersOf,
  type RouteDeclaration,
  type ServiceName,
} from '@fangpiao/contracts';
import { SeededChance, SimulatedTime } from '@fangpiao/testing';

const config = { rate: { perSecond: 1e6, burst: 1e6, subjects: 1_000 } };
const vaultKeys = {
  current: 1,
  master: new Map([[1, new Uint8Array(32).fill(7)]]),
  blind: new Map([[1, new Uint8Array(32).fill(9)]]),
};

/** Every service's `compose`, with the configuration of the simulated city. */
const composers: Readonly<Record<ServiceName, (ports: ServicePorts) => Service>> = {
  households: (ports) => composeHouseholds({ ...config, vaultKeys }, ports),
  vouchers: (ports) => composeVouchers(config, ports),
  listings: (ports) => composeListings(config, ports),
  settlement: (ports) => composeSettlement(config, ports),
  notifications: (ports) => composeNotifications(config, ports),
};

/** Chances, each from 0 to 1, of what goes wrong while people act. */
export interface CityFaults {
  /** A process dies at a fault point. */
  crash: number;
  lostReply: number;
  lateLanding: number;
  deadlock: number;
  failedCall: number;
  laggingView: number;
  duplicate: number;
  reorder: number;
  failedPublish: number;
}

export const noFaults: CityFaults = {
  crash: 0,
  lostReply: 0,
  lateLanding: 0,
  deadlock: 0,
  failedCall: 0,
  laggingView: 0,
  duplicate: 0,
  reorder: 0,
  failedPublish: 0,
};

/** One process of a service: it may die at any fault point, and is then replaced. */
interface Replica {
  service: Service;
  readonly store: MemoryStore;
  readonly bus: MemoryBus;
  isDead: boolean;
}

export interface CallOptions {
  readonly as: Actor;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key: string;
}

export interface CallAnswer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- simulated people read answers as they come
  readonly body: any;
}

const replicasPerService = 2;
const restartMillis = 2_000;
const clientTimeoutMillis = 8_000;

/**
 * All five services in one process, two replicas each, on memory engines, with one seeded clock, scheduler and chance:
 * the same seed gives the same history.
 */
export class SimulatedCity {
  readonly time: SimulatedTime;
  readonly chance: SeededChance;
  readonly databases = new Map<ServiceName, MemoryDatabase>();
  readonly broker: MemoryBroker;
  readonly problems: string[] = [];
  readonly #replicas = new Map<ServiceName, Replica[]>();
  #faults: CityFaults = noFaults;
  crashes = 0;

  constructor(seed: number) {
    this.chance = new SeededChance(seed);
    this.time = new SimulatedTime({
      startMillis: Date.parse('2026-03-02T01:00:00.000Z'),
      chance: this.chance,
    });
    this.broker = new MemoryBroker({ timers: this.time, clock: this.time, chance: this.chance });
  }

  async start(): Promise<void> {
    for (const name of serviceNames) {
      this.databases.set(name, new MemoryDatabase());
      this.broker.stream(name, subscribersOf(name));
    }
    for (const name of serviceNames) {
      const replicas: Replica[] = [];
      this.#replicas.set(name, replicas);
      for (let index = 0; index < replicasPerService; index++) {
        const replica = this.#launch(name);
        replicas.push(replica);
        await this.time.runUntil(replica.service.start());
      }
    }
  }

  setFaults(faults: CityFaults): void {
    this.#faults = faults;
    const { duplicate, reorder, failedPublish } = faults;
    Object.assign(this.broker.faults, {
      duplicate,
      reorder,
      failedPublish,
      delayMillis: duplicate > 0 ? 20 : 0,
    });
    for (const replicas of this.#replicas.values()) {
      for (const { store } of replicas) Object.assign(store.faults, this.#storeFaults());
    }
  }

  #storeFaults() {
    const { lostReply, lateLanding, deadlock, failedCall, laggingView } = this.#faults;
    return { lostReply, lateLanding, deadlock, failedCall, laggingView };
  }

  #launch(name: ServiceName): Replica {
    const { time, chance, broker } = this;
    const store = new MemoryStore({
      database: this.databases.get(name)!,
      timers: time,
      clock: time,
      chance,
    });
    Object.assign(store.faults, this.#storeFaults());
    const bus = new MemoryBus({
      broker,
      service: name,
      subscribers: subscribersOf(name),
      timers: time,
    });
    const replica: Replica = {
      service: undefined as unknown as Service,
      store,
      bus,
      isDead: false,
    };
    const note = (message: string, fields?: object): void => {
      if (/dead letter|forked|quarantined|request failed/.test(message)) {
        this.problems.push(`${name}: ${message} ${JSON.stringify(fields ?? {})}`);
      }
    };
    replica.service = composers[name]({
      clock: time,
      timers: time,
      chance,
      store,
      bus,
      log: { info: () => undefined, warn: () => undefined, error: note },
      identity: {
        verify: (bearer) =>
          Promise.resolve(JSON.parse(Buffer.from(bearer, 'base64url').toString()) as Actor),
      },
      faultPoint: () =>
        chance.next() < this.#faults.crash ? this.#crash(name, replica) : undefined,
    });
    return replica;
  }

  /** The process is gone: nothing it awaits ever comes back, and a new one starts a little later. */
  #crash(name: ServiceName, replica: Replica): Promise<void> {
    if (!replica.isDead) {
      this.crashes++;
      replica.isDead = true;
      void replica.store.close();
      void replica.bus.close();
      this.time.after(restartMillis, () => {
        const next = this.#launch(name);
        const replicas = this.#replicas.get(name)!;
        replicas[replicas.indexOf(replica)] = next;
        // A start that the database or the bus failed ends the process; it is started again.
        void next.service.start().catch(() => void this.#crash(name, next));
      });
    }
    return new Promise(() => undefined);
  }

  replicasOf(
    name: ServiceName,
  ): readonly { readonly service: Service; readonly isDead: boolean }[] {
    return this.#replicas.get(name) ?? [];
  }

  /** Calls a route as somebody; a lost or passing answer is repeated with the same key, as a client would. */
  async call(route: RouteDeclaration, options: CallOptions): Promise<CallAnswer> {
    for (let attempt = 0; attempt < 12; attempt++) {
      const answer = await this.#callOnce(route, options);
      if (answer && answer.status !== 503 && answer.status !== 500) return answer;
      await new Promise<void>((resolve) => void this.time.after(300 + attempt * 500, resolve));
    }
    return { status: 503, body: {} };
  }

  async #callOnce(
    route: RouteDeclaration,
    { as, params, query, body, key }: CallOptions,
  ): Promise<CallAnswer | undefined> {
    const replicas = this.#replicas.get(route.service)!;
    const replica = replicas[Math.floor(this.chance.next() * replicas.length)]!;
    if (replica.isDead) return undefined;
    const answer = await Promise.race([
      replica.service.dispatch({
        method: route.method.toUpperCase(),
        path: route.path.replace(/:([A-Za-z]\w*)/g, (_, name: string) =>
          encodeURIComponent(params?.[name] ?? ''),
        ),
        query: query ?? {},
        headers: {
          authorization: `Bearer ${Buffer.from(JSON.stringify(as)).toString('base64url')}`,
          'content-type': 'application/json',
          ...(route.method !== 'get' && { 'idempotency-key': key }),
        },
        ...(body !== undefined && { body: new TextEncoder().encode(JSON.stringify(body)) }),
        receivedAt: this.time.now(),
      }),
      new Promise<undefined>(
        (resolve) => void this.time.after(clientTimeoutMillis, () => resolve(undefined)),
      ),
    ]);
    if (!answer) return undefined;
    return {
      status: answer.status,
      body: answer.body === '' ? undefined : (JSON.parse(answer.body) as unknown),
    };
  }
}
