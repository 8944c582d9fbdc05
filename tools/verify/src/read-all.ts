import type { Check, InvariantResult } from './check.ts';
import { services, type Source } from './source/shapes.ts';

/** Shows everything there is to every check, once, and answers what they found. */
export async function readAll(
  source: Source,
  checks: readonly Check[],
): Promise<{ results: InvariantResult[]; newestCommit: number }> {
  let newestCommit = 0;
  for (const service of services) {
    for await (const commit of source.commits(service)) {
      newestCommit = Math.max(newestCommit, Date.parse(commit.at));
      for (const check of checks) check.commit?.(service, commit);
    }
  }
  for (const service of services) {
    const collections = await source.collections(service);
    for (const check of checks) check.collections?.(service, collections);
    for (const collection of collections) {
      if (collection === 'commits') continue;
      for await (const document of source.documents(service, collection)) {
        for (const check of checks) check.document?.(service, collection, document);
      }
    }
  }
  for (const service of services) {
    const state = await source.busState(service);
    for (const check of checks) check.bus?.(service, state);
    for await (const message of source.messages(service)) {
      for (const check of checks) check.message?.(service, message);
    }
  }
  for (const check of checks) check.end?.();
  const results = checks.flatMap(({ invariants }) => invariants.map((one) => one.result()));
  return { results, newestCommit };
}
