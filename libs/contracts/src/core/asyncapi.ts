import { partsOfEventType } from './event.ts';
import type { EventDeclaration } from './event.ts';
import { jsonSchemaOf } from './json-schema.ts';
import type { ServiceContract } from './registry.ts';

/** An AsyncAPI 3.0 document as plain data. */
export interface AsyncApiDocument {
  readonly asyncapi: '3.0.0';
  readonly [section: string]: unknown;
}

/**
 * What one service publishes: a channel per event type (the subject on the bus), grouped by family.
 * Messages are CloudEvents 1.0 in binary mode: attributes in the headers, the data as JSON.
 */
export function asyncApiOf(
  contract: ServiceContract,
  options: { version: string; busUrl?: string },
): AsyncApiDocument {
  return {
    asyncapi: '3.0.0',
    info: {
      title: `${contract.zh} · ${contract.en}`,
      version: options.version,
      license: { name: 'MulanPSL-2.0' },
    },
    defaultContentType: 'application/json',
    ...(options.busUrl !== undefined && {
      servers: { bus: { host: new URL(options.busUrl).host, protocol: 'nats' } },
    }),
    channels: Object.fromEntries(
      contract.events.map((event) => [channelOf(event), channel(event)] as const),
    ),
    operations: Object.fromEntries(
      contract.events.map((event) => [
        `publish-${channelOf(event)}`,
        {
          action: 'send',
          channel: { $ref: `#/channels/${channelOf(event)}` },
          summary: `${event.zh} · ${event.en}`,
          messages: [{ $ref: `#/channels/${channelOf(event)}/messages/event` }],
        },
      ]),
    ),
    components: {
      messages: Object.fromEntries(
        contract.events.map((event) => [channelOf(event), messageOf(event)] as const),
      ),
      schemas: { cloudEventHeaders },
    },
  };
}

function channel(event: EventDeclaration): object {
  const { family } = partsOfEventType(event.type);
  return {
    address: event.type,
    description: `${event.zh} · ${event.en}`,
    tags: [{ name: family }, { name: event.nature }],
    messages: { event: { $ref: `#/components/messages/${channelOf(event)}` } },
  };
}

/** Keys of AsyncAPI may not hold dots. */
function channelOf(event: EventDeclaration): string {
  return event.type.replaceAll('.', '-');
}

function messageOf(event: EventDeclaration): object {
  return {
    name: event.type,
    title: `${event.zh} · ${event.en}`,
    contentType: 'application/json',
    headers: { $ref: '#/components/schemas/cloudEventHeaders' },
    payload: jsonSchemaOf(event.data, 'output', { descriptions: true }),
    'x-nature': event.nature,
  };
}

const text = (description: string) => ({ type: 'string', description });

const cloudEventHeaders = {
  type: 'object',
  required: ['ce-specversion', 'ce-id', 'ce-type', 'ce-source', 'ce-subject', 'ce-time'],
  properties: {
    'ce-specversion': { const: '1.0' },
    'ce-id': text('stream + position + commit hash prefix'),
    'ce-type': text('the event type'),
    'ce-source': text('the publishing service'),
    'ce-subject': text('the stream'),
    'ce-time': text('when it was committed, UTC'),
    traceparent: text('W3C trace context'),
  },
};
