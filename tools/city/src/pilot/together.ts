import { sleep } from './desk.ts';

/** Tells how far a step is. */
export type Report = (step: Step, done: number, total: number) => void;

export interface Step {
  readonly zh: string;
  readonly en: string;
}

/** Does the same for many, a bounded number at a time; the first failure ends it. */
export async function forEach<Item>(
  items: readonly Item[],
  of: { step: Step; report: Report; atOnce: number },
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  let done = 0;
  let isFailed = false;
  of.report(of.step, 0, items.length);
  const worker = async (): Promise<void> => {
    while (next < items.length && !isFailed) {
      const item = items[next]!;
      next += 1;
      try {
        await work(item);
      } catch (problem) {
        isFailed = true;
        throw problem;
      }
      done += 1;
      of.report(of.step, done, items.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(of.atOnce, items.length) }, worker));
}

/** Nothing moved any more before what was waited for had come. */
export class Stalled extends Error {}

/**
 * Asks until the number wanted is there. A number that does not move for a while means that
 * something was refused or is stuck: better to stop and say so than to wait for ever.
 */
export async function untilCount(
  of: { step: Step; report: Report; wanted: number; stallMillis?: number | undefined },
  count: () => Promise<number>,
): Promise<void> {
  const { step, report, wanted, stallMillis = 30_000 } = of;
  let last = -1;
  let movedAt = performance.now();
  for (;;) {
    const now = await count();
    report(step, Math.min(now, wanted), wanted);
    if (now >= wanted) return;
    if (now !== last) {
      last = now;
      movedAt = performance.now();
    } else if (performance.now() - movedAt > stallMillis) {
      throw new Stalled(`${step.zh} · ${step.en}: ${now} / ${wanted}`);
    }
    await sleep(250);
  }
}

/** All pages of a list. */
export async function allPages<Item>(
  page: (cursor: string | undefined) => Promise<{
    readonly items: readonly Item[];
    readonly next?: string | undefined;
  }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page(cursor);
    items.push(...answer.items);
    cursor = answer.next;
  } while (cursor !== undefined);
  return items;
}
