import type { Source } from '../model/basics.ts';
import type { PackRules } from '../model/pack-schema.ts';
import type { FoundProblem, Path } from './problems.ts';

/** Contradictions inside one rule or between rules, which no schema can see. */
export function checkRules(rules: PackRules): FoundProblem[] {
  return [
    ...checkDocuments(rules),
    ...checkValidity(rules),
    ...checkCashOut(rules),
    ...checkInstalments(rules),
    ...checkOthers(rules),
  ];
}

function contradiction(of: {
  path: Path;
  zh: string;
  en: string;
  expected?: string;
}): FoundProblem {
  return { code: 'rule-contradictory', ...of };
}

/** Every clause names a document that the pack lists. */
function checkDocuments(rules: PackRules): FoundProblem[] {
  const problems: FoundProblem[] = [];
  const walk = (value: unknown, path: Path): void => {
    if (Array.isArray(value)) value.forEach((each, index) => walk(each, [...path, index]));
    else if (typeof value === 'object' && value !== null) {
      if ('clause' in value && typeof value.clause === 'string') {
        const [document = ''] = value.clause.split(' ');
        if (!Object.hasOwn(rules.documents, document)) {
          problems.push({
            code: 'document-undefined',
            path: [...path, 'clause'],
            zh: `文件“${document}”未在 documents 中列出`,
            en: `the document "${document}" is not listed under documents`,
            expected: Object.keys(rules.documents).join(' | '),
          });
        }
      }
      for (const [key, each] of Object.entries(value)) walk(each, [...path, key]);
    }
  };
  walk(rules, []);
  return problems;
}

function checkValidity({ validity, effective, transition }: PackRules): FoundProblem[] {
  const problems: FoundProblem[] = [];
  const given = [validity.months, validity.days, validity.on].filter((each) => each !== undefined);
  if (given.length !== 1) {
    problems.push(
      contradiction({
        path: ['validity'],
        zh: '使用期限应且只应以月、日或固定日期之一规定',
        en: 'validity is given by months, by days or by a date: exactly one of them',
        expected: 'months | days | on',
      }),
    );
  }
  if (effective.until !== undefined && effective.until < effective.from) {
    problems.push(
      contradiction({
        path: ['effective', 'until'],
        zh: '失效日期早于施行日期',
        en: 'the pack ends before it begins',
        expected: `≥ ${effective.from}`,
      }),
    );
  }
  if (transition.keepsEarlier === 'agreements-signed-before' && !transition.signedBefore) {
    problems.push(
      contradiction({
        path: ['transition', 'keepsEarlier'],
        zh: '须写明签约的截止日期 signedBefore',
        en: 'the date `signedBefore` is missing',
        expected: 'signedBefore: YYYY-MM-DD',
      }),
    );
  }
  return problems;
}

function checkCashOut({ cashOut }: PackRules): FoundProblem[] {
  if (!cashOut.allowed) return [];
  const problems: FoundProblem[] = [];
  for (const field of ['minimumShareUsed', 'denominator', 'reading', 'bands'] as const) {
    if (cashOut[field] === undefined) {
      problems.push({
        code: 'value-missing',
        path: ['cashOut', field],
        zh: `允许提现时须规定 ${field}`,
        en: `cash-out is allowed, so ${field} must be set`,
        expected: `${field}: …`,
      });
    }
  }
  const bands = cashOut.bands ?? [];
  bands.forEach((band, index) => {
    const previous = bands[index - 1];
    const path = ['cashOut', 'bands', index];
    const start = previous ? Number(previous.through ?? previous.below ?? Number.NaN) : 0;
    if (previous && Number.isNaN(start)) problems.push(unreachable(path));
    else if (Number(band.from) > start) problems.push(bandGap(path, start));
    else if (Number(band.from) < start) {
      problems.push({
        code: 'tier-overlap',
        path,
        zh: `余额分档重叠：应从 ${start} 开始`,
        en: `bands overlap: this one should start at ${start}`,
        expected: String(start),
      });
    }
    if (Number(band.value) > 1) {
      problems.push(
        contradiction({
          path: [...path, 'value'],
          zh: '折算比例不得超过 100 %',
          en: 'more than the balance cannot be paid out',
          expected: '≤ 100 %',
        }),
      );
    }
  });
  const last = bands.at(-1);
  const end = Number(last?.through ?? last?.below ?? 1);
  if (last && end < 1) problems.push(bandGap(['cashOut', 'bands', bands.length - 1], end));
  return problems;
}

