import { isRight } from './round.ts';
import type { RoundResult } from './round.ts';
import type { Tally } from './tally.ts';
import type { Incident } from './torment.ts';

const problemsShown = 5;

/** One line for what just happened to a process. */
export function lineOf(incident: Incident, atMillis: number): string {
  const at = `${(atMillis / 1_000).toFixed(1).padStart(7)} s`;
  return `${at}  ${incident.victim.padEnd(13)} ${whatOf(incident)}`;
}

function whatOf(incident: Incident): string {
  switch (incident.kind) {
    case 'kill':
      return `强制结束 · killed, ${seconds(incident.forMillis)}`;
    case 'stop':
      return `暂停 · stopped, ${seconds(incident.forMillis)}`;
    case 'wipe':
      return `强制结束并清空数据 · killed and wiped, ${seconds(incident.forMillis)}`;
    case 'back':
      return `恢复 · back, ${seconds(incident.afterMillis)}`;
    case 'ended-by-itself':
      return '自行退出 · ended by itself';
    case 'not-back':
      return `未能重新启动 · did not start again\n${incident.why}`;
  }
}

/** Figures and invariants of one pilot; of the invariants only the broken ones with their records. */
export function linesOf(round: RoundResult): string[] {
  const { figures, invariants } = round;
  const width = Math.max(...figures.map(({ id }) => id.length));
  return [
    ...figures.map(({ id, wanted, measured, agrees }) => {
      const end = agrees ? '' : `  应为 · wanted ${wanted}`;
      return `${agrees ? '✓' : '✗'} ${id.padEnd(width)} ${measured}${end}`;
    }),
    ...invariants.flatMap(({ id, holds, checked, problems }) => [
      `${holds ? '✓' : '✗'} ${id} (${checked})`,
      ...problems.slice(0, problemsShown).map(({ record, what }) => `    ${record}: ${what}`),
    ]),
    `试点 · pilot ${round.seconds.toFixed(0)} s, ${round.calls} calls；` +
      `平静后核对 · settled after ${round.settledAfterSeconds.toFixed(0)} s；` +
      (isRight(round) ? '全部成立 · all hold' : '不成立 · not all hold'),
  ];
}

/** How often each process was hurt. */
export function summaryOf(tally: Tally): string[] {
  const rows = [...tally.faults].sort(([one], [other]) => one.localeCompare(other));
  const sum = { kill: 0, stop: 0, wipe: 0 };
  for (const [, { kill, stop, wipe }] of rows) {
    sum.kill += kill;
    sum.stop += stop;
    sum.wipe += wipe;
  }
  const row = (name: string, { kill, stop, wipe }: typeof sum): string =>
    `${name.padEnd(14)} ${[kill, stop, wipe].map((count) => String(count).padStart(7)).join('')}`;
  const slowest = tally.slowestStart;
  return [
    `${''.padEnd(14)} ${['kill', 'stop', 'wipe'].map((name) => name.padStart(7)).join('')}`,
    ...rows.map(([name, counts]) => row(name, counts)),
    row('合计 · all', sum),
    `自行退出 · ended by themselves ${tally.endedByThemselves}，未能启动 · failed starts ${tally.notBack}` +
      (slowest ? `，最慢启动 · slowest start ${slowest.victim} ${seconds(slowest.millis)}` : ''),
  ];
}

function seconds(millis: number): string {
  return `${(millis / 1_000).toFixed(1)} s`;
}
