import type { LoadReport } from './load-order.ts';

/** Carries out `count` operations, prints what that took as the one line the bench reads, and ends the process. */
export async function reportLoad(count: number, carryOut: () => Promise<void>): Promise<never> {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  await carryOut();
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const report: LoadReport = {
    perSecond: count / seconds,
    seconds,
    cpuMillis: (user + system) / 1_000,
  };
  console.log(JSON.stringify(report));
  process.exit(0);
}
