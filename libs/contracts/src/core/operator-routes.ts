import { z } from 'zod';
import { defineRoute, nothing } from './define-route.ts';
import type { ServiceName } from './event.ts';
import type { RouteDeclaration } from './route.ts';
import { instantSchema, textSchema } from './schemas.ts';
import { says } from './says.ts';

const streamText = says('不是流的名称', 'not the name of a stream');
const streamName = z
  .string()
  .regex(/^[a-z][a-z-]*\/\S{1,250}$/, streamText)
  .meta({ description: '流 / stream: <kind>/<id>', examples: ['purchase/purchase-1'] });
const sourceText = says('不是死信来源', 'not the source of a dead letter');
const sourceName = z
  .string()
  .regex(/^\S{1,300}$/, sourceText)
  .meta({
    description: '死信来源 / source of a dead letter: <producer>/<stream>',
    examples: ['listings/unit/unit-1'],
  });

const letter = z.strictObject({
  source: z.string(),
  laidAt: instantSchema,
  events: z.array(
    z.strictObject({
      id: z.string(),
      type: z.string().optional(),
      problem: z.string().optional(),
    }),
  ),
});

const kindText = says('不是视图的种类', 'not the kind of a view');
const kindName = z
  .string()
  .regex(/^[a-z][a-z-]{0,39}$/, kindText)
  .meta({ description: '视图的种类 / kind of a view', examples: ['purchase'] });

const chainEnd = z.strictObject({
  producer: z.string(),
  stream: z.string(),
  saidAt: instantSchema,
});

function declareFor<const Service extends ServiceName>(service: Service) {
  const look = { service, method: 'get', params: nothing, status: 200, refusals: [] } as const;
  // Doing one of these twice does what doing it once does: they need no Idempotency-Key.
  const act = {
    ...look,
    method: 'post',
    query: nothing,
    allowed: ['operator'],
    reads: true,
  } as const;
  return {
    status: defineRoute({
      ...look,
      name: `${service}OperatorStatus`,
      path: '/operator/status',
      zh: '运行状况：队列、待办提交、事件、分叉的流',
      en: 'How the service is: queue, undone commits, events, forked streams',
      allowed: ['operator', 'auditor'],
      query: nothing,
      answer: z.strictObject({
        service: z.string(),
        ready: z.boolean(),
        reasons: z.array(z.string()),
        queuePercent: z.int(),
        pendingCommits: z.int(),
        eventsHandled: z.record(z.string(), z.int()),
        forkedStreams: z.array(z.string()),
        deadLetters: z.int(),
      }),
    }),
    deadLetters: defineRoute({
      ...look,
      name: `${service}DeadLetters`,
      path: '/operator/dead-letters',
      zh: '死信：处理失败的事件及其后的事件',
      en: 'Dead letters: events a handler failed on, and those behind them',
      allowed: ['operator', 'auditor'],
      query: nothing,
      answer: z.strictObject({ letters: z.array(letter) }),
    }),
    /** Every event keeps its own key, so a second replay does nothing. */
    replayDeadLetter: defineRoute({
      ...act,
      name: `${service}ReplayDeadLetter`,
      path: '/operator/dead-letters/replay',
      zh: '重放一封死信',
      en: 'Send a dead letter through again',
      body: z.strictObject({ source: sourceName }),
      answer: z.strictObject({ source: z.string(), passed: z.boolean() }),
    }),
    verifyChain: defineRoute({
      ...look,
      name: `${service}VerifyChain`,
      path: '/operator/verify-chain',
      zh: '核对一条流的哈希链',
      en: 'Check the hash chain of a stream',
      allowed: ['operator', 'auditor'],
      query: z.strictObject({ stream: streamName }),
      answer: z.strictObject({
        stream: z.string(),
        commits: z.int(),
        isUnbroken: z.boolean(),
        problem: z.string().optional(),
      }),
    }),
    /** The operator has looked: what the bus has more than the database is given up (WRITE-PATH 24). */
    recover: defineRoute({
      ...act,
      name: `${service}Recover`,
      path: '/operator/recover',
      zh: '确认数据库曾被恢复到较早时刻，放行服务',
      en: 'Accept that the database was set back to an earlier hour, and let the service go on',
      body: z.strictObject({ reason: textSchema(200, '理由 / reason') }),
      answer: z.strictObject({ accepted: z.array(z.string()), ready: z.boolean() }),
    }),
    /** After this database was set back: the producers say where everything stands, and what is missing is asked for. */
    askForMissing: defineRoute({
      ...act,
      name: `${service}AskForMissing`,
      path: '/operator/ask-for-missing',
      zh: '本库恢复到较早时刻后，向其他单位补要缺失的事件',
      en: 'After this database was set back: ask the other agencies for the events it lacks',
      body: nothing,
      answer: z.strictObject({ asked: z.array(z.string()) }),
    }),
    /** Dropping and folding again gives the same documents: repeating it does no harm. */
    rebuildView: defineRoute({
      ...act,
      name: `${service}RebuildView`,
      path: '/operator/rebuild-view',
      zh: '由提交重新折叠一类视图',
      en: 'Fold the view of a kind anew from the commits',
      body: z.strictObject({ kind: kindName }),
      answer: z.strictObject({ kind: z.string(), streams: z.int() }),
    }),
    witness: defineRoute({
      ...look,
      name: `${service}Witness`,
      path: '/operator/witness',
      zh: '本单位所记其他单位链头；有无被截断或改写',
      en: 'Chain ends of other agencies as kept here; whether one was cut off or rewritten',
      query: z.strictObject({ stream: streamName.optional() }),
      allowed: ['operator', 'auditor'],
      answer: z.strictObject({
        alarms: z.array(chainEnd.extend({ was: z.int(), is: z.int() })),
        kept: z.array(chainEnd.extend({ version: z.int(), hash: z.string() })),
      }),
    }),
  } satisfies Record<string, RouteDeclaration>;
}

const declared = new Map<ServiceName, ReturnType<typeof declareFor<ServiceName>>>();

/**
 * What every service has for its operator: is it well, what is stuck, send it through again, is a history whole. The
 * auditor may look. Declared once; each service has its own copy under names with its prefix.
 */
export function operatorRoutesOf<const Service extends ServiceName>(
  service: Service,
): ReturnType<typeof declareFor<Service>> {
  let routes = declared.get(service);
  if (!routes) declared.set(service, (routes = declareFor<ServiceName>(service)));
  return routes as ReturnType<typeof declareFor<Service>>;
}
