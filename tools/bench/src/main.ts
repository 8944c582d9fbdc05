import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createServiceDatabases, startEngines } from '@fangpiao/engines';

interface Figure {
  readonly id: string;
  readonly value: number;
  readonly goal: number;
  readonly holds: boolean;
  /** Operations per second of each round, for whoever wants to see the spread. */
  readonly rounds: readonly { readonly service: number; readonly raw: number }[];
}

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
  },
});
/** Each figure: a load on the service ÷ a load on the raw driver. Another service's flow is one more line. */
const wanted = [
  { id: 'hot-stream', load: 'hot', raw: 'raw-update', goal: 1.0 },
  { id: 'issue-throughput', load: 'issue', raw: 'raw-insert', goal: 1.2 },
];
const here = import.meta.dirname;

const engines = await startEngines({ progress: (line) => console.error(line) });
const { urls } = await createServiceDatabases(engines.mongoUrl, ['bench-town', 'bench-raw']);
const town = spawn(process.execPath, [join(here, 'town-service.ts')], {
  env: {
    ...process.env,
    BENCH_MONGO_URL: urls['bench-town']!,
    BENCH_NATS_URL: engines.natsUrl,
    BENCH_NATS_PASSWORD: engines.environment['FANGPIAO_NATS_VOUCHERS_PASSWORD']!,
  },
  stdio: ['pipe', 'pipe', 'inherit'],
});
try {
  const { url, token } = JSON.parse(await firstLine(town)) as { url: string; token: string };
  const figures: Figure[] = [];
  for (const { id, load, raw, goal } of wanted) {
    await runLoad(load, url, token, '2');
    const rounds = [];
    // Interleaved, so that a busy neighbour slows both.
    for (let round = 0; round < Number(options.rounds); round++) {
      const rawRate = await runLoad(raw, urls['bench-raw']!, '', options.seconds);
      const service = await runLoad(load, url, token, options.seconds);
      rounds.push({ service, raw: rawRate });
    }
    const value = median(rounds.map((round) => round.service / round.raw));
    figures.push({ id, value: Math.round(value * 100) / 100, goal, holds: value >= goal, rounds });
    console.log(JSON.stringify(figures.at(-1)));
  }
  if (options.json !== undefined)
    await writeFile(options.json, JSON.stringify({ figures }, undefined, 2));
  process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;
} finally {
  town.stdin.end();
  await engines.stop();
}

async function runLoad(
  kind: string,
  address: string,
  token: string,
  seconds: string,
): Promise<number> {
  const child = spawn(process.execPath, [join(here, 'load.ts'), kind, address, token, seconds], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return Number(await firstLine(child));
}

function firstLine(child: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.on('exit', (code) => reject(new Error(`a part of the bench ended with ${code}`)));
  });
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
