import {
  developerOf,
  personOf,
  type Actor,
  type Filter,
  type ServiceCore,
  type ViewDocument,
} from '@fangpiao/chassis';
import type { AnswerOf, listMessages as route, QueryOf } from '@fangpiao/contracts';
import { instant } from '@fangpiao/values';
import { message, type Message } from '../domain/message.ts';

type Sent = Extract<Message, { status: 'sent' }>;

/** The inbox, newest first: holders and developers see their own messages, operator and auditor all. */
export async function listMessages(
  core: ServiceCore,
  page: QueryOf<typeof route>,
  actor: Actor,
): Promise<{ answer: AnswerOf<typeof route> }> {
  const { store, clock } = core.ports;
  const before = page.cursor === undefined ? '' : Buffer.from(page.cursor, 'base64url').toString();
  const views = await store.find<ViewDocument>(
    message.kind,
    { ...own(actor), ...(before !== '' && { 'state.order': { $lt: before } }) },
    { sort: { 'state.order': -1 }, limit: page.limit + 1 },
  );
  const shown = views.slice(0, page.limit).map(({ _id, state }) => itemOf(_id, state as Sent));
  const last = views[page.limit - 1];
  return {
    answer: {
      items: shown,
      ...(views.length > page.limit && { next: cursorAfter(last!.state as Sent) }),
      asOf: instant(clock.now()),
    },
  };
}

function own(actor: Actor): Filter {
  switch (actor.role) {
    case 'holder':
      return { 'state.recipientKey': `person/${personOf(actor)}` };
    case 'developer-clerk':
      return { 'state.recipientKey': `developer/${developerOf(actor)}` };
    default:
      return {};
  }
}

function itemOf(stream: string, { recipient, topic, zh, en, at }: Sent) {
  const messageId = stream.slice(message.kind.length + 1);
  return { messageId, recipient, topic, zh, en, at };
}

function cursorAfter({ order }: Sent): string {
  return Buffer.from(order).toString('base64url');
}
