import { z } from 'zod';
import { defineRoute, nothing } from '../core/define-route.ts';
import { pageOf, pageQuery } from '../core/paging.ts';
import type { ServiceContract } from '../core/registry.ts';
import { instantSchema } from '../core/schemas.ts';
import { developerIdSchema, personIdSchema } from '../shared/words.ts';

export const messageSchema = z.strictObject({
  messageId: z.string(),
  recipient: z.union([
    z.strictObject({ kind: z.literal('person'), personId: personIdSchema }),
    z.strictObject({ kind: z.literal('developer'), developerId: developerIdSchema }),
  ]),
  topic: z.enum([
    'voucher-issued',
    'issuance-refused',
    'unit-reserved',
    'purchase-ended',
    'purchase-used',
    'purchase-completed',
    'voucher-expired',
    'handed-over',
    'claim-refused',
    'claim-paid',
  ]),
  zh: z.string(),
  en: z.string(),
  at: instantSchema,
});

export const listMessages = defineRoute({
  name: 'listMessages',
  service: 'notifications',
  method: 'get',
  path: '/messages',
  zh: '收件箱：持票人和开发企业只见自己的消息',
  en: 'The inbox: holders and developers see their own messages',
  allowed: ['holder', 'developer-clerk', 'operator', 'auditor'],
  params: nothing,
  query: z.strictObject({ ...pageQuery }),
  status: 200,
  answer: pageOf(messageSchema),
  refusals: [],
});

export const getMessageFigures = defineRoute({
  name: 'getMessageFigures',
  service: 'notifications',
  method: 'get',
  path: '/figures/messages',
  zh: '消息统计，按主题',
  en: 'Messages by topic',
  allowed: ['operator', 'headquarters', 'auditor'],
  params: nothing,
  query: nothing,
  status: 200,
  answer: z.strictObject({ rows: z.array(z.strictObject({ topic: z.string(), count: z.int() })) }),
  refusals: [],
});

export const notificationsContract: ServiceContract = {
  service: 'notifications',
  zh: '消息：告知持票人与开发企业',
  en: 'Messages to holders and developers',
  routes: [listMessages, getMessageFigures],
  events: [],
  refusals: {},
};
