import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { EngineProblem } from './engine-problem.ts';
import { natsAccountsFile, renderAccounts } from './nats-config.ts';
import { ensureEngines, startEngines } from './start.ts';

const usage = `用法 · usage:
  ensure                       准备数据库与消息总线，不启动 · make the database and the bus ready
  start [--data DIR]           启动并保持运行，直到 Ctrl-C · start and keep running until Ctrl-C
        [--mongo-port N] [--nats-port N] [--nats-config FILE]
  nats-accounts [--check]      重写或核对总线账户文件 · write or check the bus accounts file
`;

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => interrupted.abort());
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof EngineProblem)) throw error;
  if (error.code === 'cancelled') return 130;
  if (error.details !== '') say(error.details);
  say(error.zh);
  say(error.en);
  return 1;
});

async function main(args: string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        'mongo-port': { type: 'string' },
        'nats-port': { type: 'string' },
        'nats-config': { type: 'string' },
        check: { type: 'boolean' },
      },
    });
  } catch (error) {
    say(error instanceof Error ? error.message : '');
    say(usage);
    return 2;
  }
  const { values, positionals } = parsed;
  const { signal } = interrupted;
  switch (positionals[0]) {
    case 'ensure': {
      const engines = await ensureEngines({ progress: say, signal });
      console.log(`${engines.mongoKind}\n${engines.natsKind}`);
      return 0;
    }
    case 'start': {
      const begun = performance.now();
      const engines = await startEngines({
        dataFolder: values.data,
        natsConfigFile: values['nats-config'],
        mongoPort: port(values['mongo-port']),
        natsPort: port(values['nats-port']),
        progress: say,
        signal,
      });
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`数据库 · database  ${engines.mongoUrl}  (${engines.mongoKind})`);
      console.log(`消息总线 · bus     ${engines.natsUrl}  (${engines.natsKind})`);
      for (const { name, pid } of engines.processes) console.log(`  ${name} ${pid}`);
      console.log(`${seconds} s；按 Ctrl-C 停止 · press Ctrl-C to stop`);
      if (!signal.aborted) {
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      }
      await engines.stop();
      return 0;
    }
    case 'nats-accounts': {
      if (values.check !== true) {
        await writeFile(natsAccountsFile, renderAccounts());
        return 0;
      }
      if ((await readFile(natsAccountsFile, 'utf8')) === renderAccounts()) return 0;
      say(
        '总线账户文件已过期，请运行 nats-accounts · the bus accounts file is out of date: run nats-accounts',
      );
      return 1;
    }
    default:
      say(usage);
      return 2;
  }
}

function port(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value < 65_536) return value;
  throw new EngineProblem('port-occupied', {
    zh: `${text} 不是端口号：请给出 1 到 65535 之间的整数。`,
    en: `${text} is not a port: give a whole number from 1 to 65535.`,
  });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
