import { addDays, addMonths, daysBetween } from '@fangpiao/values';
import type { CalendarDate } from '@fangpiao/values';
import { daysSince, monthsSince, rollToWorkingDay } from '../calendar/terms.ts';
import { isCalendarPublished } from '../calendar/official-calendar.ts';
import { compare, exact, one } from '../formula/exact.ts';
import type { Exact } from '../formula/exact.ts';
import { showValue } from '../formula/compile.ts';
import type { Formula } from '../formula/compile.ts';
import type { Row } from '../formula/tier.ts';
import { dayNames } from '../model/names.ts';
import { percentage } from '../formula/types.ts';
import { labelOf } from '../load/check-rules.ts';
import type { Bilingual } from '../model/basics.ts';
import type { FromStartReward, PolicyPack } from '../model/policy-pack.ts';
import { isAssumption, sourceOf } from './answer.ts';
import type { VoucherFacts } from './facts.ts';
import { insideFace, readFacts } from './facts.ts';
import { PackNames } from './names.ts';

export type Deadline = {
  kind: 'reminder' | 'tier-ends' | 'last-day-of-use' | 'apply-for-exchange-until';
  on: CalendarDate;
  text: Bilingual;
  clause: string;
  isAssumption: boolean;
};

export type Deadlines = {
  issuedOn: CalendarDate;
  /** The last day on which use counts, holidays considered: stored on the voucher. */
  expiresOn: CalendarDate;
  /** The same before it was moved off a holiday; the ceiling of the law is tested on this one. */
  expiresBeforeRollingOn: CalendarDate;
  /** All dates in order. */
  list: Deadline[];
  /** False: that year's official calendar is not published yet, so a working-day term may move. */
  isCalendarPublished: boolean;
};

/** All dates of a voucher issued on this day. With voucher facts also the edges of its reward tiers. */
export function deadlines(
  pack: PolicyPack,
  of: { issuedOn: CalendarDate; voucher?: VoucherFacts },
): Deadlines {
  const { validity, expiry } = pack.rules;
  const { issuedOn } = of;
  const raw = lastDay(pack, issuedOn);
  const expiresOn = lastDayOfUse(pack, issuedOn);
  const source = sourceOf(validity, validity.months !== undefined ? 'months' : 'days');
  const clause = { clause: labelOf(source), isAssumption: isAssumption(source) };
  const remindSource = sourceOf(validity, 'remindDaysBefore');
  const list: Deadline[] = [
    {
      kind: 'last-day-of-use',
      on: expiresOn,
      text: { zh: '使用期限最后一日', en: 'last day of use' },
      ...clause,
    },
    ...validity.remindDaysBefore.map((days): Deadline => ({
      kind: 'reminder',
      on: addDays(expiresOn, -days),
      text: { zh: `到期前 ${days} 日提醒`, en: `reminder ${days} days before expiry` },
      clause: labelOf(remindSource),
      isAssumption: isAssumption(remindSource),
    })),
    ...pack.compiled.fromStart.flatMap((reward) =>
      tierEdges({ pack, reward, issuedOn, expiresOn, voucher: of.voucher }),
    ),
  ];
  if (expiry.applyWithinMonths !== undefined) {
    list.push({
      kind: 'apply-for-exchange-until',
      on: addMonths(expiresOn, expiry.applyWithinMonths),
      text: { zh: '到期兑换申请截止日', en: 'last day to apply for exchange' },
      clause: labelOf(sourceOf(expiry, 'applyWithinMonths')),
      isAssumption: isAssumption(sourceOf(expiry, 'applyWithinMonths')),
    });
  }
  const said = new Set<string>();
  const isNew = ({ on, text }: Deadline) => !said.has(on + text.zh) && said.add(on + text.zh);
  list.sort((a, b) => daysBetween({ from: b.on, to: a.on }));
  return {
    issuedOn,
    expiresOn,
    expiresBeforeRollingOn: raw,
    list: list.filter(isNew),
    isCalendarPublished: isCalendarPublished(Number(expiresOn.slice(0, 4))),
  };
}

/** The days after which less of a reward is kept, in the order of the pack's rewards. */
export function tierEnds(
  pack: PolicyPack,
  of: { issuedOn: CalendarDate; expiresOn: CalendarDate; voucher: VoucherFacts },
): CalendarDate[] {
  const ends = pack.compiled.fromStart.flatMap((reward) => tierEdges({ pack, reward, ...of }));
  return [...new Set(ends.map(({ on }) => on))].sort();
}

/** The last day of use for a voucher issued on this day, holidays considered. */
export function lastDayOfUse(pack: PolicyPack, issuedOn: CalendarDate): CalendarDate {
  const raw = lastDay(pack, issuedOn);
  return pack.rules.validity.rollOverHolidays ? rollToWorkingDay(raw) : raw;
}

