import { join } from 'node:path';
import { createServiceDatabases, startEngines } from '@fangpiao/engines';
import type { Round } from './figure.ts';
import { floorBatch } from './floor-order.ts';
import type { Trace } from './floor-order.ts';
import { runLoad } from './runner.ts';

const natsConfigFile = join(import.meta.dirname, 'floor-nats.conf');

/**
 * How fast drivers alone leave what a voucher leaves on its way to the holder's notice, against the same `insertOne` as
 * the service: no service can be faster on the same machine.
 */
export async function measureFloor(options: {
  traces: readonly Trace[];
  /** What the raw driver inserts. */
  document: Readonly<Record<string, unknown>>;
  clients: number;
  rounds: number;
  scale: number;
  progress: (line: string) => void;
}): Promise<Round[]> {
  const { traces, document, clients, rounds, scale, progress } = options;
  const inserts = { count: Math.round(1_500 * scale), warmUp: 200 };
  const count = Math.max(1, Math.round(10 * scale)) * floorBatch;
  const engines = await startEngines({ natsConfigFile, progress });
  try {
    const processes = Object.fromEntries(engines.processes.map(({ name, pid }) => [name, pid]));
    const found: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      const names = [`raw-${round}`, `floor-${round}`] as const;
      const { urls } = await createServiceDatabases(engines.mongoUrl, names);
      const [rawAddress, address] = names.map((name) => urls[name]!) as [string, string];
      const raw = await runLoad(
        { kind: 'raw-insert', address: rawAddress, clients, ...inserts, document },
        processes,
      );
      const { natsUrl: natsAddress } = engines;
      const floor = { kind: 'floor', address, natsAddress, count, warmUp: count, traces } as const;
      const service = await runLoad(floor, processes);
      found.push({ raw, service });
      progress(`floor ${JSON.stringify(found.at(-1))}`);
    }
    return found;
  } finally {
    await engines.stop();
  }
}
