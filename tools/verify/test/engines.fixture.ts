import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';
import mongoose from 'mongoose';
import type { RunningEngines } from '@fangpiao/engines';
import { streamName, streamSubjects, userFor } from '@fangpiao/engines';
import type { Addresses } from '../src/source/engines-source.ts';
import type { MemorySource } from '../src/source/memory-source.ts';
import { services, type Service } from '../src/source/shapes.ts';

/** Lays a world out on real engines, as services would have left it. */
export async function layOut(source: MemorySource, engines: RunningEngines): Promise<Addresses> {
  const addresses = addressesOn(engines);
  for (const service of services) {
    await fillDatabase(source, service, addresses.mongoUrls[service]);
    await fillStream(source, service, engines);
  }
  return addresses;
}

/** Before the first commit, or the bus would count as wiped since. */
export async function makeStreams(engines: RunningEngines): Promise<void> {
  for (const service of services) {
    await withBus(service, engines, async (connection) => {
      const manager = await jetstreamManager(connection);
      await manager.streams.add({ name: streamName(service), subjects: streamSubjects(service) });
    });
  }
}

function addressesOn(engines: RunningEngines): Addresses {
  const of = <Value>(value: (service: Service) => Value): Record<Service, Value> =>
    Object.fromEntries(services.map((service) => [service, value(service)])) as never;
  return {
    mongoUrls: of((service) => databaseUrl(engines.mongoUrl, `verify-${service}`)),
    natsUrl: engines.natsUrl,
    natsUsers: of((service) => userFor(service, engines.environment)),
  };
}

function databaseUrl(mongoUrl: string, name: string): string {
  const url = new URL(mongoUrl);
  if (url.username !== '' && !url.searchParams.has('authSource')) {
    url.searchParams.set('authSource', url.pathname.slice(1) || 'admin');
  }
  url.pathname = `/${name}`;
  return url.href;
}

async function fillDatabase(source: MemorySource, service: Service, url: string): Promise<void> {
  await withDatabase(url, async (database) => {
    const { commits, collections } = source.services[service];
    for (const [name, documents] of Object.entries({ ...collections, commits })) {
      await database.createCollection(name);
      const collection = database.collection<{ _id: string }>(name);
      if (documents.length > 0) await collection.insertMany([...documents] as { _id: string }[]);
    }
  });
}

async function fillStream(
  source: MemorySource,
  service: Service,
  engines: RunningEngines,
): Promise<void> {
  await withBus(service, engines, async (connection) => {
    const client = jetstream(connection);
    for (const message of source.services[service].messages) {
      const sent = headers();
      for (const [name, value] of Object.entries(message.headers)) sent.set(name, value);
      await client.publish(message.subject, message.data, { headers: sent });
    }
  });
}

export async function withDatabase(
  url: string,
  work: (database: mongoose.mongo.Db) => Promise<unknown>,
): Promise<void> {
  const client = await new mongoose.mongo.MongoClient(url).connect();
  try {
    await work(client.db());
  } finally {
    await client.close();
  }
}

export async function withBus(
  service: Service,
  engines: RunningEngines,
  work: (connection: Awaited<ReturnType<typeof connect>>) => Promise<unknown>,
): Promise<void> {
  const connection = await connect({
    servers: engines.natsUrl,
    ...userFor(service, engines.environment),
  });
  try {
    await work(connection);
  } finally {
    await connection.close();
  }
}
