import { createHmac } from 'node:crypto';

export interface ServiceDatabases {
  /** The address of each database by its name. */
  urls: Record<string, string>;
  /** True if each database has a user of its own that reaches no other. */
  haveOwnUsers: boolean;
  /** Why, in words for a log. */
  reason: string;
}

/**
 * One database per name, each with a user of its own where the server keeps users apart: an
 * address without a user means a server that asks for none, and then all share the address.
 */
export async function createServiceDatabases(
  mongoUrl: string,
  names: readonly string[],
): Promise<ServiceDatabases> {
  const shared = (reason: string): ServiceDatabases => ({
    urls: Object.fromEntries(names.map((name) => [name, withDatabase(mongoUrl, name)])),
    haveOwnUsers: false,
    reason,
  });
  const master = new URL(mongoUrl);
  if (master.username === '') return shared('the server runs without users');

  const { default: mongoose } = await import('mongoose');
  const { MongoClient, MongoServerError } = mongoose.mongo;
  const client = new MongoClient(mongoUrl, { serverSelectionTimeoutMS: 5_000 });
  const urls: Record<string, string> = {};
  try {
    for (const name of names) {
      // Derived, so that a second start and a second replica arrive at the same one.
      const password = createHmac('sha256', decodeURIComponent(master.password))
        .update(`fangpiao ${name}`)
        .digest('hex');
      const settings = { pwd: password, roles: [{ role: 'readWrite', db: name }] };
      const database = client.db(name);
      try {
        await database.command({ createUser: name, ...settings });
      } catch (error) {
        // 51003: there already.
        if (!(error instanceof MongoServerError) || error.code !== 51003) throw error;
        await database.command({ updateUser: name, ...settings });
      }
      const url = new URL(withDatabase(mongoUrl, name));
      url.username = name;
      url.password = password;
      url.searchParams.set('authSource', name);
      urls[name] = url.href;
    }
    const first = names[0];
    if (first !== undefined && (await reachesOthers(urls[first] ?? mongoUrl, first))) {
      return shared('the server does not keep the users of databases apart');
    }
    return { urls, haveOwnUsers: true, reason: 'each database has a user of its own' };
  } catch (error) {
    return shared(`no users could be made: ${error instanceof Error ? error.message : 'unknown'}`);
  } finally {
    await client.close();
  }
}

/** Whether a user made for one database may read another: asked of the server, not assumed. */
async function reachesOthers(url: string, own: string): Promise<boolean> {
  const { default: mongoose } = await import('mongoose');
  const client = new mongoose.mongo.MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
  try {
    await client.db(own).command({ ping: 1 });
    await client.db(`${own}-not-mine`).collection('probe').findOne({});
    return true;
  } catch (error) {
    // 13: not authorized.
    if (error instanceof mongoose.mongo.MongoServerError && error.code === 13) return false;
    throw error;
  } finally {
    await client.close();
  }
}

function withDatabase(mongoUrl: string, name: string): string {
  const url = new URL(mongoUrl);
  // The address may name the database that its user signs in at.
  const authenticatesAt = url.pathname.slice(1);
  if (authenticatesAt !== '' && !url.searchParams.has('authSource') && url.username !== '') {
    url.searchParams.set('authSource', authenticatesAt);
  } else if (url.username !== '' && !url.searchParams.has('authSource')) {
    url.searchParams.set('authSource', 'admin');
  }
  url.pathname = `/${name}`;
  return url.href;
}
