import { z } from 'zod';
import { defineRoute, nothing } from './define-route.ts';
import type { ServiceName } from './event.ts';
import type { RouteDeclaration } from './route.ts';
import { instantSchema } from './schemas.ts';
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

/**
 * What every service has for its operator: is it well, what is stuck, send it through again, is a history whole. The
 * auditor may look. Declared once; each service has its own copy under names with its prefix.
 */
export function operatorRoutesOf<const Service extends ServiceName>(service: Service) {
  const look = { service, method: 'get', params: nothing, status: 200, refusals: [] } as const;
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
    /** Every event keeps its own key, so a second replay does nothing: it needs no Idempotency-Key. */
    replayDeadLetter: defineRoute({
      name: `${service}ReplayDeadLetter`,
      service,
      method: 'post',
      path: '/operator/dead-letters/replay',
      zh: '重放一封死信',
      en: 'Send a dead letter through again',
      allowed: ['operator'],
      params: nothing,
      query: nothing,
      body: z.strictObject({ source: sourceName }),
      status: 200,
      answer: z.strictObject({ source: z.string(), passed: z.boolean() }),
      refusals: [],
      reads: true,
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
  } satisfies Record<string, RouteDeclaration>;
}
