import {
  asyncApiOf,
  contracts,
  openApiOf,
  passwordVariable,
  type ServiceName,
} from '@fangpiao/contracts';
import { z } from 'zod';
import type { Service, ServiceConfig, ServicePorts } from '../compose.ts';
import { StoreAway } from '../core/ports.ts';
import type { Log } from '../core/ports.ts';
import { docsPage } from '../http/docs-page.ts';
import { doorLimits } from '../http/index.ts';
import { ConfigProblem, readConfig } from './config.ts';
import { startShell } from './express-shell.ts';
import { createLog } from './log.ts';
import { MongoStore } from './mongo-store.ts';
import { NatsBus } from './nats-bus.ts';
import { createOidcIdentity } from './oidc-identity.ts';
import { systemChance, systemClock, systemTimers } from './system-ports.ts';
import { createTelemetry } from './telemetry.ts';

const version = '0.1.0';
const stopWithinMillis = 12_000;

/** The environment of every service; each name is missing or wrong in one sentence (see `readConfig`). */
export function environmentOf(service: ServiceName) {
  return {
    FANGPIAO_PORT: z.coerce
      .number()
      .int()
      .min(0)
      .max(65_535)
      .meta({ description: 'port of the HTTP door' }),
    FANGPIAO_HOST: z
      .string()
      .default('127.0.0.1')
      .meta({ description: 'address the HTTP door listens on' }),
    FANGPIAO_MONGO_URL: z
      .string()
      .meta({ description: 'address of this service’s database, with its name' }),
    FANGPIAO_NATS_URL: z.string().meta({ description: 'address of the bus' }),
    [passwordVariable(service)]: z
      .string()
      .meta({ description: 'password of this service’s user on the bus' }),
    FANGPIAO_ISSUER_URL: z.url().meta({ description: 'address of the OpenID Connect issuer' }),
    FANGPIAO_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    FANGPIAO_REQUESTS_PER_SECOND: z.coerce.number().int().min(1).default(doorLimits.rate.perSecond),
  };
}

export interface ServeOptions<Config extends ServiceConfig> {
  readonly service: ServiceName;
  readonly compose: (config: Config, ports: ServicePorts) => Service;
  /** What this service reads from the environment beside the common names. */
  readonly config?: (environment: NodeJS.ProcessEnv) => Omit<Config, keyof ServiceConfig>;
}

/** Runs one service with the real ports until it is told to stop. Every `main.ts` is a call of this. */
export async function serve<Config extends ServiceConfig>(
  options: ServeOptions<Config>,
): Promise<void> {
  try {
    await run(options);
  } catch (problem) {
    if (problem instanceof ConfigProblem) for (const line of problem.lines) console.error(line);
    else console.error(problem);
    process.exit(1);
  }
}

/** Each try waits some seconds for a server. The database may come up after its services. */
async function connectStubbornly(url: string, log: Log): Promise<MongoStore> {
  for (;;) {
    try {
      return await MongoStore.connect(url);
    } catch (problem) {
      if (!(problem instanceof StoreAway)) throw problem;
      log.warn('the database is not there yet; trying again', { problem: String(problem) });
    }
  }
}

async function run<Config extends ServiceConfig>({
  service,
  compose,
  config,
}: ServeOptions<Config>): Promise<void> {
  const environment = readConfig(environmentOf(service), process.env) as Record<string, string> & {
    FANGPIAO_PORT: unknown;
    FANGPIAO_REQUESTS_PER_SECOND: unknown;
  };
  const own = config?.(process.env);
  const log = createLog({ service, level: environment['FANGPIAO_LOG_LEVEL'] as 'info' });
  const perSecond = Number(environment.FANGPIAO_REQUESTS_PER_SECOND);
  const bus = await NatsBus.connect({
    url: environment['FANGPIAO_NATS_URL']!,
    service,
    user: service,
    pass: environment[passwordVariable(service)]!,
    log,
  });
  const store = await connectStubbornly(environment['FANGPIAO_MONGO_URL']!, log);
  const composed = compose(
    { rate: { ...doorLimits.rate, perSecond, burst: perSecond * 2 }, ...own } as unknown as Config,
    {
      clock: systemClock,
      timers: systemTimers,
      chance: systemChance,
      store,
      bus,
      log,
      faultPoint: () => undefined,
      identity: createOidcIdentity({
        issuer: environment['FANGPIAO_ISSUER_URL']!,
        audience: service,
        clock: systemClock,
      }),
      telemetry: createTelemetry(service),
    },
  );
  await composed.start();
  const contract = contracts.find((each) => each.service === service)!;
  const shell = await startShell(
    {
      dispatch: composed.dispatch,
      ready: { service: () => composed.core.readiness().ready },
      documents: {
        openApi: () => openApiOf(contract, { version }),
        asyncApi: () => asyncApiOf(contract, { version }),
        page: () => docsPage(contract),
      },
      clock: systemClock,
      log,
      bodyBytes: doorLimits.bodyBytes,
    },
    { port: Number(environment.FANGPIAO_PORT), host: environment['FANGPIAO_HOST']! },
  );
  log.info('the service takes requests', { url: shell.url });

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info('the service is stopping');
    // What cannot be finished in time is found again at the next start: the database is the truth.
    setTimeout(() => process.exit(1), stopWithinMillis).unref();
    await shell.close();
    await composed.stop();
    await bus.close();
    await store.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  // Started by a parent that may be killed: its end of the pipe closes then.
  if (process.env['FANGPIAO_PARENT_PIPE'] === '1') {
    process.stdin.on('close', () => void stop());
    process.stdin.resume();
  }
}
