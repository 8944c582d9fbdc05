import { AckPolicy, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { durableName, streamName, streamSubjects, userFor } from '@fangpiao/contracts';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the engines are started by a tool; only this test needs it
import { startEngines, type RunningEngines } from '@fangpiao/engines';
import type { Bus, Delivery } from '../src/index.ts';
import { bookOf, many } from './given.ts';
import { counterSeat, createRealWorld, ledgerSeat } from './real-world.ts';
import { payIn } from './town.ts';
import { send, type Hooks, type Process, type World } from './world.ts';

jest.setTimeout(120_000);

const hotEvents = 400;

/** Several replicas of a service on one durable of another agency's stream. */
describe('replicas of a subscriber on a real bus', () => {
  let engines: RunningEngines;
  let world: World;
  beforeAll(async () => {
    engines = await startEngines();
  });
  afterAll(() => engines.stop());
  beforeEach(async () => {
    world = await createRealWorld(engines);
  });
  afterEach(() => world.end());

  async function ledgerThatNotes(): Promise<{ ledger: Process; events: Delivery[] }> {
    const events: Delivery[] = [];
    const bus: Hooks<Bus> = {
      consume: (next, producer, handle) =>
        next(producer, (batch) => {
          events.push(...batch.filter(({ subject }) => subject.includes('.till.')));
          return handle(batch);
        }),
    };
    return { ledger: await world.ledger({ bus }), events };
  }

  /** The bus as whoever owns the stream sees it. */
  async function asOwner() {
    const user = userFor(counterSeat, engines.environment);
    const connection = await connect({ servers: engines.natsUrl, ...user });
    return { manager: await jetstreamManager(connection), close: () => connection.close() };
  }

  const payInOneByOne = async (counter: Process, count: number): Promise<void> => {
    for (const _ of many(count)) await send(counter, payIn, { till: 'hot', fen: 1 });
  };

  it('take a hot stream one replica at a time: no event is delivered twice to wait for another’s [WRITE-PATH 19]', async () => {
    const counter = await world.counter();
    const one = await ledgerThatNotes();
    const other = await ledgerThatNotes();
    await payInOneByOne(counter, hotEvents);
    await world.until(
      'the ledger has it all',
      async () => (await bookOf(one.ledger, 'hot')).sum === hotEvents,
    );
    const taken = [...one.events, ...other.events];
    expect(taken).toHaveLength(hotEvents);
    expect(taken.filter(({ delivered }) => delivered > 1)).toEqual([]);
    expect([one.events.length, other.events.length].sort()).toEqual([0, hotEvents]);
  });

  it('go on when the one that took them is killed [WRITE-PATH 30]', async () => {
    const counter = await world.counter();
    const one = await ledgerThatNotes();
    const other = await ledgerThatNotes();
    await payInOneByOne(counter, 10);
    await world.until('somebody takes', () => one.events.length + other.events.length > 0);
    const [taker, heir] = one.events.length > 0 ? [one, other] : [other, one];
    taker.ledger.kill();
    await payInOneByOne(counter, 10);
    await world.until(
      'the other has it all',
      async () => (await bookOf(heir.ledger, 'hot')).sum === 20,
    );
  });

  it('take over a durable that an earlier release made, and all that waits in it [WRITE-PATH 26]', async () => {
    const { manager, close } = await asOwner();
    const name = streamName(counterSeat);
    const durable = durableName(ledgerSeat, counterSeat);
    await manager.streams.add({ name, subjects: streamSubjects(counterSeat) });
    await manager.consumers.add(name, {
      durable_name: durable,
      filter_subjects: [`${counterSeat}.till.>`],
      ack_policy: AckPolicy.Explicit,
      max_ack_pending: 4_000,
    });
    await close();
    const counter = await world.counter();
    await payInOneByOne(counter, 10);
    const { ledger, events } = await ledgerThatNotes();
    await world.until(
      'the ledger has it all',
      async () => (await bookOf(ledger, 'hot')).sum === 10,
    );
    expect(events).toHaveLength(10);
    const again = await asOwner();
    const { config } = await again.manager.consumers.info(name, durable);
    await again.close();
    expect(config.priority_policy).toBe('pinned_client');
  });
});
