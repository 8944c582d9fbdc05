import { BusGuard, busGuardCollection } from './bus-guard.ts';
import { chainAlarmCollection, publishHeads, witnessCollection } from './chain-heads.ts';
import type { AnyCommand, Door, Outcome } from './command.ts';
import type { CollectionDeclaration, Ports } from './ports.ts';
import { Busy } from './problems.ts';
import { DeadLetters, deadLetterCollection } from './dead-letters.ts';
import type { ServiceDefinition } from './definition.ts';
import { DesksFirst } from './desks-first.ts';
import type { ServiceName } from '@fangpiao/contracts';
import { everyStream, Repairer, type DigestEntry } from './digest.ts';
import type { AnyAggregate, ViewDocument } from './head.ts';
import { pause } from './insert.ts';
import { Pipeline } from './pipeline.ts';
import { isPassing } from './problems.ts';
import { mirrorCollection, Reader } from './reader.ts';
import { foldAgain, rebuildView } from './rebuild.ts';
import { Reactions } from './reactions.ts';
import { Runner } from './runner.ts';
import type { Readiness, ServiceStatus } from './service-status.ts';
import { every, runJob } from './schedule.ts';
import { Subscriber } from './subscriber.ts';

const periods = {
  sweepMillis: 5_000,
  digestMillis: 60_000,
  headsMillis: 3_600_000,
  healthMillis: 2_000,
} as const;
const startRetryMillis = { first: 250, most: 2_000 } as const;
const limits = {
  clockSkewMillis: 1_000,
  stopMillis: 10_000,
  digestWindowMillis: 24 * 60 * 60 * 1_000,
} as const;

/**
 * A running service below its HTTP door: the one write path, what follows a commit, the subscriptions and the clock.
 */
export class ServiceCore {
  readonly definition: ServiceDefinition;
  readonly ports: Ports;
  readonly reader: Reader;
  readonly runner: Runner;
  readonly deadLetters: DeadLetters;
  readonly #aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly #pipeline: Pipeline;
  readonly #reactions: Reactions;
  readonly #repairer: Repairer;
  readonly #subscribers: Subscriber[];
  readonly #stops: (() => void)[] = [];
  readonly #consuming: { stop(): Promise<void> }[] = [];
  #reasons: readonly string[] = ['starting'];
  /** Until it has been compared with the database’s, and whenever it is off. */
  #isClockOff = true;
  readonly #busGuard: BusGuard;

