import {
  MemoryBroker,
  MemoryBus,
  MemoryDatabase,
  MemoryStore,
  steadyClock,
  type FaultPoint,
  type Service,
} from '@fangpiao/chassis';
import {
  serviceNames,
  subscribersOf,
  type RouteDeclaration,
  type ServiceName,
} from '@fangpiao/contracts';
import { SeededChance, SimulatedTime } from '@fangpiao/testing';
import { Watch, type StoredCommit } from '@fangpiao/verify';
import { Asking, type CallAnswer, type CallOptions } from './asking.ts';
import { noFaults, type CityFaults, type Trouble } from './faults.ts';
import { History } from './history.ts';
import { overtakenReactions } from './reaction-order.ts';
import { composers, identity, type Replica } from './replica.ts';

const replicasPerService = 2;
const restartMillis = 2_000;
const wildSkewMillis = 40 * 86_400_000;

/** A city at rest, from which others can begin. */
export interface Standing {
  readonly now: number;
  readonly databases: ReadonlyMap<ServiceName, MemoryDatabase>;
  readonly broker: MemoryBroker;
  /** Every commit so far, as they landed. */
  readonly landed: readonly (readonly [ServiceName, StoredCommit])[];
}

/**
 * All five services in one process, two replicas each, on memory engines, with one seeded clock, scheduler and chance:
 * the same seed gives the same history.
 */
export class SimulatedCity {
  readonly time: SimulatedTime;
  readonly chance: SeededChance;
  readonly databases = new Map<ServiceName, MemoryDatabase>();
  readonly broker: MemoryBroker;
  readonly history = new History();
  readonly asking: Asking;
  /** What must never happen and did, at the moment it did; with it the run is over. */
  readonly problems: string[] = [];
  readonly troubles = new Map<Trouble, number>();
  /** How often each type of event has happened. */
  readonly events = new Map<string, number>();
  readonly died = new Map<FaultPoint, number>();
  /** Services whose release has a bug just now: every handler of theirs fails. */
  readonly buggy = new Set<ServiceName>();
  readonly #landed: (readonly [ServiceName, StoredCommit])[];
  readonly #keys = new Set<string>();
  readonly #watch: Watch;
  readonly #replicas = new Map<ServiceName, Replica[]>();
  readonly #doomed = new Map<ServiceName, number>();
  #faults: CityFaults = noFaults;
  /** Of new processes: how far their clocks may be off. */
  skewMillis = 0;