function bandGap(path: Path, start: number): FoundProblem {
  return {
    code: 'tier-gap',
    path,
    zh: `余额分档有缺口：从 ${start} 起没有规定`,
    en: `bands have a gap: nothing from ${start}`,
    expected: String(start),
  };
}

function unreachable(path: Path): FoundProblem {
  return {
    code: 'tier-row-unreachable',
    path,
    zh: '此行永远不会用到',
    en: 'this row is never reached',
  };
}

function checkInstalments({ instalments }: PackRules): FoundProblem[] {
  const millionths = instalments.steps.reduce(
    (sum, step) => sum + Math.round(Number(step.share) * 1e6),
    0,
  );
  if (millionths === 1e6) return [];
  return [
    contradiction({
      path: ['instalments', 'steps'],
      zh: `分期比例合计应为 100 %，实际为 ${millionths / 1e4} %`,
      en: `instalments should add up to 100 %, they give ${millionths / 1e4} %`,
      expected: '100 %',
    }),
  ];
}

function checkOthers(rules: PackRules): FoundProblem[] {
  const problems: FoundProblem[] = [];
  const { transfer, coverRule, expiry, face, cashOut } = rules;
  if (transfer.allowed && (transfer.times === undefined || transfer.circle === undefined)) {
    problems.push({
      code: 'value-missing',
      path: ['transfer', 'allowed'],
      zh: '允许转让时须规定次数 times 与范围 circle',
      en: 'transfer is allowed, so times and circle must be set',
      expected: 'times: …, circle: …',
    });
  }
  if (coverRule.mode === 'share' && coverRule.share === undefined) {
    problems.push({
      code: 'value-missing',
      path: ['coverRule', 'share'],
      zh: '按比例保障时须规定 share',
      en: 'cover by share needs the share',
      expected: 'share: 30 %',
    });
  }
  const usesExchange = expiry.whollyUnused === 'exchange' || expiry.leftoverAtExpiry === 'exchange';
  if (usesExchange && expiry.rewardDeducted === undefined) {
    problems.push({
      code: 'value-missing',
      path: ['expiry', 'rewardDeducted'],
      zh: '到期兑换须规定奖励如何扣除',
      en: 'exchange at expiry needs a rule for the reward',
      expected: 'belonging | all | none',
    });
  }
  if (expiry.leftoverAtExpiry === 'cash-out' && !cashOut.allowed) {
    problems.push(
      contradiction({
        path: ['expiry', 'leftoverAtExpiry'],
        zh: '到期余额按提现规则处理，但提现未被允许',
        en: 'the leftover follows the cash-out rule, but cash-out is not allowed',
      }),
    );
  }
  if (face.defaultFormula !== undefined && !Object.hasOwn(face.formulas, face.defaultFormula)) {
    problems.push({
      code: 'name-undefined',
      path: ['face', 'defaultFormula'],
      zh: `“${face.defaultFormula}”没有定义`,
      en: `"${face.defaultFormula}" is not defined`,
      expected: Object.keys(face.formulas).join(' | '),
    });
  }
  for (const [kind, goods] of Object.entries(rules.goods)) {
    const isSecondHand = goods?.saleStages.includes('second-hand');
    if (isSecondHand && rules.claims.seller === undefined) {
      problems.push(
        contradiction({
          path: ['goods', kind, 'saleStages'],
          zh: '可购二手房时须规定卖方结算条件 claims.seller',
          en: 'second-hand homes need conditions for the seller’s claim (claims.seller)',
          expected: 'claims: seller: …',
        }),
      );
    }
  }
  return problems;
}

/** 'DL 9', '〔2026〕3 号' or '假设'. */
export function labelOf(source: Source): string {
  if ('clause' in source) return source.clause;
  if ('decision' in source) return source.decision;
  return '假设 assumption';
}
