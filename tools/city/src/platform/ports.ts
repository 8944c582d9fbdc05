import { createServer } from 'node:net';
import { EngineProblem, serviceNames } from '@fangpiao/engines';
import type { ServiceName } from '@fangpiao/engines';

/** Where everything of one platform listens on this machine. */
export interface PlatformPorts {
  readonly issuer: number;
  readonly services: Readonly<Record<ServiceName, number>>;
  readonly mongo: number;
  readonly nats: number;
}

/** The addresses that the README names. */
export const usualPorts: PlatformPorts = {
  issuer: 4100,
  services: {
    households: 4101,
    vouchers: 4102,
    listings: 4103,
    settlement: 4104,
    notifications: 4105,
  },
  mongo: 4110,
  nats: 4111,
};

/** Any free ports: for tests and for a demo beside a running platform. */
export async function freePorts(): Promise<PlatformPorts> {
  const names = ['issuer', 'mongo', 'nats', ...serviceNames];
  const servers = await Promise.all(names.map(() => listen(0)));
  const [issuer, mongo, nats, ...services] = servers.map((server) => portOf(server)) as [
    number,
    number,
    number,
    ...number[],
  ];
  await Promise.all(servers.map(close));
  const entries = serviceNames.map((name, index) => [name, services[index]!] as const);
  const byService = Object.fromEntries(entries) as Record<ServiceName, number>;
  return { issuer, mongo, nats, services: byService };
}

/** One clear sentence for the first port that another program uses; nothing was started yet. */
export async function claimPorts(ports: PlatformPorts, engines: boolean): Promise<void> {
  const wanted: [number, string][] = [
    [ports.issuer, 'issuer'],
    ...serviceNames.map((name): [number, string] => [ports.services[name], name]),
    ...(engines
      ? ([
          [ports.mongo, 'MongoDB'],
          [ports.nats, 'NATS'],
        ] as [number, string][])
      : []),
  ];
  for (const [port, name] of wanted) {
    try {
      await close(await listen(port));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
      throw new EngineProblem('port-occupied', {
        zh: `端口 ${port}（${name}）已被占用：可能已有一个房票平台在运行；请先停止占用它的程序再启动。`,
        en: `Port ${port} (${name}) is occupied, perhaps by a platform that runs already: stop the program that uses it, then start again.`,
      });
    }
  }
}

type Server = ReturnType<typeof createServer>;

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