  constructor(seed: number, from?: Standing) {
    this.chance = new SeededChance(seed);
    this.time = new SimulatedTime({
      startMillis: from?.now ?? Date.parse('2026-03-02T01:00:00.000Z'),
      chance: this.chance,
    });
    this.broker = new MemoryBroker({ timers: this.time, clock: this.time, chance: this.chance });
    this.#watch = new Watch(() => this.time.now());
    this.#landed = [...(from?.landed ?? [])];
    for (const [service, commit] of this.#landed) this.#watch.commit(service, commit);
    for (const name of serviceNames) {
      const database = from?.databases.get(name)?.copy() ?? new MemoryDatabase();
      database.onLanded = (commit) => this.#see(name, commit as unknown as StoredCommit);
      this.databases.set(name, database);
    }
    if (from) this.broker.takeOver(from.broker);
    this.asking = new Asking(this);
  }

  /** Every commit is held against what must never happen at the moment it lands (DOMAIN §7). */
  #see(name: ServiceName, commit: StoredCommit): void {
    this.#landed.push([name, commit]);
    this.#keys.add(`${name} ${commit.commandKey}`);
    this.history.note(`${name} ${commit._id} ${commit.hash}`);
    for (const { type } of commit.events) this.events.set(type, (this.events.get(type) ?? 0) + 1);
    for (const problem of this.#watch.commit(name, commit)) this.broken(problem);
  }

  broken(problem: string): void {
    this.problems.push(`${new Date(this.time.now()).toISOString()} ${problem}`);
  }

  note(trouble: Trouble): void {
    this.troubles.set(trouble, (this.troubles.get(trouble) ?? 0) + 1);
  }

  noteOvertakenReactions(): void {
    const serviceOf = (name: ServiceName): Service => this.replicasOf(name)[0]!.service;
    const times = overtakenReactions(this.#landed, serviceOf);
    for (let count = 0; count < times; count++) this.note('reaction overtaken');
  }

  get landed(): number {
    return this.#landed.length;
  }

  async start(): Promise<void> {
    for (const name of serviceNames) this.broker.stream(name, subscribersOf(name));
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

  /** As it is now, for others to begin from. */
  standing(): Standing {
    const { databases, broker } = this;
    return { now: this.time.now(), databases, broker, landed: this.#landed };
  }

  setFaults(faults: CityFaults): void {
    this.#faults = faults;
    const { duplicate, reorder, failedPublish, lostPublishReply, delayMillis } = faults;
    const ofBus = { duplicate, reorder, failedPublish, lostReply: lostPublishReply, delayMillis };
    Object.assign(this.broker.faults, ofBus);
    for (const replicas of this.#replicas.values())
      for (const { store } of replicas) Object.assign(store.faults, this.#storeFaults());
  }

  #storeFaults() {
    const { lostReply, lateLanding, deadlock, failedCall, laggingView, latencyMillis } =
      this.#faults;
    return { lostReply, lateLanding, deadlock, failedCall, laggingView, latencyMillis };
  }

  #launch(name: ServiceName): Replica {
    const { time, chance, broker } = this;
    const database = this.databases.get(name)!;
    const store = new MemoryStore({ database, timers: time, clock: time, chance });
    Object.assign(store.faults, this.#storeFaults());
    const subscribers = subscribersOf(name);
    const bus = new MemoryBus({ broker, service: name, subscribers, timers: time });
    const replica: Replica = {
      service: undefined as unknown as Service,
      store,
      bus,
      skewMillis: this.#drawSkew(),
      now: () => time.now(),
      isDead: false,
    };
    const clock = steadyClock({
      wall: () => time.now() + replica.skewMillis,
      elapsed: () => time.now(),
    });
    replica.now = () => clock.now();
    replica.service = composers[name]({
      clock,
      timers: time,
      chance,
      store,
      bus,
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (message, fields) => {
          if (/forked|quarantined|request failed/i.test(message))
            this.broken(`${name}: ${message} ${JSON.stringify(fields ?? {})}`);
        },
      },
      identity,
      faultPoint: (point) => this.#pass(point, name, replica),
    });
    return replica;
  }

  /** The machine's clock of one replica is set wrong while it runs, and set right after a while. */
  jumpClock(replica: Replica): void {
    this.note('clock jumped');
    replica.skewMillis = Math.floor((this.chance.next() * 2 - 1) * wildSkewMillis);
    this.time.after(5_000 + Math.floor(this.chance.next() * 60_000), () => {
      replica.skewMillis = 0;
    });
  }

  #drawSkew(): number {
    const { skewMillis } = this;
    if (skewMillis === 0) return 0;
    // Mostly as far off as a clock that is kept in step; now and then by hours.
    const isWild = this.chance.next() < 0.15;
    if (isWild) this.note('clock off');
    const most = isWild ? wildSkewMillis : skewMillis;
    return Math.floor((this.chance.next() * 2 - 1) * most);
  }

  /** A named fault point: a process may die there, and a release with a bug fails in its handlers. */
  #pass(point: FaultPoint, name: ServiceName, replica: Replica): Promise<void> | undefined {
    if (point === 'event-not-command' && this.buggy.has(name))
      throw new Error('this release has a bug');
    const { crashBeforeReacting } = this.#faults;
    const isReacting = point === 'folded-not-reacted';
    const crash = Math.max(this.#faults.crash, isReacting ? crashBeforeReacting : 0);
    const dies = (isReacting && this.#isDoomed(name)) || (crash > 0 && this.chance.next() < crash);
    if (!dies) return undefined;
    if (!replica.isDead) this.died.set(point, (this.died.get(point) ?? 0) + 1);
    return this.kill(name, replica);
  }

  /** Where processes die at all, one of this service does so before its n-th reaction from now, unless it is spared. */
  doom(name: ServiceName, reactions: number): void {
    if (this.#faults.crash > 0) this.#doomed.set(name, reactions);
  }

  spare(name: ServiceName): void {
    this.#doomed.delete(name);
  }

  #isDoomed(name: ServiceName): boolean {
    const left = this.#doomed.get(name);
    if (left === undefined) return false;
    if (left > 1) this.#doomed.set(name, left - 1);
    else this.#doomed.delete(name);
    return left === 1;
  }

  /** The process is gone: nothing it awaits ever comes back, and a new one starts a little later. */
  kill(name: ServiceName, replica: Replica): Promise<void> {
    if (!replica.isDead) {
      this.note('crash');
      replica.isDead = true;
      void replica.store.close();
      void replica.bus.close();
      this.time.after(restartMillis, () => {
        const next = this.#launch(name);
        const replicas = this.#replicas.get(name)!;
        replicas[replicas.indexOf(replica)] = next;
        // A start that the database or the bus failed ends the process; it is started again.
        void next.service.start().catch(() => void this.kill(name, next));
      });
    }
    return new Promise(() => undefined);
  }

  replicasOf(name: ServiceName): readonly Replica[] {
    return this.#replicas.get(name) ?? [];
  }

  /** Clocks that were off are set right. */
  mendClocks(): void {
    this.skewMillis = 0;
    for (const replicas of this.#replicas.values())
      for (const replica of replicas) replica.skewMillis = 0;
  }

  pause(millis: number): Promise<void> {
    return new Promise((resolve) => void this.time.after(millis, resolve));
  }

  /** Calls a route as somebody, as a client would: what is lost or passes is repeated with the same key. */
  call(route: RouteDeclaration, options: CallOptions): Promise<CallAnswer> {
    return this.asking.call(route, options);
  }

  /** True when a command with this key has landed in the service's database. */
  hasLanded(name: ServiceName, commandKey: string): boolean {
    return this.#keys.has(`${name} ${commandKey}`);
  }
}
