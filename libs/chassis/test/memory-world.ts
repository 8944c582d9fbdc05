import { subscribersOf, type ServiceName } from '@fangpiao/contracts';
import { SeededChance, SimulatedTime } from '@fangpiao/testing';
import {
  MemoryBroker,
  MemoryBus,
  MemoryDatabase,
  MemoryStore,
  type ServiceDefinition,
} from '../src/index.ts';
import { counterDefinition, counterSeat, ledgerDefinition, ledgerSeat } from './town.ts';
import { createProcess, type Process, type ProcessOptions, type World } from './world.ts';

const pollMillis = 20;

export interface MemoryWorld extends World {
  readonly time: SimulatedTime;
  readonly broker: MemoryBroker;
  database(name: string): MemoryDatabase;
}

/** A world in which time is simulated and everything happens in memory. */
export function createMemoryWorld(seed = 1): MemoryWorld {
  const chance = new SeededChance(seed);
  const time = new SimulatedTime({ startMillis: Date.parse('2026-03-02T02:00:00.000Z') });
  const broker = new MemoryBroker({ timers: time, clock: time, chance });
  const databases = new Map<string, MemoryDatabase>();
  const switches = { brokenAtLedger: new Set<string>(), brokenAtCounter: new Set<string>() };
  const database = (name: string): MemoryDatabase => {
    let found = databases.get(name);
    if (!found) databases.set(name, (found = new MemoryDatabase()));
    return found;
  };

  async function start(
    definition: ServiceDefinition,
    options: ProcessOptions = {},
  ): Promise<Process> {
    const store = new MemoryStore({
      database: database(options.database ?? definition.name),
      timers: time,
      clock: time,
      chance,
    });
    const service: ServiceName = definition.name;
    const bus = new MemoryBus({
      broker,
      service,
      subscribers: subscribersOf(service),
      timers: time,
    });
    const process = createProcess(
      definition,
      { clock: time, timers: time, chance, store, bus },
      options,
      async () => {
        await bus.close();
        await store.close();
      },
    );
    await time.runUntil(process.core.start());
    return process;
  }

  return {
    time,
    broker,
    database,
    switches,
    start,
    counter: (options) => start(counterDefinition(switches), options),
    ledger: (options) => start(ledgerDefinition(switches), options),
    run: (promise) => time.runUntil(promise),
    until: async (what, holds) => {
      for (let polls = 0; polls < 10_000; polls++) {
        if (await time.runUntil(Promise.resolve(holds()))) return;
        await time.runFor(pollMillis);
      }
      throw new Error(`it never came true that ${what}`);
    },
    now: () => time.now(),
    wipeBus: () => {
      broker.wipe(counterSeat);
      return Promise.resolve();
    },
    end: () => Promise.resolve(),
  };
}

export { counterSeat, ledgerSeat };
