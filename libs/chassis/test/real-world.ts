import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { streamName, userFor, type ServiceName } from '@fangpiao/contracts';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the engines are started by a tool; only this test needs it
import { createServiceDatabases, type RunningEngines } from '@fangpiao/engines';
import { MongoStore } from '../src/adapters/mongo-store.ts';
import { NatsBus } from '../src/adapters/nats-bus.ts';
import { systemChance, systemTimers } from '../src/adapters/system-ports.ts';
import type { ServiceDefinition } from '../src/index.ts';
import {
  counterDefinition,
  counterSeat,
  ledgerDefinition,
  ledgerSeat,
  townFamilies,
} from './town.ts';
import { createProcess, type Process, type ProcessOptions, type World } from './world.ts';

const patienceMillis = 20_000;
const pollMillis = 15;

let worlds = 0;

/** A world on a real database and a real bus, with databases of its own and an empty bus. */
export async function createRealWorld(engines: RunningEngines): Promise<World> {
  const prefix = `town-${process.pid}-${++worlds}`;
  const switches = { brokenAtLedger: new Set<string>(), brokenAtCounter: new Set<string>() };
  const closing: (() => Promise<void>)[] = [];
  const clock = { now: () => Date.now() };

  async function wipeBus(): Promise<void> {
    const connection = await connect({
      servers: engines.natsUrl,
      ...userFor(counterSeat, engines.environment),
    });
    const manager = await jetstreamManager(connection);
    await manager.streams.delete(streamName(counterSeat)).catch(() => undefined);
    await connection.close();
  }
  await wipeBus();

  async function start(
    definition: ServiceDefinition,
    options: ProcessOptions = {},
  ): Promise<Process> {
    const service: ServiceName = definition.name;
    const database = `${prefix}-${options.database ?? service}`;
    const { urls } = await createServiceDatabases(engines.mongoUrl, [database]);
    const store = await MongoStore.connect(urls[database]!, { poolSize: 6 });
    const lines: string[] = [];
    const log = { info: say, warn: say, error: say };
    function say(message: string): void {
      lines.push(message);
    }
    const bus = await NatsBus.connect({
      url: engines.natsUrl,
      service,
      ...userFor(service, engines.environment),
      log,
      ackWaitMillis: 1_000,
      pinMillis: 1_200,
      filterOf: () => [
        ...townFamilies.map((family) => `${counterSeat}.${family}.>`),
        `${counterSeat}.stream.>`,
      ],
    });
    let closed: Promise<void> | undefined;
    // Whoever asks second waits for the same end: an engine must not stop under a connection that drains.
    const close = (): Promise<void> =>
      (closed ??= (async () => {
        await bus.close();
        await store.close();
      })());
    closing.push(close);
    const process = createProcess(
      definition,
      { clock, timers: systemTimers, chance: systemChance, store, bus },
      options,
      close,
    );
    closing.unshift(() => {
      process.kill();
      return Promise.resolve();
    });
    await process.core.start();
    return process;
  }

  return {
    switches,
    start,
    counter: (options) => start(counterDefinition(switches), options),
    ledger: (options) => start(ledgerDefinition(switches), options),
    run: (promise) => promise,
    until: async (what, holds) => {
      const end = Date.now() + patienceMillis;
      while (!(await holds())) {
        if (Date.now() > end) throw new Error(`it never came true that ${what}`);
        await new Promise((resolve) => setTimeout(resolve, pollMillis));
      }
    },
    now: () => clock.now(),
    wipeBus,
    end: async () => {
      for (const close of closing) await close().catch(() => undefined);
    },
  };
}

export { counterSeat, ledgerSeat };