  constructor(definition: ServiceDefinition, ports: Ports) {
    this.definition = definition;
    this.ports = ports;
    this.#aggregates = new Map(
      definition.aggregates.map((aggregate) => [aggregate.kind, aggregate]),
    );
    for (const aggregate of definition.aggregates) checkViewless(aggregate);
    this.reader = new Reader(ports, this.#aggregates, (stream) => this.runner.knownHead(stream));
    this.deadLetters = new DeadLetters(ports);
    this.runner = new Runner({
      ports,
      aggregates: this.#aggregates,
      reader: this.reader,
      onDurable: (durable) => this.#pipeline.add(durable),
    });
    this.#repairer = new Repairer({
      ports,
      service: definition.name,
      sayEverything: () => this.#sayWhatChanged(''),
    });
    this.#reactions = new Reactions({
      ports,
      service: definition.name,
      reactions: definition.reactions,
      runner: this.runner,
      deadLetters: this.deadLetters,
    });
    this.#pipeline = new Pipeline({
      ports,
      service: definition.name,
      aggregates: this.#aggregates,
      reactions: this.#reactions,
      onPublished: (commit) => this.#repairer.note(commit),
      desksFirst: new DesksFirst(ports, () => this.runner.callers),
    });
    this.#busGuard = new BusGuard({
      ports,
      aggregates: this.#aggregates,
      sayEverything: () => this.#sayWhatChanged(''),
    });
    this.#subscribers = definition.subscriptions.map(
      (subscription) =>
        new Subscriber({
          ports,
          service: definition.name,
          subscription,
          runner: this.runner,
          deadLetters: this.deadLetters,
        }),
    );
  }

  get #viewed(): readonly AnyAggregate[] {
    return this.definition.aggregates.filter(({ hasView }) => hasView !== false);
  }

  /** Collections and indexes this service needs. */
  get collections(): readonly CollectionDeclaration[] {
    return [
      ...this.#viewed.map(({ kind, indexes }) => ({
        name: kind,
        indexes: [{ dueAt: 1 as const }, { at: 1 as const }, ...(indexes ?? [])],
      })),
      ...this.definition.subscriptions.flatMap((subscription, index) =>
        this.#subscribers[index]!.families.map((family) => ({
          name: mirrorCollection(subscription.producer, family),
          indexes: subscription.mirrors.find((mirror) => mirror.family === family)?.indexes ?? [],
        })),
      ),
      ...this.definition.subscriptions.map(({ producer }) => ({
        name: witnessCollection(producer),
        indexes: [],
      })),
      { name: chainAlarmCollection, indexes: [] },
      { name: deadLetterCollection, indexes: [] },
      { name: busGuardCollection, indexes: [] },
      ...(this.definition.collections ?? []),
    ];
  }

  async start(): Promise<void> {
    const { bus } = this.ports;
    await this.#untilPrepared();
    await bus.onRepairAsked((asks) => this.#repairer.repair(asks));
    for (const [index, subscription] of this.definition.subscriptions.entries()) {
      const subscriber = this.#subscribers[index]!;
      this.#consuming.push(
        await bus.consume(subscription.producer, (batch) => subscriber.handle(batch)),
      );
    }
    await this.#pipeline
      .sweep()
      .catch((problem: unknown) =>
        this.ports.log.warn('the first sweep failed', { problem: String(problem) }),
      );
    this.#repeat(periods.sweepMillis, 'sweep', () => this.#pipeline.sweep());
    this.#repeat(periods.digestMillis, 'digest', () => this.#repairer.publishDigest());
    // Consumers that somebody deleted are made again.
    this.#repeat(periods.digestMillis, 'bus', () => this.#busGuard.check());
    this.#repeat(periods.headsMillis, 'chain heads', () => this.publishHeadsNow());
    this.#repeat(periods.healthMillis, 'health', () => this.#checkHealth());
    for (const job of this.definition.jobs)
      this.#repeat(job.everyMillis, job.name, () => this.runJobNow(job.name));
    for (const task of this.definition.tasks ?? [])
      this.#repeat(task.everyMillis, task.name, () => this.runTaskNow(task.name));
    await this.#checkHealth();
    void this.#sayWhatChanged().catch((problem: unknown) =>
      this.ports.log.warn('the first digest failed', { problem: String(problem) }),
    );
  }

  /** Database and bus come up when they do: a service that is there first waits, and does not die again and again. */
  async #untilPrepared(): Promise<void> {
    const { store, log } = this.ports;
    const { first, most } = startRetryMillis;
    for (let delay: number = first; ; delay = Math.min(delay * 2, most)) {
      try {
        await store.prepare(this.collections);
        await this.deadLetters.prepare();
        await this.#busGuard.start();
        return;
      } catch (problem) {
        if (!isPassing(problem)) throw problem;
        log.warn('database or bus is not there yet; trying again', { problem: String(problem) });
        await pause(this.ports, delay);
      }
    }
  }

  #repeat(millis: number, name: string, task: () => Promise<unknown>): void {
    this.#stops.push(every(this.ports, millis, name, task));
  }

  /** A command from the door. With a clock that is off nothing is taken: it would be dated wrongly for good. */
  run(command: AnyCommand, input: unknown, door: Door): Promise<Outcome> {
    if (this.#isClockOff) return Promise.reject(new Busy('the clock is off'));
    return this.runner.run(command, input, door);
  }

  runJobNow(name: string): Promise<number> {
    const job = this.definition.jobs.find((candidate) => candidate.name === name);
    if (!job) throw new Error(`no job "${name}"`);
    return runJob({
      job,
      service: this.definition.name,
      ports: this.ports,
      reader: this.reader,
      runner: this.runner,
    });
  }

  runTaskNow(name: string): Promise<number> {
    const task = this.definition.tasks?.find((candidate) => candidate.name === name);
    if (!task) throw new Error(`no task "${name}"`);
    const { store, log } = this.ports;
    return task.run({ store, log, reader: this.reader, runner: this.runner });
  }

  sweepNow(): Promise<number> {
    return this.#pipeline.sweep();
  }

  digestNow(): Promise<void> {
    return this.#repairer.publishDigest();
  }

  /** Tells other agencies where the chains end that changed in the last two hours (WRITE-PATH 28). */
  publishHeadsNow(): Promise<number> {
    const since = new Date(this.ports.clock.now() - 2 * periods.headsMillis).toISOString();
    const kinds = this.#viewed.map(({ kind }) => kind);
    return publishHeads(this.ports, this.definition.name, kinds, since);
  }

  /** The operator has looked at a database that was set back, and lets the service go on (WRITE-PATH 24). */
  async recover(): Promise<readonly string[]> {
    const accepted = this.#busGuard.unknown;
    await this.#busGuard.recover();
    await this.#checkHealth();
    return accepted;
  }

  /**
   * After this database was set back its cursors are behind events that the bus holds as taken: every producer says
   * where all its streams stand, and what is missing is asked for as usual (WRITE-PATH 24). Answers whom it asked.
   */
  async askForMissing(): Promise<readonly ServiceName[]> {
    const producers = this.definition.subscriptions.map(({ producer }) => producer);
    const all = { stream: everyStream, fromPosition: 0, toPosition: 0 };
    for (const producer of producers) await this.ports.bus.askRepair(producer, [all]);
    return producers;
  }

  /** Folds a kind's view anew from the commits (WRITE-PATH 28); undefined when there is no such kind. */
  async rebuild(kind: string): Promise<number | undefined> {
    const aggregate = this.#aggregates.get(kind);
    const collection = this.collections.find(({ name }) => name === kind);
    return aggregate && collection && rebuildView(this.ports, aggregate, collection);
  }

  /** Sees to it that lists include a commit the caller knows of (`?after=`, WRITE-PATH 12). */
  async foldTo(commitId: string): Promise<void> {
    const [stream = '', version = ''] = commitId.split('@');
    const aggregate = this.#aggregates.get(stream.slice(0, stream.indexOf('/')));
    if (!aggregate || aggregate.hasView === false) return;
    const [view] = await this.ports.store.folded<ViewDocument>(aggregate.kind, [stream]);
    if (!view || view.version < Number(version))
      await foldAgain(this.ports.store, aggregate, [stream]);
  }

  /** After a restart, and after the bus was wiped, subscribers learn where every recently changed stream stands. */
  async #sayWhatChanged(
    since = new Date(this.ports.clock.now() - limits.digestWindowMillis).toISOString(),
  ): Promise<void> {
    for (const { kind } of this.#viewed) {
      for (let after = '', more = true; more;) {
        const views = await this.ports.store.find<ViewDocument>(
          kind,
          { at: { $gte: since }, _id: { $gt: after } },
          { sort: { _id: 1 }, limit: 1_000 },
        );
        await this.#repairer.publishDigest(
          views
            .filter(({ position }) => position > 0)
            .map((view): DigestEntry => ({
              stream: view._id,
              position: view.position,
              hash: view.positionHash,
            })),
        );
        after = views.at(-1)?._id ?? '';
        more = views.length === 1_000;
      }
    }
  }

  async #checkHealth(): Promise<void> {
    const reasons: string[] = [];
    try {
      const before = this.ports.clock.now();
      const databaseNow = await this.ports.store.now();
      const middle = (before + this.ports.clock.now()) / 2;
      this.#isClockOff = Math.abs(databaseNow - middle) > limits.clockSkewMillis;
      if (this.#isClockOff) {
        reasons.push('the clock is more than a second off the database');
        this.ports.clock.setRight?.();
      }
    } catch {
      reasons.push('the database does not answer');
    }
    if (this.#busGuard.unknown.length > 0)
      reasons.push('the bus holds events the database does not know: look, then run recover');
    if (!this.ports.bus.isConnected()) reasons.push('the bus is not connected');
    else await this.#checkBus(reasons);
    if (this.runner.load > 0.9) reasons.push('the queue is full');
    this.#tellReadiness(reasons);
    this.#reasons = reasons;
  }

  /** Once for each change, so that the log shows for how long a service was of no use, and why. */
  #tellReadiness(reasons: readonly string[]): void {
    if (reasons.join() === this.#reasons.join()) return;
    if (reasons.length > 0) this.ports.log.warn('the service is not ready', { reasons });
    else this.ports.log.info('the service is ready');
  }

  async #checkBus(reasons: string[]): Promise<void> {
    try {
      if (await this.#busGuard.hasChanged()) await this.#busGuard.check();
    } catch (problem) {
      reasons.push(`the bus does not answer (${String(problem)})`);
    }
  }

  readiness(): Readiness {
    return { ready: this.#reasons.length === 0, reasons: this.#reasons };
  }

  /** Figures for an operator. */
  status(): ServiceStatus {
    return {
      service: this.definition.name,
      queueLoad: this.runner.load,
      pendingCommits: this.#pipeline.pending,
      eventsHandled: Object.fromEntries(
        this.definition.subscriptions.map(({ producer }, index) => [
          producer,
          this.#subscribers[index]!.handled,
        ]),
      ),
      forkedStreams: this.#subscribers.flatMap((subscriber) => subscriber.forked),
      ...this.readiness(),
    };
  }

  /** Replays one dead letter (operator); answers whether it passed. */
  async replayDeadLetter(source: string): Promise<boolean> {
    const letter = await this.deadLetters.get(source);
    if (!letter) return false;
    const producer = source.slice(0, source.indexOf('/'));
    if (producer === 'own') return this.#reactions.replay(letter);
    const index = this.definition.subscriptions.findIndex(
      (subscription) => subscription.producer === producer,
    );
    return index === -1 ? false : this.#subscribers[index]!.replay(letter);
  }

  /** Refuses new work, finishes what was taken, and leaves the rest to the next start. */
  async stop(): Promise<void> {
    this.#reasons = ['stopping'];
    // From here on nothing new is taken from outside.
    const closed = this.runner.close(limits.stopMillis);
    for (const stop of this.#stops) stop();
    await Promise.all(this.#consuming.map((consumer) => consumer.stop()));
    await closed;
    // The reactions to what was accepted still need the write path, so it closes last; nobody is waited for for ever.
    await this.#pipeline.stop(limits.stopMillis);
    await this.runner.stop(limits.stopMillis);
  }
}

/** What is published, due or searched is found in the view. */
function checkViewless({ kind, hasView, events, dueAt, indexes }: AnyAggregate): void {
  if (hasView === false && (events.length > 0 || dueAt || indexes))
    throw new Error(`"${kind}" is published, due or searched and must have a view`);
}
