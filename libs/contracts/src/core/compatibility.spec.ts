import { z } from 'zod';
import { compareContracts } from './compatibility.ts';
import type { ServiceContract } from './registry.ts';
import type { RouteDeclaration } from './route.ts';
import { snapshotOf } from './snapshot.ts';
import { fenSchema, idSchema } from './schemas.ts';

const route = {
  name: 'PutUpStall',
  service: 'listings',
  method: 'post',
  path: '/stalls/:stallId',
  zh: '',
  en: '',
  allowed: ['developer-clerk', 'housing-officer'],
  params: z.strictObject({ stallId: idSchema('stall') }),
  query: z.strictObject({}),
  body: z.strictObject({
    rentFen: fenSchema,
    kind: z.enum(['food', 'tools']),
    days: z.int().max(9),
  }),
  status: 201,
  answer: z.strictObject({ kind: z.enum(['food', 'tools']), note: z.string().optional() }),
  refusals: ['market-full'],
} satisfies RouteDeclaration;
const event = {
  type: 'listings.stall.put-up.v1',
  nature: 'fact',
  zh: '',
  en: '',
  data: z.strictObject({ rentFen: fenSchema, kind: z.enum(['food', 'tools']) }),
} as const;
const contract: ServiceContract = {
  service: 'listings',
  zh: '',
  en: '',
  routes: [route],
  events: [event],
  refusals: { 'market-full': { status: 409, zh: '', en: '' } },
};

function changes(change: Partial<ServiceContract>) {
  const published = JSON.parse(JSON.stringify(snapshotOf([contract])));
  return compareContracts(published, snapshotOf([{ ...contract, ...change }]));
}
const inRoute = (change: Partial<RouteDeclaration>) =>
  changes({ routes: [{ ...route, ...change }] });
const inEvent = (data: z.ZodType) => changes({ events: [{ ...event, data }] });
const breaks = (list: { isBreak: boolean }[]) => list.filter((each) => each.isBreak).length;

test('nothing changed, nothing said', () => expect(changes({})).toEqual([]));

test.each<[string, () => { isBreak: boolean }[]]>([
  ['a route is gone', () => changes({ routes: [] })],
  ['an event is gone', () => changes({ events: [] })],
  ['a refusal is gone', () => changes({ refusals: {} })],
  [
    'a refusal has another status',
    () => changes({ refusals: { 'market-full': { status: 422, zh: '', en: '' } } }),
  ],
  ['another path', () => inRoute({ path: '/shops/:stallId' })],
  ['another status', () => inRoute({ status: 202 })],
  ['a role is shut out', () => inRoute({ allowed: ['housing-officer'] })],
  ['If-Match is asked for', () => inRoute({ edits: true })],
  ['a new required field', () => inRoute({ body: route.body.extend({ name: z.string() }) })],
  ['a field is gone from the input', () => inRoute({ body: route.body.omit({ days: true }) })],
  [
    'an input value is gone',
    () => inRoute({ body: route.body.extend({ kind: z.enum(['food']) }) }),
  ],
  ['a lower maximum', () => inRoute({ body: route.body.extend({ days: z.int().max(8) }) })],
  ['another type', () => inRoute({ body: route.body.extend({ days: z.string() }) })],
  [
    'a wider answer',
    () => inRoute({ answer: route.answer.extend({ kind: z.enum(['food', 'tools', 'toys']) }) }),
  ],
  [
    'an answer field may be missing',
    () => inRoute({ answer: route.answer.extend({ kind: z.enum(['food', 'tools']).optional() }) }),
  ],
  [
    'an answer may be null',
    () => inRoute({ answer: route.answer.extend({ kind: z.enum(['food', 'tools']).nullable() }) }),
  ],
  [
    'an event with another value',
    () => inEvent(event.data.extend({ kind: z.enum(['food', 'tools', 'toys']) })),
  ],
  ['an event without a value', () => inEvent(event.data.extend({ kind: z.enum(['food']) }))],
  ['an event with a new required field', () => inEvent(event.data.extend({ name: z.string() }))],
])('breaks: %s', (_name, change) => expect(breaks(change())).toBeGreaterThan(0));

test.each<[string, () => { isBreak: boolean }[]]>([
  ['a new route', () => changes({ routes: [route, { ...route, name: 'Other' }] })],
  [
    'a new optional field',
    () => inRoute({ body: route.body.extend({ name: z.string().optional() }) }),
  ],
  [
    'a field with a default',
    () => inRoute({ body: route.body.extend({ name: z.string().default('') }) }),
  ],
  [
    'another input value',
    () => inRoute({ body: route.body.extend({ kind: z.enum(['food', 'tools', 'toys']) }) }),
  ],
  ['a higher maximum', () => inRoute({ body: route.body.extend({ days: z.int().max(10) }) })],
  ['a new answer field', () => inRoute({ answer: route.answer.extend({ name: z.string() }) })],
  [
    'an answer field that is always there',
    () => inRoute({ answer: route.answer.extend({ note: z.string() }) }),
  ],
  ['another role', () => inRoute({ allowed: [...route.allowed, 'auditor'] })],
  ['another refusal', () => inRoute({ refusals: ['market-full', 'market-closed'] })],
  [
    'an event with a new optional field',
    () => inEvent(event.data.extend({ name: z.string().optional() })),
  ],
])('is fine: %s', (_name, change) => {
  expect(change().length).toBeGreaterThan(0);
  expect(breaks(change())).toBe(0);
});
