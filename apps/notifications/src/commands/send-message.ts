import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideSendMessage, message, type Message, type MessageEvent } from '../domain/message.ts';
import type { Notice, Recipient } from '../domain/notices.ts';

/** One message of one event to one recipient: a repeated event names the same stream, so nobody is told twice. */
export const sendMessage: CommandDeclaration<
  { recipient: Recipient; notice: Notice },
  Message,
  MessageEvent,
  void
> = {
  name: 'SendMessage',
  aggregate: message,
  id: (_input, { scopeId }) => scopeId,
  creates: true,
  decide: decideSendMessage,
};
