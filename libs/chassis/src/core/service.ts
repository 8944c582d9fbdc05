import type { CollectionDeclaration, Ports } from './ports.ts';
import { DeadLetters, deadLetterCollection } from './dead-letters.ts';
import type { ServiceDefinition } from './definition.ts';
import { Repairer, type DigestEntry } from './digest.ts';
import type { AnyAggregate, ViewDocument } from './head.ts';
import { Pipeline } from './pipeline.ts';
import { mirrorCollection, Reader } from './reader.ts';
import { Reactions } from './reactions.ts';
import { Runner } from './runner.ts';
import { every, runJob } from './schedule.ts';
import { Subscriber } from './subscriber.ts';

const periods = { sweepMillis: 5_000, digestMillis: 60_000, healthMillis: 2_000 } as const;
const limits = {
  clockSkewMillis: 1_000,
  stopMillis: 10_000,
  digestWindowMillis: 24 * 60 * 60 * 1_000,
} as const;

export interface Readiness {
  readonly ready: boolean;
  /** What is not in order, in words for an operator. */
  readonly reasons: readonly string[];
}

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
  #busCreatedAt = '';

  constructor(definition: ServiceDefinition, ports: Ports) {
    this.definition = definition;
    this.ports = ports;
    this.#aggregates = new Map(
      definition.aggregates.map((aggregate) => [aggregate.kind, aggregate]),
    );
    this.reader = new Reader(ports, this.#aggregates);
    this.deadLetters = new DeadLetters(ports);
    this.runner = new Runner({
      ports,
      aggregates: this.#aggregates,
      reader: this.reader,
      onDurable: (durable) => this.#pipeline.add(durable),
    });
    this.#repairer = new Repairer({ ports, service: definition.name });
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

  /** Collections and indexes this service needs. */
  get collections(): readonly CollectionDeclaration[] {
    return [
      ...this.definition.aggregates.map(({ kind, indexes }) => ({
        name: kind,
        indexes: [{ dueAt: 1 as const }, { at: 1 as const }, ...(indexes ?? [])],
      })),
      ...this.definition.subscriptions.flatMap((subscription, index) =>
        this.#subscribers[index]!.families.map((family) => ({
          name: mirrorCollection(subscription.producer, family),
          indexes: subscription.mirrors.find((mirror) => mirror.family === family)?.indexes ?? [],
        })),
      ),
      { name: deadLetterCollection, indexes: [] },
      { name: 'vault', indexes: [] },
    ];
  }

  async start(): Promise<void> {
    const { store, bus } = this.ports;
    await store.prepare(this.collections);
    await this.deadLetters.prepare();
    await bus.prepare();
    this.#busCreatedAt = await bus.createdAt();
    await bus.onRepairAsked((asks) => this.#repairer.repair(asks));
    for (const [index, subscription] of this.definition.subscriptions.entries()) {
      const subscriber = this.#subscribers[index]!;
      this.#consuming.push(
        await bus.consume(subscription.producer, (batch) => subscriber.handle(batch)),
      );
    }
    await this.#pipeline.sweep();
    this.#repeat(periods.sweepMillis, 'sweep', () => this.#pipeline.sweep());
    this.#repeat(periods.digestMillis, 'digest', () => this.#repairer.publishDigest());
    this.#repeat(periods.healthMillis, 'health', () => this.#checkHealth());
    for (const job of this.definition.jobs)
      this.#repeat(job.everyMillis, job.name, () => this.runJobNow(job.name));
    await this.#checkHealth();
    void this.#sayWhatChanged().catch((problem: unknown) =>
      this.ports.log.warn('the first digest failed', { problem: String(problem) }),
    );
  }

  #repeat(millis: number, name: string, task: () => Promise<unknown>): void {
    this.#stops.push(every(this.ports, millis, name, task));
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

  sweepNow(): Promise<number> {
    return this.#pipeline.sweep();
  }

  digestNow(): Promise<void> {
    return this.#repairer.publishDigest();
  }

  /** After a restart, and after the bus was wiped, subscribers learn where every recently changed stream stands. */
  async #sayWhatChanged(): Promise<void> {
    const since = new Date(this.ports.clock.now() - limits.digestWindowMillis).toISOString();
    for (const { kind } of this.definition.aggregates) {
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
      if (Math.abs(databaseNow - middle) > limits.clockSkewMillis)
        reasons.push('the clock is more than a second off the database');
    } catch {
      reasons.push('the database does not answer');
    }
    if (!this.ports.bus.isConnected()) reasons.push('the bus is not connected');
    else await this.#checkBus(reasons);
    if (this.runner.load > 0.9) reasons.push('the queue is full');
    this.#reasons = reasons;
  }

  async #checkBus(reasons: string[]): Promise<void> {
    try {
      const createdAt = await this.ports.bus.createdAt();
      if (createdAt === this.#busCreatedAt) return;
      // The bus was wiped: consumers are made anew and everything recent is said again (WRITE-PATH 25).
      this.ports.log.warn('the stream on the bus is a new one; filling it again', { createdAt });
      await this.ports.bus.prepare();
      this.#busCreatedAt = await this.ports.bus.createdAt();
      await this.#sayWhatChanged();
    } catch (problem) {
      reasons.push(`the bus does not answer (${String(problem)})`);
    }
  }

  readiness(): Readiness {
    return { ready: this.#reasons.length === 0, reasons: this.#reasons };
  }

  /** Figures for an operator. */
  status(): Record<string, unknown> {
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
    for (const stop of this.#stops) stop();
    await Promise.all(this.#consuming.map((consumer) => consumer.stop()));
    await this.#pipeline.stop(limits.stopMillis);
    await this.runner.stop();
  }
}
