import { shortHash, type Actor } from '@fangpiao/chassis';
import { changesState, type RouteDeclaration } from '@fangpiao/contracts';
import type { SimulatedCity } from './city.ts';
import { bearerOf, type Replica } from './replica.ts';

export interface CallOptions {
  readonly as: Actor;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key: string;
}

export interface CallAnswer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- simulated people read answers as they come
  readonly body: any;
  /** The answer as it was written. */
  readonly text: string;
}

const clientTimeoutMillis = 8_000;
const attempts = 12;
const encoder = new TextEncoder();

/**
 * How people reach the services: through a balancer that knows which replicas are ready, and with a client that
 * repeats under the same key what was lost. What it is told is held against what is stored.
 */
export class Asking {
  readonly #city: SimulatedCity;

  constructor(city: SimulatedCity) {
    this.#city = city;
  }

  async call(route: RouteDeclaration, options: CallOptions): Promise<CallAnswer> {
    const { chance } = this.#city;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const answer = await this.#once(route, options);
      if (answer && answer.status < 500) {
        this.#checkDurable(route, options, answer);
        if (isAccepted(answer) && changesState(route) && chance.next() < 0.08)
          await this.#askAgain(route, options, answer);
        return answer;
      }
      await this.#city.pause(300 + attempt * 500);
    }
    return { status: 503, body: {}, text: '' };
  }

  /** No answer leaves before its commit is durable (WRITE-PATH 2). */
  #checkDurable(route: RouteDeclaration, { as, key }: CallOptions, answer: CallAnswer): void {
    if (!isAccepted(answer) || !changesState(route) || route.name.endsWith('ReplayDeadLetter'))
      return;
    if (!this.#city.hasLanded(route.service, shortHash([as.subject, route.name, key])))
      this.#city.broken(`answers-durable: ${route.name} was answered before it was stored`);
  }

  /** The same key gives the same answer, whichever replica is asked; another request under it is refused (WRITE-PATH 5). */
  async #askAgain(route: RouteDeclaration, options: CallOptions, first: CallAnswer): Promise<void> {
    if (route.name.endsWith('ReplayDeadLetter')) return;
    const other = this.#city.chance.next() < 0.3 ? alteredBody(options.body) : undefined;
    const again = await this.#once(route, other ? { ...options, body: other } : options);
    if (!again || again.status >= 500) return;
    if (other) {
      const type = (again.body as { type?: string } | undefined)?.type ?? '';
      if (!type.endsWith('/key-reused'))
        this.#city.broken(
          `keys-tell-requests: ${route.name} took another request under a used key: ${again.text}`,
        );
    } else if (again.status !== first.status || again.text !== first.text) {
      this.#city.broken(
        `keys-repeat: ${route.name} answered ${first.status} ${first.text}, then ${again.status} ${again.text}`,
      );
    }
  }

  /** The balancer knows who is ready, mostly. */
  #pickReplica(route: RouteDeclaration): Replica | undefined {
    const isLate = this.#city.chance.next() < 0.1;
    const replicas = this.#city
      .replicasOf(route.service)
      .filter(({ isDead, service }) => !isDead && (isLate || service.core.readiness().ready));
    return replicas[Math.floor(this.#city.chance.next() * replicas.length)];
  }

  async #once(
    route: RouteDeclaration,
    { as, params, query, body, key }: CallOptions,
  ): Promise<CallAnswer | undefined> {
    const replica = this.#pickReplica(route);
    if (!replica) return undefined;
    const { time } = this.#city;
    let giveUp = (): void => undefined;
    const tooLong = new Promise<undefined>((resolve) => {
      giveUp = time.after(clientTimeoutMillis, () => resolve(undefined));
    });
    const answer = await Promise.race([
      replica.service.dispatch({
        method: route.method.toUpperCase(),
        path: route.path.replace(/:([A-Za-z]\w*)/g, (_, name: string) =>
          encodeURIComponent(params?.[name] ?? ''),
        ),
        query: query ?? {},
        headers: {
          authorization: `Bearer ${bearerOf(as)}`,
          'content-type': 'application/json',
          ...(route.method !== 'get' && { 'idempotency-key': key }),
        },
        ...(body !== undefined && { body: encoder.encode(JSON.stringify(body)) }),
        receivedAt: replica.now(),
      }),
      tooLong,
    ]);
    giveUp();
    if (!answer) return undefined;
    this.#city.history.note(`${route.name} ${answer.status}`);
    const text = answer.body;
    return {
      status: answer.status,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      text,
    };
  }
}

/** 204 says that nothing had to be done: there is no commit for it. */
function isAccepted({ status }: CallAnswer): boolean {
  return status >= 200 && status < 300 && status !== 204;
}

/** The same kind of request with another content; undefined where no text can be changed freely. */
function alteredBody(body: unknown): unknown {
  const record = body as Record<string, unknown> | undefined;
  for (const name of ['note', 'reason', 'purpose', 'document', 'decision'])
    if (typeof record?.[name] === 'string') return { ...record, [name]: `${record[name]}改` };
  return undefined;
}
