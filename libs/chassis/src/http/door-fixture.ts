import {
  defineRefusals,
  defineRoute,
  fenSchema,
  idSchema,
  nothing,
  pageQuery,
} from '@fangpiao/contracts';
import { z } from 'zod';
import type { Actor, Outcome } from '../core/command.ts';
import type { Commit } from '../core/commit.ts';
import { onCommand, onQuery } from './bound-route.ts';
import { createDoor } from './door.ts';
import type { DoorOptions, HttpDoor } from './door.ts';
import type { Problem } from './problem.ts';
import type { DoorRequest } from './request.ts';

const refusals = defineRefusals({
  'market-full': { status: 409, zh: '集市已满', en: 'The market is full' },
  'never-declared': { status: 409, zh: '无', en: 'none' },
});
export const putUpStall = defineRoute({
  name: 'PutUpStall',
  service: 'listings',
  method: 'post',
  path: '/markets/:marketId/stalls',
  zh: '设摊',
  en: 'Put up a stall',
  allowed: ['developer-clerk'],
  params: z.strictObject({ marketId: idSchema('market') }),
  query: nothing,
  body: z.strictObject({
    rentFen: fenSchema,
    days: z.int().default(7),
    district: z.string().optional(),
  }),
  district: 'body.district',
  status: 201,
  answer: z.strictObject({ stallId: z.string() }),
  refusals: ['market-full'],
  edits: false,
});
const changeRent = defineRoute({
  ...putUpStall,
  name: 'ChangeRent',
  method: 'put',
  status: 200,
  edits: true,
});
const getMarket = defineRoute({
  name: 'GetMarket',
  service: 'listings',
  method: 'get',
  path: '/markets/:marketId',
  zh: '集市',
  en: 'A market',
  allowed: ['developer-clerk', 'auditor'],
  params: putUpStall.params,
  query: nothing,
  status: 200,
  answer: z.strictObject({ name: z.string() }),
  refusals: [],
});
const listMarkets = defineRoute({
  ...getMarket,
  name: 'ListMarkets',
  path: '/markets',
  params: nothing,
  query: z.strictObject({ after: pageQuery.after }),
  allowed: 'anyone',
});

export const clerk: Actor = { subject: 'clerk-1', role: 'developer-clerk', agency: 'acme' };
export const commit = { _id: 'stall/s-1@0000000003', stream: 'stall/s-1', version: 3 } as Commit;

/** A door of an invented town that records what was run and what was logged. */
export function setUp(options: Partial<DoorOptions> & { getMarket?: () => Promise<never> } = {}) {
  const ran: { input: unknown; door: HttpDoor }[] = [];
  const logged: { message: string; fields: object | undefined }[] = [];
  const command = {} as never;
  const binding = {
    command,
    input: (request: {
      params: { marketId: string };
      body: { rentFen: number; days: number };
    }) => ({
      ...request.body,
      marketId: request.params.marketId,
    }),
    answer: (made: Commit) => ({ stallId: made.stream }),
  };
  const door = createDoor({
    routes: [
      onCommand(putUpStall, { ...binding, location: (made) => `/${made.stream}` }),
      onCommand(changeRent, binding),
      onQuery(getMarket, async ({ params }) =>
        options.getMarket ? options.getMarket() : { answer: { name: params.marketId }, etag: '4' },
      ),
      onQuery(listMarkets, async (_request, { actor }) => ({
        answer: { name: actor ? actor.subject : 'nobody' },
      })),
    ],
    refusals,
    identity: { verify: async (token) => (token === 'clerk' ? clerk : undefined) },
    run: async (_command, input, at): Promise<Outcome> => {
      ran.push({ input, door: at });
      return { kind: 'accepted', commit };
    },
    clock: { now: () => 5 },
    chance: { next: () => 0.5, bytes: (count) => new Uint8Array(count).fill(0xab) },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (message, fields) => logged.push({ message, fields }),
    },
    checkAnswers: true,
    ...options,
  });
  const ask = async (change: Partial<DoorRequest> & { json?: unknown } = {}) => {
    const answer = await door.dispatch({
      method: 'POST',
      path: '/markets/m-1/stalls',
      query: {},
      receivedAt: 1000,
      body: new TextEncoder().encode(JSON.stringify(change.json ?? { rentFen: 5 })),
      ...change,
      headers: {
        authorization: 'Bearer clerk',
        'content-type': 'application/json',
        'idempotency-key': 'key-00000001',
        ...change.headers,
      },
    });
    return { ...answer, json: (answer.body ? JSON.parse(answer.body) : {}) as Partial<Problem> };
  };
  const get = (path: string, headers: Record<string, string | undefined> = {}) =>
    ask({ method: 'GET', path, headers });
  return { ask, get, ran, logged };
}
