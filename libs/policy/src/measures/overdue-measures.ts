import { calendarDate } from '@fangpiao/values';
import type { CalendarDate } from '@fangpiao/values';
import { z } from 'zod';
import { refusal, refuse } from '../engine/answer.ts';
import type { Refused } from '../engine/answer.ts';
import { labelOf } from '../load/check-rules.ts';
import { bilingual, source } from '../model/basics.ts';
import type { PackFile } from '../load/read-part.ts';
import { readPart } from '../load/read-part.ts';
import type { PackProblem } from '../load/problems.ts';

/** The nine causes of overdue resettlement, each with its own measures. [JL 2.2] */
export const overdueCauses = [
  'litigation',
  'under-construction',
  'not-started',
  'original-site',
  'facilities-missing',
  'money-ran-out',
  'not-accepted',
  'developer-defaults',
  'deadlocked',
] as const;
export type OverdueCause = (typeof overdueCauses)[number];

const names = { zh: z.string(), en: z.string() };
const monthDay = z.string().regex(/^\d{2}-\d{2}$/);
const cause = z.strictObject({
  ...names,
  measures: z.array(z.string()).min(1),
  byLeader: z
    .strictObject({ government: z.array(z.string()), developer: z.array(z.string()) })
    .optional(),
  deadline: monthDay.optional(),
  deadlineFor: bilingual.optional(),
  requires: z.array(z.string()).optional(),
  source,
});

const closeOutRule = z.strictObject({ ...names, source });

export const overdueMeasures = z.strictObject({
  format: z.literal('fangpiao-overdue-measures/1'),
  id: z.string(),
  name: bilingual,
  version: z.string(),
  documents: z.record(z.string(), z.looseObject({ title: z.string() })),
  measures: z.record(
    z.string(),
    z.strictObject({ ...names, needs: z.array(z.string()).optional() }),
  ),
  causes: z.record(z.enum(overdueCauses), cause),
  deadlines: z.record(z.string(), z.strictObject({ ...names, on: monthDay, source })),
  /** What must hold before a case is struck off the wall chart. [JL 3.1, JL 3.3] */
  closeOut: z.strictObject({
    responsible: closeOutRule,
    resettled: closeOutRule,
    complaints: closeOutRule,
  }),
});
export type OverdueMeasures = z.infer<typeof overdueMeasures>;

export function loadOverdueMeasures(
  file: PackFile,
): { ok: true; measures: OverdueMeasures } | { ok: false; problems: PackProblem[] } {
  const read = readPart(file);
  if (Array.isArray(read)) return { ok: false, problems: read };
  const parsed = overdueMeasures.safeParse(read.content);
  const wrong = parsed.success
    ? undefinedMeasures(parsed.data).map((path) => ({
        path,
        message: 'this measure is not defined',
      }))
    : parsed.error.issues.map(({ path, message }) => ({
        path: path as (string | number)[],
        message,
      }));
  if (!parsed.success || wrong.length > 0) {
    return {
      ok: false,
      problems: wrong.map(({ path, message }) => ({
        code: 'value-malformed',
        file: file.file,
        line: read.lineOf(path),
        path: path.join('.'),
        zh: `值的形式不对：${message}`,
        en: message,
      })),
    };
  }
  return { ok: true, measures: parsed.data };
}

/** The place of every measure that a cause names and nobody defines. */
function undefinedMeasures(of: OverdueMeasures): (string | number)[][] {
  return Object.entries(of.causes).flatMap(([key, { measures, requires, byLeader }]) => {
    const lists: [string[], readonly string[] | undefined][] = [
      [['measures'], measures],
      [['requires'], requires],
      [['byLeader', 'government'], byLeader?.government],
      [['byLeader', 'developer'], byLeader?.developer],
    ];
    return lists.flatMap(([place, names]) =>
      (names ?? []).flatMap((name, index) =>
        Object.hasOwn(of.measures, name) ? [] : [['causes', key, ...place, index]],
      ),
    );
  });
}

export type PlanFacts = {
  cause: OverdueCause;
  measures: readonly string[];
  /** Who leads the project; decides the measures of cause 6. */
  ledBy?: 'government' | 'developer';
  /** What is on record: 'supplementary-agreement', 'listed-in-provincial-ledger' … */
  onRecord?: readonly string[];
  /** Of the supplementary agreement, where there is one. */
  supplementaryAgreement?: { statesDisadvantages: boolean; statesVoluntaryWaiting: boolean };
  year: number;
};

export type PlanAnswer = { ok: true; deadlineOn?: CalendarDate; clause: string };

/** Are these measures allowed for this cause, with what must be on record? One plan a case. */
export function mayPlan(of: OverdueMeasures, facts: PlanFacts): PlanAnswer | Refused {
  const rule = of.causes[facts.cause];
  const leader = facts.ledBy ? (rule.byLeader?.[facts.ledBy] ?? []) : [];
  const allowed = [...rule.measures, ...leader];
  const refusals = facts.measures.flatMap((name) => {
    if (!allowed.includes(name)) {
      const list = allowed.map((each) => of.measures[each]?.zh ?? each).join('、');
      return [
        refusal({
          code: 'measure-not-allowed',
          source: rule.source,
          zh: `“${of.measures[name]?.zh ?? name}”不适用于“${rule.zh}”（可用：${list}）`,
          en: `"${name}" is not a measure for "${rule.en}" (allowed: ${allowed.join(', ')})`,
        }),
      ];
    }
    const missing = (of.measures[name]?.needs ?? []).filter((need) => !isOnRecord(facts, need));
    return missing.map((need) =>
      refusal({
        code: 'measure-needs-record',
        source: of.causes['original-site'].source,
        zh: `“${of.measures[name]?.zh}”须先具备：${need}（补充协议须说明不利因素并载明自愿等待）`,
        en: `"${name}" needs ${need} first (a supplementary agreement states the disadvantages and the voluntary waiting)`,
      }),
    );
  });
  for (const required of rule.requires ?? []) {
    if (facts.measures.includes(required)) continue;
    refusals.push(
      refusal({
        code: 'measure-required',
        source: rule.source,
        zh: `须包括“${of.measures[required]?.zh ?? required}”`,
        en: `the plan must include "${required}"`,
      }),
    );
  }
  if (refusals.length > 0) return refuse(refusals);
  const clause = labelOf(rule.source);
  const deadlineOn = rule.deadline && calendarDate(`${facts.year}-${rule.deadline}`);
  return { ok: true, ...(deadlineOn && { deadlineOn }), clause };
}

function isOnRecord(facts: PlanFacts, need: string): boolean {
  if (need !== 'supplementary-agreement') return facts.onRecord?.includes(need) === true;
  const agreement = facts.supplementaryAgreement;
  return agreement?.statesDisadvantages === true && agreement.statesVoluntaryWaiting;
}
