import type { Commit } from './commit.ts';
import { commitLimits, type SealedCommit } from './commit.ts';
import { UnknownOutcome, type Ports } from './ports.ts';

export type Fate = 'durable' | 'conflict' | { readonly failed: unknown };

interface InsertOptions {
  readonly ports: Ports;
  readonly order: 'ordered' | 'unordered';
  /** Told once when a reply is lost, so that callers are not kept waiting. */
  readonly onUnknown: () => void;
}

const resendDelayMillis = { first: 20, most: 2_000 };

/**
 * Inserts documents until the fate of each is known. After a lost reply the identical documents are sent again:
 * a duplicate with our hash is our own success, any other a conflict (WRITE-PATH 3, 4).
 */
export async function insertUntilKnown(
  commits: readonly Commit[],
  options: InsertOptions,
): Promise<Map<string, Fate>> {
  const { ports, order } = options;
  const fates = new Map<string, Fate>();
  let pending = [...commits];
  let delay = resendDelayMillis.first;
  await ports.faultPoint('before-insert');
  while (pending.length > 0) {
    let results;
    try {
      results = await ports.store.insertCommits(pending, order);
    } catch (problem) {
      if (problem instanceof UnknownOutcome) {
        options.onUnknown();
        ports.log.warn('the reply to an insert was lost; sending the same documents again', {
          documents: pending.length,
        });
        await pause(ports, delay);
        delay = Math.min(delay * 2, resendDelayMillis.most);
        continue;
      }
      // A batch that fails as a whole is sent one by one, so that one bad document does not stop the others.
      if (pending.length === 1) fates.set(pending[0]!._id, { failed: problem });
      else await insertOneByOne(pending, options, fates);
      break;
    }
    await ports.faultPoint('inserted-not-acked');
    const duplicates = pending.filter((_, index) => results[index] === 'duplicate');
    const mine = await whichAreMine(ports, duplicates);
    const again: Commit[] = [];
    let broken = false;
    pending.forEach((commit, index) => {
      const result = results[index]!;
      if (broken) fates.set(commit._id, 'conflict');
      else if (result === 'inserted' || (result === 'duplicate' && mine.has(commit._id)))
        fates.set(commit._id, 'durable');
      else if (result === 'duplicate') {
        fates.set(commit._id, 'conflict');
        if (order === 'ordered') broken = true;
      } else again.push(commit);
    });
    if (again.length === pending.length) await pause(ports, delay);
    pending = again;
  }
  return fates;
}

async function insertOneByOne(
  commits: readonly Commit[],
  options: InsertOptions,
  fates: Map<string, Fate>,
): Promise<void> {
  for (const commit of commits) {
    const fate = (await insertUntilKnown([commit], options)).get(commit._id)!;
    fates.set(commit._id, fate);
    if (fate !== 'durable' && options.order === 'ordered') {
      for (const later of commits) if (!fates.has(later._id)) fates.set(later._id, 'conflict');
      return;
    }
  }
}

async function whichAreMine(ports: Ports, duplicates: readonly Commit[]): Promise<Set<string>> {
  if (duplicates.length === 0) return new Set();
  const stored = await readStubbornly(
    ports,
    duplicates.map((commit) => commit._id),
  );
  const hashes = new Map(stored.map((commit) => [commit._id, commit.hash]));
  return new Set(
    duplicates
      .filter((commit) => hashes.get(commit._id) === commit.hash)
      .map((commit) => commit._id),
  );
}

/** The fate of an insert must not be lost to a failed read: the read is repeated until it answers. */
async function readStubbornly(ports: Ports, ids: readonly string[]): Promise<Commit[]> {
  for (let delay = resendDelayMillis.first; ; delay = Math.min(delay * 2, resendDelayMillis.most)) {
    try {
      return await ports.store.commitsByIds(ids);
    } catch (problem) {
      ports.log.warn('reading back duplicates failed; trying again', { problem: String(problem) });
      await pause(ports, delay);
    }
  }
}

export function pause(ports: Pick<Ports, 'timers'>, millis: number): Promise<void> {
  return new Promise((resolve) => {
    ports.timers.after(millis, resolve);
  });
}

/** Splits documents into flushes within the limits of number and size. */
export function flushesOf(sealed: readonly SealedCommit[]): Commit[][] {
  const flushes: Commit[][] = [];
  let current: Commit[] = [];
  let characters = 0;
  for (const { commit, characters: size } of sealed) {
    if (
      current.length === commitLimits.flushDocuments ||
      characters + size > commitLimits.flushCharacters
    ) {
      flushes.push(current);
      current = [];
      characters = 0;
    }
    current.push(commit);
    characters += size;
  }
  if (current.length > 0) flushes.push(current);
  return flushes;
}
