import type { CalendarDate } from '@fangpiao/values';
import type { Formula } from '../formula/compile.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { refusal, refuse, sourceOf } from './answer.ts';
import type { Refusal, Refused } from './answer.ts';
import { readFacts } from './facts.ts';
import type { QuoteFacts } from './facts.ts';
import type { Quote } from './quote-face.ts';
import { quoteFace } from './quote-face.ts';

export type IssueFacts = {
  on: CalendarDate;
  quoteFacts: QuoteFacts;
  agreement: {
    state: 'drafted' | 'signed' | 'effective';
    signedOn: CalendarDate;
    districtId?: string;
    projectId?: string;
  };
  origin?: string;
  holder?: 'person' | 'co-owners' | 'company';
  isVacated?: boolean;
};

/** What must be funded before the voucher exists. [GZ 7, DL 14] */
export type CoverDemand = {
  mode: 'full' | 'share' | 'forecast';
  /** Of the cover (face + highest later reward), as a decimal: '1', '0.3'. */
  share: string;
  isEvaluationNeeded: boolean;
};

/** May a voucher be issued for this agreement on this day? The answer carries the quote and the cover. */
export function mayIssue(
  pack: PolicyPack,
  facts: IssueFacts,
): { ok: true; quote: Quote; cover: CoverDemand } | Refused {
  const quoted = quoteFace(pack, facts.quoteFacts);
  const refusals = [
    ...checkTime(pack, facts),
    ...checkGates(pack, facts),
    ...checkScope(pack, facts),
    ...checkExclusions(pack, facts),
    ...(quoted.ok ? [] : quoted.refusals),
  ];
  if (!quoted.ok || refusals.length > 0) return refuse(refusals);
  const { coverRule } = pack.rules;
  const share = coverRule.mode === 'share' ? (coverRule.share ?? '1') : '1';
  const cover = {
    mode: coverRule.mode,
    share,
    isEvaluationNeeded: coverRule.evaluationBeforeStart,
  };
  return { ok: true, quote: quoted.quote, cover };
}

function checkTime(pack: PolicyPack, facts: IssueFacts): Refusal[] {
  const { effective, transition } = pack.rules;
  const { signedOn, districtId, projectId } = facts.agreement;
  const isTooLate = facts.on > (effective.until ?? facts.on);
  if (facts.on < effective.from || isTooLate) {
    return [
      refusal({
        code: 'pack-not-in-force',
        source: effective.source,
        zh: `政策自 ${effective.from} 起施行${effective.until ? `，至 ${effective.until}` : ''}`,
        en: `the policy is in force from ${effective.from}${effective.until ? ` to ${effective.until}` : ''}`,
      }),
    ];
  }
  const decision = transition.decisions?.find(
    (each) => each.id === (each.scope === 'district' ? districtId : projectId),
  );
  const isBefore =
    transition.keepsEarlier === 'agreements-signed-before' &&
    signedOn < (transition.signedBefore ?? signedOn);
  const isDecided = transition.keepsEarlier === 'by-decision' && decision !== undefined;
  if (!isBefore && !isDecided) return [];
  return [
    refusal({
      code: 'earlier-pack-applies',
      source: transition.source,
      zh: decision
        ? `按 ${decision.decision} 继续执行 ${decision.pack}`
        : '协议签订在先，适用原政策',
      en: decision
        ? `${decision.pack} is kept by ${decision.decision}`
        : 'the agreement was signed earlier: the earlier policy applies',
    }),
  ];
}

function checkGates(pack: PolicyPack, facts: IssueFacts): Refusal[] {
  const { issueGates } = pack.rules;
  const refusals: Refusal[] = [];
  const { state } = facts.agreement;
  if (state === 'drafted' || (state === 'signed' && issueGates.agreement === 'effective')) {
    refusals.push(
      refusal({
        code: 'agreement-not-effective',
        source: sourceOf(issueGates, 'agreement'),
        zh: '安置协议尚未生效，不能核发房票',
        en: 'the agreement is not effective yet, so no voucher can be issued',
      }),
    );
  }
  if (issueGates.vacated && facts.isVacated !== true) {
    refusals.push(
      refusal({
        code: 'home-not-vacated',
        source: sourceOf(issueGates, 'vacated'),
        zh: '原房屋尚未腾空交付',
        en: 'the old home has not been vacated and handed over',
      }),
    );
  }
  return refusals;
}

function checkScope(pack: PolicyPack, facts: IssueFacts): Refusal[] {
  const { appliesTo } = pack.rules;
  const { programme, landKind } = facts.quoteFacts;
  const refusals: Refusal[] = [];
  const check = (of: {
    field: 'programmes' | 'landKinds' | 'origins' | 'holders';
    value: string | undefined;
    code: Refusal['code'];
    zh: string;
    en: string;
  }) => {
    const allowed: readonly string[] = appliesTo[of.field];
    if (of.value === undefined || allowed.includes(of.value)) return;
    const source = sourceOf(appliesTo, of.field);
    refusals.push(
      refusal({
        code: of.code,
        source,
        zh: `${of.zh}“${of.value}”不在适用范围内（${allowed.join('、')}）`,
        en: `${of.en} "${of.value}" is not covered (${allowed.join(', ')})`,
      }),
    );
  };
  check({
    field: 'programmes',
    value: programme,
    code: 'programme-not-covered',
    zh: '项目类别',
    en: 'the programme',
  });
  check({
    field: 'landKinds',
    value: landKind,
    code: 'land-kind-not-covered',
    zh: '土地性质',
    en: 'the kind of land',
  });
  check({
    field: 'origins',
    value: facts.origin,
    code: 'origin-not-covered',
    zh: '房票来源',
    en: 'the origin',
  });
  check({
    field: 'holders',
    value: facts.holder,
    code: 'holder-kind-not-allowed',
    zh: '持票人类别',
    en: 'the kind of holder',
  });
  return refusals;
}

function checkExclusions(pack: PolicyPack, facts: IssueFacts): Refusal[] {
  const exclusions = Object.entries(pack.rules.exclusions ?? {});
  if (exclusions.length === 0) return [];
  const read = readFacts(pack, facts.quoteFacts);
  if (!read.ok) return [];
  return exclusions.flatMap(([id, exclusion]) => {
    const condition = pack.compiled.conditions.get(`exclusions.${id}.when`) as Formula;
    if (!condition.isTrue(read.names)) return [];
    const { zh, en } = exclusion.reason;
    return [refusal({ code: 'excluded', source: exclusion.source, zh, en })];
  });
}
