import type { DomainEvent } from '@fangpiao/contracts';
import type { Aggregate } from '@fangpiao/chassis';
import type { Instant } from '@fangpiao/values';
import { recipientKeyOf, type Notice, type Recipient, type Topic } from './notices.ts';
import { render } from './templates.ts';

/** A message as it was sent; nothing changes it afterwards. */
export type Message =
  | { readonly status: 'none' }
  | {
      readonly status: 'sent';
      readonly recipient: Recipient;
      readonly recipientKey: string;
      readonly topic: Topic;
      readonly zh: string;
      readonly en: string;
      readonly at: Instant;
      /** Time, then stream: the order of the inbox, with no two alike. */
      readonly order: string;
    };

export type MessageEvent = DomainEvent<
  'notifications.message.sent.v1',
  {
    readonly recipient: Recipient;
    readonly topic: Topic;
    readonly values: Notice['values'];
    readonly zh: string;
    readonly en: string;
  }
>;

export const message: Aggregate<Message, MessageEvent> = {
  service: 'notifications',
  kind: 'message',
  schema: 1,
  initial: { status: 'none' },
  events: [],
  internal: ['notifications.message.sent.v1'],
  indexes: [
    { 'state.recipientKey': 1, 'state.order': -1 },
    { 'state.order': -1 },
    { 'state.topic': 1 },
  ],
  apply: (_state, { data }, { at, stream }) => ({
    status: 'sent',
    recipient: data.recipient,
    recipientKey: recipientKeyOf(data.recipient),
    topic: data.topic,
    zh: data.zh,
    en: data.en,
    at,
    order: `${at} ${stream}`,
  }),
};

/** Sends one message to one recipient, once. */
export function decideSendMessage(
  state: Message,
  input: { readonly recipient: Recipient; readonly notice: Notice },
): MessageEvent[] {
  if (state.status === 'sent') return [];
  const { recipient, notice } = input;
  return [
    {
      type: 'notifications.message.sent.v1',
      data: { recipient, ...notice, ...render(recipient, notice) },
    },
  ];
}
