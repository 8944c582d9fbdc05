import { readFileSync } from 'node:fs';
import { comparePacks, readHousehold } from '@fangpiao/policy';
import type { Comparison } from '@fangpiao/policy';
import { calendarDate, formatYuan } from '@fangpiao/values';
import { needed, openPack, Stop } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';

/** `compare OLD NEW --portfolio FILE [--on DATE] [--json]`; the portfolio has one JSON household a line. */
export function compare({ files, options, flags }: Arguments): string {
  const [before, after] = files;
  if (before === undefined || after === undefined)
    throw new Stop('compare OLD NEW --portfolio FILE');
  const comparison = comparePacks({
    before: openPack(before),
    after: openPack(after),
    portfolio: householdsIn(needed(options, 'portfolio')),
    issuedOn: calendarDate(options.on ?? '2026-01-05'),
  });
  return flags.has('json') ? JSON.stringify(comparison, null, 2) : report(comparison);
}

function* householdsIn(file: string) {
  let number = 0;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    number += 1;
    if (line.trim() !== '') yield readHousehold(line, number);
  }
}

function report(of: Comparison): string {
  const money = (amount: Parameters<typeof formatYuan>[0]) => `${formatYuan(amount)} 元`;
  const cases = (list: Comparison['worst']) =>
    list.map(
      (each) =>
        `  ${each.id}  ${money(each.oldFen)} → ${money(each.newFen)}  ${money(each.differenceFen)}`,
    );
  const reasons = Object.entries(of.refused.reasons).map(([reason, n]) => `  ${n} 户：${reason}`);
  return [
    `户数 ${of.households}：增加 ${of.gain.households} 户（合计 ${money(of.gain.totalFen)}），减少 ${of.lose.households} 户（合计 ${money(of.lose.totalFen)}），不变 ${of.same} 户`,
    `总成本 ${money(of.totalOldFen)} → ${money(of.totalNewFen)}`,
    `无法测算：旧 ${of.refused.old} 户，新 ${of.refused.new} 户`,
    ...reasons,
    '按到期月份：',
    ...of.costByMonthOfExpiry.map(
      (each) => `  ${each.month}  ${money(each.oldFen)} → ${money(each.newFen)}`,
    ),
    '减少最多：',
    ...cases(of.worst),
    '增加最多：',
    ...cases(of.best),
  ].join('\n');
}
