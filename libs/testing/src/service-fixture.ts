import {
  MemoryBroker,
  MemoryBus,
  MemoryDatabase,
  MemoryStore,
  type Actor,
  type Service,
  type ServiceConfig,
  type ServicePorts,
} from '@fangpiao/chassis';
import {
  serviceNames,
  subscribersOf,
  type DomainEvent,
  type RouteDeclaration,
  type ServiceName,
} from '@fangpiao/contracts';
import { instant } from '@fangpiao/values';
import { SeededChance, SimulatedTime } from './simulation.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers freely
  readonly body: any;
}

/** One service on memory engines and simulated time, called below Express. */
export interface ServiceInMemory {
  readonly service: Service;
  readonly time: SimulatedTime;
  readonly broker: MemoryBroker;
  readonly store: MemoryStore;
  readonly database: MemoryDatabase;
  readonly log: string[];
  /** A bearer token of somebody. */
  tokenOf(actor: Partial<Actor>): string;
  /** Calls a route as somebody. Path and query are plain; a key is made up unless given. */
  call(
    route: RouteDeclaration,
    request: {
      as?: Partial<Actor>;
      params?: Record<string, string>;
      query?: Record<string, string>;
      body?: unknown;
      key?: string;
      headers?: Record<string, string>;
    },
  ): Promise<Answer>;
  /** Publishes another agency's events as it would: positions are dense per stream. */
  publish(producer: ServiceName, stream: string, event: DomainEvent): void;
  /** Lets everything that follows happen; time moves by `millis`. */
  settle(millis?: number): Promise<void>;
}

/** Starts a service with `compose` on memory engines; `start` is the simulated instant. */
export async function startServiceInMemory(
  compose: (config: ServiceConfig, ports: ServicePorts) => Service,
  name: ServiceName,
  options: { start?: string; seed?: number } = {},
): Promise<ServiceInMemory> {
  const chance = new SeededChance(options.seed ?? 1);
  const time = new SimulatedTime({
    startMillis: Date.parse(options.start ?? '2026-03-02T02:00:00.000Z'),
  });
  const broker = new MemoryBroker({ timers: time, clock: time, chance });
  for (const producer of serviceNames) broker.stream(producer, subscribersOf(producer));
  const database = new MemoryDatabase();
  const store = new MemoryStore({
    database,
    timers: time,
    clock: time,
    chance,
  });
  const log: string[] = [];
  const people = new Map<string, Actor>();
  const note = (level: string) => (message: string, fields?: object) => {
    log.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  };
  const service = compose(
    { checkAnswers: true, rate: { perSecond: 100_000, burst: 100_000, subjects: 1_000 } },
    {
      clock: time,
      timers: time,
      chance,
      store,
      bus: new MemoryBus({ broker, service: name, subscribers: subscribersOf(name), timers: time }),
      log: { info: note('info'), warn: note('warn'), error: note('error') },
      faultPoint: () => undefined,
      identity: { verify: (bearer) => Promise.resolve(people.get(bearer)) },
    },
  );
  await time.runUntil(service.start());
  let keys = 0;
  const positions = new Map<string, number>();
  const tokenOf = (actor: Partial<Actor>): string => {
    const token = `token-${JSON.stringify(actor)}`.replace(/[^A-Za-z0-9]/g, '-');
    people.set(token, { subject: 'someone', role: 'operator', agency: name, ...actor });
    return token;
  };
  return {
    service,
    time,
    broker,
    store,
    database,
    log,
    tokenOf,
    async call(route, { as, params, query, body, key, headers }) {
      const token = as && tokenOf(as);
      const path = route.path.replace(/:([A-Za-z]\w*)/g, (_, param: string) =>
        encodeURIComponent(params?.[param] ?? ''),
      );
      const answer = await time.runUntil(
        service.dispatch({
          method: route.method.toUpperCase(),
          path,
          query: query ?? {},
          headers: {
            ...(token && { authorization: `Bearer ${token}` }),
            ...(route.method !== 'get' && { 'idempotency-key': key ?? `key-${++keys}-abcdef` }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: new TextEncoder().encode(JSON.stringify(body)) }),
          receivedAt: time.now(),
        }),
      );
      return {
        status: answer.status,
        headers: answer.headers,
        body: answer.body === '' ? undefined : (JSON.parse(answer.body) as unknown),
      };
    },
    publish(producer, stream, event) {
      const position = (positions.get(stream) ?? 0) + 1;
      positions.set(stream, position);
      const id = `${stream}#${position}#0123456789abcdef`;
      broker.publish(producer, {
        subject: event.type,
        id,
        headers: {
          'ce-specversion': '1.0',
          'ce-id': id,
          'ce-type': event.type,
          'ce-source': `/${producer}`,
          'ce-subject': stream,
          'ce-time': instant(time.now()),
          'ce-position': String(position),
        },
        data: JSON.stringify(event.data),
      });
    },
    async settle(millis = 2_000) {
      await time.runFor(millis);
    },
  };
}