function lastDay(pack: PolicyPack, issuedOn: CalendarDate): CalendarDate {
  const { validity } = pack.rules;
  if (validity.on !== undefined) return validity.on;
  const end =
    validity.months !== undefined
      ? addMonths(issuedOn, validity.months)
      : addDays(issuedOn, validity.days ?? 0);
  return validity.firstDayCounts ? addDays(end, -1) : end;
}

/** Days on which a reward drops to a lower share. */
function tierEdges(of: {
  pack: PolicyPack;
  reward: FromStartReward;
  issuedOn: CalendarDate;
  expiresOn: CalendarDate;
  voucher: VoucherFacts | undefined;
}): Deadline[] {
  const { pack, reward, issuedOn } = of;
  if (!reward.kept || of.voucher?.components[reward.component] === 0) return [];
  const names = of.voucher ? namesOf(pack, of.voucher) : new PackNames(pack.compiled);
  return lastDaysOfTiers({ ...of, kept: reward.kept }).flatMap((on): Deadline[] => {
    const before = keptOn({ pack, reward, names, issuedOn, on });
    const now = keptOn({ pack, reward, names, issuedOn, on: addDays(on, 1) });
    if (compare(now, before) === 0) return [];
    const [from, to] = [showValue(before, percentage), showValue(now, percentage)];
    return [
      {
        kind: 'tier-ends',
        on,
        text: {
          zh: `${reward.name.zh}保留比例 ${from} 的最后一日，次日起 ${to}`,
          en: `last day on which ${from} of the ${reward.name.en} is kept; from the next day ${to}`,
        },
        clause: labelOf(reward.keptSource),
        isAssumption: isAssumption(reward.keptSource),
      },
    ];
  });
}

/** Days after which the share kept may change: the rows' ends, or every day where that is not plain. */
function lastDaysOfTiers(of: {
  pack: PolicyPack;
  kept: Formula;
  issuedOn: CalendarDate;
  expiresOn: CalendarDate;
}): CalendarDate[] {
  const { pack, kept, issuedOn, expiresOn } = of;
  const days = new Set<CalendarDate>();
  for (const name of kept.names) {
    const tier = pack.compiled.tiers.get(name);
    if (!tier && !(name in dayNames)) continue;
    if (!tier || !(tier.by.source in dayNames)) {
      return everyDay({ from: issuedOn, before: expiresOn });
    }
    for (const row of tier.rows) {
      if (row.end !== undefined) days.add(endOfRow({ pack, by: tier.by.source, row, issuedOn }));
    }
  }
  return [...days].filter((day) => day >= issuedOn && day < expiresOn);
}

function endOfRow(of: {
  pack: PolicyPack;
  by: string;
  row: Row;
  issuedOn: CalendarDate;
}): CalendarDate {
  const { row, issuedOn } = of;
  if (of.by === 'usedOn') {
    return addDays(row.end as CalendarDate, row.isExclusive ? -1 : 0);
  }
  const { n, d } = row.end as Exact;
  const end = Number(n) / Number(d);
  const last = row.isExclusive ? Math.ceil(end) - 1 : Math.floor(end);
  const shift = of.pack.rules.validity.firstDayCounts ? -1 : 0;
  return of.by === 'monthsSinceIssue'
    ? addDays(addMonths(issuedOn, last), shift)
    : addDays(issuedOn, last + shift);
}

function everyDay(of: { from: CalendarDate; before: CalendarDate }): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = of.from; day < of.before; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The share of a reward that is kept if the money is used on this day. */
export function keptOn(of: {
  pack: PolicyPack;
  reward: FromStartReward;
  names: PackNames;
  issuedOn: CalendarDate;
  on: CalendarDate;
}): Exact {
  if (!of.reward.kept) return one;
  setDay(of);
  return of.reward.kept.number(of.names);
}

/** Puts the names that depend on the day within reach. */
export function setDay(of: {
  pack: PolicyPack;
  names: PackNames;
  issuedOn: CalendarDate;
  on: CalendarDate;
}): void {
  const { names, issuedOn, on } = of;
  const { firstDayCounts } = of.pack.rules.validity;
  const from = issuedOn;
  names.set('issuedOn', issuedOn);
  names.set('usedOn', on);
  names.set('daysSinceIssue', exact(daysSince({ from, to: on, firstDayCounts })));
  names.set('monthsSinceIssue', exact(monthsSince({ from, to: on, firstDayCounts })));
}

/** The names of a voucher: its quote's facts, its components and its totals. */
export function namesOf(pack: PolicyPack, voucher: VoucherFacts): PackNames {
  const read = readFacts(pack, voucher.facts);
  const names = read.ok ? read.names : new PackNames(pack.compiled);
  for (const component of pack.compiled.components) {
    const amount = voucher.components[component.id] ?? 0;
    names.set(component.id, exact(amount));
  }
  names.set('faceValue', exact(voucher.faceValueFen));
  names.set('baseTotal', exact(insideFace(pack, { voucher, role: 'base' })));
  names.set('rewardTotal', exact(insideFace(pack, { voucher, role: 'policy-reward' })));
  return names;
}
