import { spawn } from 'node:child_process';
import { createServiceDatabases, passwordVariable, startEngines } from '@fangpiao/engines';
import { figureOfRounds } from './figure.ts';
import type { Figure, Round } from './figure.ts';
import type { LoadOrder } from './load-order.ts';
import { firstLine, runLoad } from './runner.ts';

const clients = 64;

/** One hot stream of the invented town against one document that the raw driver changes. */
export async function measureHotStream(options: {
  program: string;
  rounds: number;
  scale: number;
  progress: (line: string) => void;
}): Promise<Figure> {
  const { rounds, progress } = options;
  const engines = await startEngines({ progress });
  const { urls } = await createServiceDatabases(engines.mongoUrl, ['bench-town', 'bench-raw']);
  const town = spawn(process.execPath, [options.program], {
    env: {
      ...process.env,
      BENCH_MONGO_URL: urls['bench-town']!,
      BENCH_NATS_URL: engines.natsUrl,
      BENCH_NATS_PASSWORD: engines.environment[passwordVariable('vouchers')]!,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const door = JSON.parse(await firstLine(town)) as { url: string; token: string };
    const processes = {
      ...Object.fromEntries(engines.processes.map(({ name, pid }) => [name, pid])),
      town: town.pid ?? 0,
    };
    const size = { clients, count: Math.round(3_000 * options.scale), warmUp: 500 };
    const hot: LoadOrder = { kind: 'hot', address: door.url, token: door.token, ...size };
    const raw: LoadOrder = { kind: 'raw-update', address: urls['bench-raw']!, ...size };
    const found: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      const rawDriver = await runLoad(raw, processes);
      found.push({ raw: rawDriver, service: await runLoad(hot, processes) });
      progress(`hot-stream ${JSON.stringify(found.at(-1))}`);
    }
    return figureOfRounds('hot-stream', 1.0, found);
  } finally {
    town.stdin.end();
    await engines.stop();
  }
}
