import { packOf } from '../../test/packs.ts';
import { changed } from '../../test/vouchers.ts';
import { labelOf } from '../index.ts';
import type { PackRules, PolicyPack } from '../index.ts';
import { checkRules } from './check-rules.ts';

type Changes = { [Section in keyof PackRules]?: object };

/** 'code path (expected)' of every contradiction once some fields are read otherwise. */
function found(id: string, changes: Changes): string[] {
  const pack: PolicyPack = changed(packOf(id), changes as Parameters<typeof changed>[1]);
  return checkRules(pack.rules).map(
    ({ code, path, expected }) =>
      `${code} ${path.join('.')}${expected === undefined ? '' : ` (${expected})`}`,
  );
}

const lubo = (changes: Changes) => found('lubo', changes);
const bands = (...list: object[]) => lubo({ cashOut: { bands: list } });

describe('rules that do not contradict each other', () => {
  it.each(['lubo', 'yunling', 'xishan', 'shiqiao-east-bridgehead', 'dalian-example-district'])(
    '%s',
    (id) => {
      expect(found(id, {})).toEqual([]);
    },
  );
});

describe('a contradiction', () => {
  it('is a clause of a document that is not listed, wherever it stands', () => {
    const listed = '(LB)';
    expect(lubo({ transfer: { source: { clause: 'XX 7' } } })).toEqual([
      `document-undefined transfer.source.clause ${listed}`,
    ]);
    expect(lubo({ transfer: { source: { clause: 'toString 7' } } })).toHaveLength(1);
    expect(lubo({ transfer: { source: { clause: '' } } })).toHaveLength(1);
    const steps = [
      { after: 'filed', share: '1', term: { days: 1, kind: 'working', source: { clause: 'YY' } } },
    ];
    expect(lubo({ instalments: { steps } })).toEqual([
      `document-undefined instalments.steps.0.term.source.clause ${listed}`,
    ]);
    expect(lubo({ transfer: { source: { decision: 'XX 7' } } })).toEqual([]);
    expect(lubo({ transfer: { comment: { clause: 7, inner: null } } })).toEqual([]);
    const two = {
      documents: { LB: { title: 'x' }, AB: { title: 'y' } },
      use: { source: { clause: 'CD' } },
    };
    expect(lubo(two)).toEqual(['document-undefined use.source.clause (LB | AB)']);
  });

  it('is a validity that is given twice or not at all', () => {
    const validity = (of: object) =>
      lubo({ validity: { months: undefined, days: undefined, on: undefined, ...of } });
    const wrong = ['rule-contradictory validity (months | days | on)'];
    expect(validity({})).toEqual(wrong);
    expect(validity({ months: 1 })).toEqual([]);
    expect(validity({ days: 1 })).toEqual([]);
    expect(validity({ on: '2026-01-01' })).toEqual([]);
    expect(validity({ months: 1, days: 1 })).toEqual(wrong);
    expect(validity({ months: 1, on: '2026-01-01' })).toEqual(wrong);
  });

  it('is a pack that ends before it begins', () => {
    const until = (day: string) => lubo({ effective: { until: day } });
    expect(until('2024-12-31')).toEqual(['rule-contradictory effective.until (≥ 2025-01-01)']);
    expect(until('2025-01-01')).toEqual([]);
  });

  it('is a transition by date without the date', () => {
    const wrong = ['rule-contradictory transition.keepsEarlier (signedBefore: YYYY-MM-DD)'];
    expect(lubo({ transition: { signedBefore: undefined } })).toEqual(wrong);
    expect(lubo({ transition: { signedBefore: undefined, keepsEarlier: 'none' } })).toEqual([]);
  });

  it('is a cash-out without its numbers', () => {
    const missing = (allowed: boolean) =>
      lubo({
        cashOut: {
          allowed,
          minimumShareUsed: undefined,
          denominator: undefined,
          reading: undefined,
          bands: undefined,
        },
        expiry: { leftoverAtExpiry: 'lapse' },
      });
    expect(missing(true)).toEqual([
      'value-missing cashOut.minimumShareUsed (minimumShareUsed: …)',
      'value-missing cashOut.denominator (denominator: …)',
      'value-missing cashOut.reading (reading: …)',
      'value-missing cashOut.bands (bands: …)',
    ]);
    expect(missing(false)).toEqual([]);
  });

  it('is a gap, an overlap or a row out of reach between the bands of the leftover', () => {
    const rest = { from: '0.2', value: '0.5' };
    expect(bands({ from: '0', through: '0.2', value: '1' }, rest)).toEqual([]);
    expect(bands({ from: '0', below: '0.2', value: '1' }, rest)).toEqual([]);
    expect(bands({ from: '0.1', value: '1' })).toEqual(['tier-gap cashOut.bands.0 (0)']);
    expect(bands({ from: '0', below: '0.1', value: '1' }, rest)).toEqual([
      'tier-gap cashOut.bands.1 (0.1)',
    ]);
    expect(bands({ from: '0', below: '0.3', value: '1' }, rest)).toEqual([
      'tier-overlap cashOut.bands.1 (0.3)',
    ]);
    expect(bands({ from: '0', value: '1' }, rest)).toEqual([
      'tier-row-unreachable cashOut.bands.1',
    ]);
    expect(bands({ from: '0', below: '0.9', value: '1' })).toEqual([
      'tier-gap cashOut.bands.0 (0.9)',
    ]);
    expect(bands({ from: '0', through: '0.9', value: '1' })).toEqual([
      'tier-gap cashOut.bands.0 (0.9)',
    ]);
    expect(
      bands({ from: '0', below: '0.2', value: '1' }, { from: '0.2', below: '0.9', value: '1' }),
    ).toEqual(['tier-gap cashOut.bands.1 (0.9)']);
    expect(bands({ from: '0', through: '1', value: '1' })).toEqual([]);
    expect(bands()).toEqual([]);
  });

  it('is to pay out more than the balance', () => {
    expect(bands({ from: '0', value: '1' })).toEqual([]);
    expect(bands({ from: '0', value: '1.01' })).toEqual([
      'rule-contradictory cashOut.bands.0.value (≤ 100 %)',
    ]);
  });

  it('is instalments that do not come to the whole, to the millionth', () => {
    const shares = (...list: string[]) =>
      lubo({
        instalments: {
          steps: list.map((share) => ({
            after: 'filed',
            share,
            term: { days: 1, kind: 'working' },
          })),
        },
      });
    const wrong = ['rule-contradictory instalments.steps (100 %)'];
    expect(shares('0.3', '0.7')).toEqual([]);
    expect(shares('0.333333', '0.333333', '0.333334')).toEqual([]);
    expect(shares('0.3', '0.69')).toEqual(wrong);
    expect(shares('0.333333', '0.666666')).toEqual(wrong);
    const pack = packOf('lubo');
    const steps = [{ after: 'filed', share: '0.99', term: { days: 1, kind: 'working' } }] as const;
    const rules = { ...pack.rules, instalments: { ...pack.rules.instalments, steps: [...steps] } };
    expect(checkRules(rules)[0]).toMatchObject({
      en: 'instalments should add up to 100 %, they give 99 %',
      zh: expect.stringContaining('实际为 99 %'),
    });
  });

  it('is a transfer without number or circle', () => {
    const transfer = (of: object) => found('yunling', { transfer: of });
    const wrong = ['value-missing transfer.allowed (times: …, circle: …)'];
    expect(transfer({ times: undefined })).toEqual(wrong);
    expect(transfer({ circle: undefined })).toEqual(wrong);
    expect(transfer({ circle: undefined, times: undefined, allowed: false })).toEqual([]);
  });

  it('is cover by a share without the share', () => {
    expect(lubo({ coverRule: { share: undefined } })).toEqual([
      'value-missing coverRule.share (share: 30 %)',
    ]);
    expect(lubo({ coverRule: { share: undefined, mode: 'full' } })).toEqual([]);
  });

  it('is an exchange at expiry without a rule for the reward', () => {
    const wrong = ['value-missing expiry.rewardDeducted (belonging | all | none)'];
    expect(lubo({ expiry: { whollyUnused: 'exchange' } })).toEqual(wrong);
    expect(lubo({ expiry: { leftoverAtExpiry: 'exchange' } })).toEqual(wrong);
    expect(lubo({ expiry: { whollyUnused: 'exchange', rewardDeducted: 'all' } })).toEqual([]);
  });

  it('is a leftover that follows a cash-out which is not allowed', () => {
    expect(lubo({ cashOut: { allowed: false } })).toEqual([
      'rule-contradictory expiry.leftoverAtExpiry',
    ]);
  });

  it('is a default formula that does not exist', () => {
    const face = (defaultFormula: string) => lubo({ face: { defaultFormula } });
    expect(face('standard')).toEqual([]);
    expect(face('special')).toEqual(['name-undefined face.defaultFormula (standard)']);
    expect(face('constructor')).toHaveLength(1);
    const several = found('dalian-example-district', { face: { defaultFormula: 'by-luck' } });
    expect(several).toEqual(['name-undefined face.defaultFormula (by-area | by-money)']);
  });

  it('is second-hand homes without conditions for the seller’s claim [SQ 9]', () => {
    const without = { claims: { seller: undefined } };
    expect(found('shiqiao-east-bridgehead', without)).toEqual([
      'rule-contradictory goods.residential.saleStages (claims: seller: …)',
    ]);
    expect(lubo(without)).toEqual([]);
    expect(lubo({ goods: { garage: undefined } })).toEqual([]);
  });
});

describe('a provenance', () => {
  it('is written as the clause, the decision’s number, or as an assumption', () => {
    expect(labelOf({ clause: 'DL 9', quote: '…' })).toBe('DL 9');
    expect(labelOf({ decision: '〔2026〕3 号' })).toBe('〔2026〕3 号');
    expect(labelOf({ assumption: 'x' })).toBe('假设 assumption');
  });
});
