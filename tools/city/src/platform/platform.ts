import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  createServiceDatabases,
  EngineProblem,
  passwordVariable,
  serviceNames,
  startEngines,
} from '@fangpiao/engines';
import type { EngineProcess, RunningEngines, ServiceName } from '@fangpiao/engines';
import { startIssuer } from '@fangpiao/issuer';
import type { Issuer } from '@fangpiao/issuer';
import { keep, keptSecrets } from './kept.ts';
import { createPeople } from './people.ts';
import type { People } from './people.ts';
import { claimPorts, freePorts } from './ports.ts';
import type { PlatformPorts } from './ports.ts';
import { startService } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';

export interface PlatformOptions {
  /** Left out: a temporary folder, removed at the end. */
  readonly dataFolder?: string | undefined;
  /** Removes what an earlier run left in the data folder. */
  readonly fresh?: boolean | undefined;
  /** Left out: any free ports. */
  readonly ports?: PlatformPorts | undefined;
  readonly districts: readonly string[];
  readonly developers: readonly string[];
  readonly progress?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly logLevel?: 'info' | 'warn' | 'error' | undefined;
  /** More for every service, as `FANGPIAO_REQUESTS_PER_SECOND`. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** How each service is run. Left out: from the sources. */
  readonly run?: ((service: ServiceName, at: { mongoUrl: string }) => ServiceRun) | undefined;
}

export interface ServiceRun {
  readonly program: string;
  readonly nodeOptions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Platform {
  readonly dataFolder: string;
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly issuer: Issuer;
  readonly people: People;
  readonly engines: RunningEngines;
  readonly mongoUrls: Readonly<Record<ServiceName, string>>;
  readonly services: readonly ServiceProcess[];
  /** Engines and services, for whoever wants to kill some. */
  readonly processes: readonly EngineProcess[];
  /** Ends everything that was started; may be called more than once. */
  stop(): Promise<void>;
}

/** Starts database, bus, issuer and the five services, and waits until all take work. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const progress = options.progress ?? (() => undefined);
  const ports = options.ports ?? (await freePorts());
  const engineAddresses = process.env['FANGPIAO_MONGO_URL'] && process.env['FANGPIAO_NATS_URL'];
  await claimPorts(ports, !engineAddresses);
  const isTemporary = options.dataFolder === undefined;
  const dataFolder = isTemporary
    ? await mkdtemp(join(tmpdir(), 'fangpiao-city-'))
    : resolve(options.dataFolder ?? '');
  const stops: (() => Promise<unknown>)[] = [];
  if (isTemporary) stops.push(() => rm(dataFolder, { recursive: true, force: true }));
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      for (const each of stops.splice(0).reverse()) await each();
    })();
    return stopping;
  };
  try {
    if (options.fresh) await rm(dataFolder, { recursive: true, force: true });
    await mkdir(join(dataFolder, 'logs'), { recursive: true });
    const engines = await startEngines({
      dataFolder: isTemporary ? undefined : join(dataFolder, 'engines'),
      mongoPort: ports.mongo,
      natsPort: ports.nats,
      progress,
      signal: options.signal,
    });
    stops.push(() => engines.stop());
    progress(`数据库 · database  ${engines.mongoKind}`);
    progress(`消息总线 · bus     ${engines.natsKind}`);
    const databases = await createServiceDatabases(engines.mongoUrl, serviceNames);
    const mongoUrls = databases.urls as Record<ServiceName, string>;

    const secrets = await keptSecrets(dataFolder);
    const { districts, developers } = options;
    const { passwordFor } = secrets;
    const people = await createPeople({ dataFolder, districts, developers, passwordFor });
    const issuer = await startIssuer({ port: ports.issuer, people: people.all, dataFolder });
    stops.push(() => issuer.close());

    const begin = async (service: ServiceName): Promise<ServiceProcess> => {
      const run = options.run?.(service, { mongoUrl: mongoUrls[service] });
      const started = await startService({
        service,
        port: ports.services[service],
        logFolder: join(dataFolder, 'logs'),
        program: run?.program,
        nodeOptions: run?.nodeOptions,
        signal: options.signal,
        environment: {
          FANGPIAO_MONGO_URL: mongoUrls[service],
          FANGPIAO_NATS_URL: engines.natsUrl,
          [passwordVariable(service)]: engines.environment[passwordVariable(service)] ?? '',
          FANGPIAO_ISSUER_URL: issuer.url,
          FANGPIAO_LOG_LEVEL: options.logLevel ?? 'info',
          ...(service === 'households' && { FANGPIAO_HOUSEHOLDS_VAULT_KEYS: secrets.vaultKeys }),
          ...options.environment,
          ...run?.environment,
        },
      });
      progress(`服务 · service  ${service.padEnd(14)}${started.url}`);
      return started;
    };
    const begun = await Promise.allSettled(serviceNames.map(begin));
    const services = begun.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    stops.push(() => Promise.all(services.map((service) => service.stop())));
    for (const each of begun) if (each.status === 'rejected') throw each.reason;
    if (options.signal?.aborted) {
      throw new EngineProblem('cancelled', { zh: '已取消。', en: 'Cancelled.' });
    }

    const urls = Object.fromEntries(services.map(({ service, url }) => [service, url]));
    const platformFile = join(dataFolder, 'platform.json');
    await keep(platformFile, describe({ engines, mongoUrls, urls, issuer }));
    stops.push(() => rm(platformFile, { force: true }));
    return {
      dataFolder,
      urls: urls as Record<ServiceName, string>,
      issuer,
      people,
      engines,
      mongoUrls,
      services,
      processes: [...engines.processes, ...services],
      stop,
    };
  } catch (problem) {
    await stop();
    throw problem;
  }
}

/** What the checker and other tools read to find a running platform. */
function describe(of: {
  engines: RunningEngines;
  mongoUrls: Record<ServiceName, string>;
  urls: Record<string, string>;
  issuer: Issuer;
}): object {
  const each = <Value>(value: (service: ServiceName) => Value): Record<string, Value> =>
    Object.fromEntries(serviceNames.map((service) => [service, value(service)]));
  return {
    issuer: { url: of.issuer.url },
    services: each((service) => ({ url: of.urls[service], mongoUrl: of.mongoUrls[service] })),
    nats: {
      url: of.engines.natsUrl,
      users: each((service) => ({
        user: service,
        pass: of.engines.environment[passwordVariable(service)] ?? '',
      })),
    },
  };
}
