import { operatorRoutesOf, serviceNames, type ServiceName } from '@fangpiao/contracts';
import type { SimulatedCity } from './city.ts';
import { operatorOf } from './people.ts';
import type { Story } from './story.ts';

const hourMillis = 3_600_000;

/** What befalls the city as a whole while people act, until it is told to end. */
export class Trouble {
  readonly #story: Story;
  readonly #city: SimulatedCity;
  #ended = false;

  constructor(story: Story) {
    this.#story = story;
    this.#city = story.city;
  }

  end(): void {
    this.#ended = true;
    this.#city.buggy.clear();
    this.#city.mendClocks();
  }

  /** How much of it there is differs from seed to seed. */
  async befall(): Promise<void> {
    const { chance } = this.#city;
    const everyMillis = 2_000 + chance.next() * 20_000;
    this.#city.skewMillis = chance.next() < 0.5 ? 800 : 0;
    for (;;) {
      await this.#city.pause(everyMillis * (0.5 + chance.next()));
      if (this.#ended) return;
      await this.#story.pick(this.#all)!();
    }
  }

  readonly #all: readonly (() => Promise<void> | void)[] = [
    () => this.#wipeBus(),
    () => this.#garble(),
    () => this.#leap(),
    () => this.#releaseBug(),
    () => this.#killOne(),
    () => this.#jumpClock(),
    () => this.replayDeadLetters(),
  ];

  #service(): ServiceName {
    return this.#story.pick(serviceNames)!;
  }

  /** The disk of the bus is lost: what it held and where each subscriber stood. */
  #wipeBus(): void {
    this.#city.note('bus wiped');
    this.#city.broker.wipe(this.#service());
  }

  /** A message that nobody can read. */
  #garble(): void {
    const service = this.#service();
    if (!this.#city.broker.existing(service)) return;
    this.#city.note('garbled message');
    this.#city.broker.publish(service, {
      subject: `${service}.nothing.known.v1`,
      id: `garbled-${this.#story.serial}`,
      headers: {},
      data: '{"half of',
    });
  }

  /** Everything stood still for hours or days: whatever became due is late. */
  #leap(): void {
    this.#city.note('time leapt');
    const hours = this.#story.happens(0.3) ? this.#story.kind.longestLeapHours : 3;
    this.#city.time.leap(Math.floor(this.#city.chance.next() * hours * hourMillis));
  }

  /** A release in which every handler of one service fails is rolled out, and after a while taken back. */
  async #releaseBug(): Promise<void> {
    const service = this.#service();
    this.#city.note('release with a bug');
    this.#city.buggy.add(service);
    await this.#city.pause(1_000 + this.#city.chance.next() * 6_000);
    this.#city.buggy.delete(service);
  }

  #jumpClock(): void {
    const replica = this.#story.pick(this.#city.replicasOf(this.#service()));
    if (replica) this.#city.jumpClock(replica);
  }

  /** A machine is lost, at no named point at all. */
  #killOne(): void {
    const service = this.#service();
    const replica = this.#story.pick(this.#city.replicasOf(service));
    if (replica) void this.#city.kill(service, replica);
  }

  /** The operator looks at what was laid aside and sends it through again. */
  async replayDeadLetters(): Promise<void> {
    for (const service of serviceNames) {
      const routes = operatorRoutesOf(service);
      const as = operatorOf(service);
      const key = (): string => `key-${this.#story.serial}-0123456789`;
      if (lettersOf(this.#city, service) === 0) continue;
      const list = await this.#city.call(routes.deadLetters, { as, key: key() });
      if (list.status !== 200) continue;
      for (const { source } of (list.body as { letters: { source: string }[] }).letters) {
        const answer = await this.#city.call(routes.replayDeadLetter, {
          as,
          key: key(),
          body: { source },
        });
        const hasPassed = (answer.body as { passed?: boolean } | undefined)?.passed === true;
        this.#city.note(hasPassed ? 'dead letter replayed' : 'replay failed');
      }
    }
  }
}

export function lettersOf(city: SimulatedCity, service: ServiceName): number {
  return city.databases.get(service)!.collections.get('dead-letters')?.size ?? 0;
}
