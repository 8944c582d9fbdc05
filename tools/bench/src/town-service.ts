/* eslint-disable @nx/enforce-module-boundaries -- the bench measures the chassis on its own invented town */
import { z } from 'zod';
import { defineRoute, nothing } from '@fangpiao/contracts';
import { acceptedAs, composeService, onCommand, type ServiceDefinition } from '@fangpiao/chassis';
import { MongoStore } from '../../../libs/chassis/src/adapters/mongo-store.ts';
import { NatsBus } from '../../../libs/chassis/src/adapters/nats-bus.ts';
import { startShell } from '../../../libs/chassis/src/adapters/express-shell.ts';
import {
  systemChance,
  systemClock,
  systemTimers,
} from '../../../libs/chassis/src/adapters/system-ports.ts';
import {
  counterDefinition,
  counterSeat,
  openStall,
  payIn,
} from '../../../libs/chassis/test/town.ts';
import { testIdentity } from '@fangpiao/issuer';

/** The town's counter over HTTP on real engines; prints its address and a token when it is ready. */
const common = {
  service: counterSeat,
  method: 'post',
  zh: '压测',
  en: 'Bench',
  allowed: ['counter-officer'],
  params: nothing,
  query: nothing,
  status: 201,
  answer: z.strictObject({ id: z.string(), version: z.int(), status: z.enum(['done', 'pending']) }),
  refusals: [],
} as const;
const pay = defineRoute({
  ...common,
  name: 'benchPay',
  path: '/bench/pay',
  body: z.strictObject({ till: z.string(), amount: z.int() }),
});
const open = defineRoute({
  ...common,
  name: 'benchOpen',
  path: '/bench/open',
  body: z.strictObject({ name: z.string(), note: z.string() }),
});

const quiet = { info: () => undefined, warn: console.error, error: console.error };
const environment = process.env;
const store = await MongoStore.connect(environment['BENCH_MONGO_URL']!);
const bus = await NatsBus.connect({
  url: environment['BENCH_NATS_URL']!,
  service: counterSeat,
  user: counterSeat,
  pass: environment['BENCH_NATS_PASSWORD']!,
  log: quiet,
});
const identity = await testIdentity({ now: () => systemClock.now() });
const switches = { brokenAtLedger: new Set<string>(), brokenAtCounter: new Set<string>() };
const definition: ServiceDefinition = { ...counterDefinition(switches), reactions: [], jobs: [] };
const service = composeService({
  definition,
  routes: () => [
    onCommand(pay, {
      command: payIn,
      input: ({ body }) => ({ till: body.till, fen: body.amount }),
      answer: acceptedAs('done'),
    }),
    onCommand(open, {
      command: openStall,
      input: ({ body }) => ({ name: body.name + body.note }),
      answer: acceptedAs('done'),
    }),
  ],
  ports: {
    clock: systemClock,
    timers: systemTimers,
    chance: systemChance,
    store,
    bus,
    log: quiet,
    faultPoint: () => undefined,
    identity: identity.identityFor(counterSeat),
  },
  config: { rate: { perSecond: 1_000_000, burst: 1_000_000, subjects: 10 } },
});
await service.start();
const shell = await startShell(
  {
    dispatch: service.dispatch,
    ready: { service: () => service.core.readiness().ready },
    documents: { openApi: () => ({}), asyncApi: () => ({}), page: () => '' },
    clock: systemClock,
    log: quiet,
    bodyBytes: 1_000_000,
  },
  { port: 0 },
);
const token = await identity.tokenFor(
  { subject: 'clerk-1', role: 'counter-officer', agency: 'town' } as never,
  counterSeat,
);
console.log(JSON.stringify({ url: shell.url, token }));
process.stdin.on('close', () => process.exit(0));
process.stdin.resume();
