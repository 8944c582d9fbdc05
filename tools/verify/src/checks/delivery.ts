import { Invariant, isYoung, type Check, type Moment } from '../check.ts';
import { kindOf, services, type Service, type StoredDocument } from '../source/shapes.ts';
import type { Head, Heads } from './heads.ts';
import { familiesTaken, mirrorOf } from './families.ts';

/** Every published event arrived at every subscriber that takes its family. */
export class Delivery implements Check {
  readonly #arrived = new Invariant('events-arrived', {
    zh: '每个事件都已到达每个订阅部门',
    en: 'every published event arrived at every subscriber of its family',
  });
  readonly #forks = new Invariant('no-forks', {
    zh: '没有分叉的历史',
    en: 'no subscriber saw another history than the producer has',
  });
  readonly invariants = [this.#arrived, this.#forks];
  readonly #heads: Heads;
  readonly #moment: Moment;
  /** `<subscriber> mirror-<producer>-<family>` of collections that are there. */
  readonly #collections = new Set<string>();
  readonly #mirrors = new Map<string, { version: number; hash: unknown }>();

  constructor(heads: Heads, moment: Moment) {
    this.#heads = heads;
    this.#moment = moment;
  }

  collections(subscriber: Service, names: readonly string[]): void {
    for (const name of names) if (mirrorOf(name)) this.#collections.add(`${subscriber} ${name}`);
  }

  document(subscriber: Service, collection: string, mirror: StoredDocument): void {
    const taken = mirrorOf(collection);
    if (!taken) return;
    const record = `${subscriber} ${collection} ${mirror._id}`;
    this.#mirrors.set(record, { version: mirror.version, hash: mirror['hash'] });
    if (kindOf(mirror._id) !== taken.family || !this.#heads.of(taken.producer).has(mirror._id)) {
      this.#arrived.expect(false, record, () => `remembers a stream ${taken.producer} has not`);
    }
  }

  end(): void {
    for (const subscriber of services) {
      for (const { producer, family } of this.#familiesOf(subscriber)) {
        const collection = `mirror-${producer}-${family}`;
        for (const [stream, head] of this.#heads.ofKind(producer, family)) {
          if (head.position > 0) this.#check(`${subscriber} ${collection} ${stream}`, head);
        }
      }
    }
  }

  /** What it must take by our table, and whatever else it took. */
  #familiesOf(subscriber: Service): { producer: Service; family: string }[] {
    const names = new Set(familiesTaken[subscriber].map((family) => `mirror-${family}`));
    for (const known of this.#collections) {
      const [service, name] = known.split(' ');
      if (service === subscriber) names.add(name!);
    }
    return [...names].flatMap((name) => mirrorOf(name) ?? []);
  }

  #check(record: string, head: Head): void {
    const mirror = this.#mirrors.get(record);
    const position = mirror?.version ?? 0;
    if (position < head.position) {
      this.#arrived.expect(
        isYoung(this.#moment, { at: head.positionAt }),
        record,
        () => `has events up to position ${position}, the producer up to ${head.position}`,
      );
      return;
    }
    this.#arrived.expect(
      position === head.position,
      record,
      () => `stands at position ${position}, ahead of the producer's ${head.position}`,
    );
    if (position !== head.position) return;
    this.#forks.expect(
      mirror?.hash === head.positionPrefix,
      record,
      () =>
        `has ${String(mirror?.hash)} at position ${position}, the producer ${head.positionPrefix}`,
    );
  }
}
