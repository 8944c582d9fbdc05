import { randomUUID } from 'node:crypto';
import { createClient } from '@fangpiao/contracts';
import type {
  AnswerOf,
  CallOptions,
  Client,
  ClientProblem,
  RouteDeclaration,
  ServiceName,
} from '@fangpiao/contracts';
import { createTokenSource } from '@fangpiao/issuer';
import type { Person } from '@fangpiao/issuer';
import { createKeepAliveFetch } from './keep-alive-fetch.ts';

export interface DeskOptions {
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly issuerUrl: string;
  /** Begins every Idempotency-Key, so that a second run repeats the first one. */
  readonly run: string;
  /** How often a call without an answer is repeated; more where services are away for long. */
  readonly attempts?: number | undefined;
  /** Ends all waiting for another try. */
  readonly signal?: AbortSignal | undefined;
}

type Act<Route extends RouteDeclaration> = Omit<CallOptions<Route>, 'key'> & {
  /** What the act is about: with the route's name it makes the key. */
  readonly thing: string;
  /** Refusals that mean "another agency has not spoken yet": asked again for a while. */
  readonly notYet?: readonly Route['refusals'][number][];
};

/** The public APIs as the people of the city use them, one signed-in person at a time. */
export interface Desk {
  act<Route extends RouteDeclaration>(
    person: Person,
    route: Route,
    options: Act<Route>,
  ): Promise<AnswerOf<Route>>;
  read<Route extends RouteDeclaration>(
    person: Person,
    route: Route,
    options: CallOptions<Route>,
  ): Promise<AnswerOf<Route>>;
  readonly calls: number;
}

/** A refusal, or an answer that should not be: who wanted what, and what was said. */
export class Refused extends Error {
  readonly problem: ClientProblem;

  constructor(person: Person, route: RouteDeclaration, thing: string, problem: ClientProblem) {
    const fields = problem.fields?.map((field) => `${field.path}: ${field.en}`).join('; ') ?? '';
    super(
      `${person.username} · ${route.name} ${thing}: ${problem.status} ${problem.code} ${problem.zh} ${problem.en} ` +
        [problem.detail, fields, problem.traceId].filter(Boolean).join(' · '),
    );
    this.problem = problem;
  }
}

const usualAttempts = 10;

/** How long "not yet" is accepted, and how long to wait between two tries. */
const patienceMillis = 120_000;
const firstWaitMillis = 100;
const longestWaitMillis = 1_500;

export function openDesk(options: DeskOptions): Desk {
  const tokens = createTokenSource({ issuer: options.issuerUrl, fetch, now: () => Date.now() });
  const clients = new Map<string, Client>();
  const keepAliveFetch = createKeepAliveFetch();
  let calls = 0;

  async function wait(millis: number): Promise<void> {
    await sleep(millis);
    options.signal?.throwIfAborted();
  }

  function clientOf(person: Person, service: ServiceName): Client {
    const name = `${service} ${person.username}`;
    const known = clients.get(name);
    if (known) return known;
    const client = createClient({
      baseUrl: options.urls[service],
      fetch: keepAliveFetch,
      newKey: randomUUID,
      token: () => tokens.for(person, service),
      retry: { attempts: options.attempts ?? usualAttempts, wait },
    });
    clients.set(name, client);
    return client;
  }

  async function call(
    person: Person,
    route: RouteDeclaration,
    of: { thing: string; notYet: readonly string[]; options: object },
  ): Promise<unknown> {
    const end = performance.now() + patienceMillis;
    for (let millis = firstWaitMillis; ; millis = Math.min(millis * 1.6, longestWaitMillis)) {
      calls += 1;
      const client = clientOf(person, route.service);
      const result = await client.call(route, of.options as CallOptions<RouteDeclaration>);
      if (result.ok) return result.body;
      const { code } = result.problem;
      const isPassing = code === 'too-many-requests' || of.notYet.includes(code);
      if (!isPassing || performance.now() > end) {
        throw new Refused(person, route, of.thing, result.problem);
      }
      await wait(millis * (0.75 + Math.random() / 2));
    }
  }

  return {
    get calls() {
      return calls;
    },
    act: async (person, route, act) => {
      const { thing, notYet = [], ...rest } = act;
      const key = `${options.run}:${route.name}:${thing}`;
      const answer = await call(person, route, { thing, notYet, options: { ...rest, key } });
      return answer as AnswerOf<typeof route>;
    },
    read: async (person, route, read) =>
      (await call(person, route, { thing: '', notYet: [], options: read })) as AnswerOf<
        typeof route
      >,
  };
}

export function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
