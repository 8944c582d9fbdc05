import type { Commit, Outcome } from '../src/index.ts';
import { book, till, type Book } from './town.ts';
import type { Process } from './world.ts';

export const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export async function commitsOf(process: Process, stream: string): Promise<Commit[]> {
  return process.ports.store.commitsOf(stream, 0, 5_000);
}

export async function balanceOf(process: Process, id: string): Promise<number> {
  return (await process.core.reader.state(till, id)).state.balance;
}

export async function bookOf(process: Process, id: string): Promise<Book> {
  return (await process.core.reader.state(book, id)).state;
}

export function kinds(outcomes: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Versions and hashes go on from one commit to the next, from 1. */
export function isUnbroken(commits: readonly Commit[]): boolean {
  return commits.every(
    (commit, index) =>
      commit.version === index + 1 &&
      commit.previousHash === (commits[index - 1]?.hash ?? '0'.repeat(64)),
  );
}

/** What a promise has come to, without waiting for it. */
export function watch(promise: Promise<unknown>): { settled: boolean } {
  const watched = { settled: false };
  const note = (): void => void (watched.settled = true);
  promise.then(note, note);
  return watched;
}

/** Opens by hand: what it holds back waits for `open`. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}
