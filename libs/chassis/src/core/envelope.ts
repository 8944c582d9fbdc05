import { instant, instantMillis, type Instant } from '@fangpiao/values';
import type { ServiceName } from '@fangpiao/contracts';
import type { ArrivedEvent } from './command.ts';
import { hashPrefix, type Commit, type CommittedEvent } from './commit.ts';
import type { BusMessage } from './ports.ts';

/** Stream + position + prefix of the commit's hash: two histories of one stream never share an id (WRITE-PATH 24). */
export function eventId(commit: Commit, event: CommittedEvent): string {
  return `${commit.stream}#${event.position}#${hashPrefix(commit.hash)}`;
}

/** The published events of a commit as CloudEvents 1.0 in binary mode. */
export function messagesOf(service: ServiceName, commit: Commit): BusMessage[] {
  return commit.events.flatMap((event) => {
    if (event.position === undefined) return [];
    const id = eventId(commit, event);
    return [
      {
        subject: event.type,
        id,
        headers: {
          'ce-specversion': '1.0',
          'ce-id': id,
          'ce-type': event.type,
          'ce-source': `/${service}`,
          'ce-subject': commit.stream,
          'ce-time': commit.at,
          'ce-position': String(event.position),
          'content-type': 'application/json',
          ...(commit.trace === '' ? {} : { traceparent: commit.trace }),
        },
        data: JSON.stringify(event.data),
      },
    ];
  });
}

/** An event as received, with what guards it. */
export interface ReceivedEvent extends ArrivedEvent {
  readonly id: string;
  /** Prefix of the hash of the commit it is from; another one at the same position is a fork. */
  readonly hash: string;
  readonly family: string;
  readonly trace: string;
}

/** The text is not an event of ours. */
export class UnreadableMessage extends Error {
  override name = 'UnreadableMessage';
}

export function readMessage(message: BusMessage): ReceivedEvent {
  const { headers } = message;
  const [id, type, stream, at] = ['ce-id', 'ce-type', 'ce-subject', 'ce-time'].map(
    (name) => headers[name],
  );
  const position = Number(headers['ce-position']);
  if (!id || !type || !stream || !at || !Number.isSafeInteger(position) || position < 1) {
    throw new UnreadableMessage(`message ${message.id} lacks the headers of an event`);
  }
  return {
    id,
    type,
    stream,
    position,
    at: instant(instantMillis(at as Instant)),
    hash: id.slice(id.lastIndexOf('#') + 1),
    family: type.split('.')[1] ?? '',
    trace: headers['traceparent'] ?? '',
    data: JSON.parse(message.data) as unknown,
  };
}
