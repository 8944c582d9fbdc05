import { calendarDate, fen } from '@fangpiao/values';
import {
  changed,
  dalian,
  lubo,
  refusalsOf,
  withFieldClauses,
  yunling,
} from '../../test/vouchers.ts';
import type { Issued } from '../../test/vouchers.ts';
import { mayIssue } from '../index.ts';
import type { IssueFacts } from '../index.ts';

const on = calendarDate;

/** An effective agreement of the day of issue, the old home vacated, or what is said otherwise. */
function issue({ pack, facts, issuedOn }: Issued, more: Partial<IssueFacts> = {}) {
  const signedOn = on(issuedOn);
  return mayIssue(pack, {
    on: signedOn,
    quoteFacts: facts,
    agreement: { state: 'effective', signedOn },
    isVacated: true,
    ...more,
  });
}

const agreement = (more: Partial<IssueFacts['agreement']>, signedOn = on('2025-04-20')) => ({
  agreement: { state: 'effective' as const, signedOn, ...more },
});
const town: Issued = { ...lubo, pack: changed(lubo.pack, { appliesTo: { origins: ['flood'] } }) };

describe('mayIssue', () => {
  it('answers with the quote and with what must be funded first [LB 12, YL 12, DL 14]', () => {
    expect(issue(lubo)).toMatchObject({
      ok: true,
      quote: { faceValueFen: 67_240_000 },
      cover: { mode: 'share', share: '0.6', isEvaluationNeeded: true },
    });
    expect(issue(yunling)).toMatchObject({
      cover: { mode: 'full', share: '1', isEvaluationNeeded: false },
    });
  });

  it('funds the whole where no share is in force', () => {
    const cover = (coverRule: object) =>
      issue({ ...lubo, pack: changed(lubo.pack, { coverRule }) });
    expect(cover({ mode: 'full' })).toMatchObject({ cover: { mode: 'full', share: '1' } });
    expect(cover({ share: undefined })).toMatchObject({ cover: { mode: 'share', share: '1' } });
  });

  it('issues from the first to the last day of the policy [YL 1]', () => {
    const at = (date: string, of = yunling) => refusalsOf(issue(of, { on: on(date) }));
    expect(at('2024-12-31')).toEqual(['pack-not-in-force · YL 1']);
    expect(at('2025-01-01')).toEqual([]);
    expect(at('2027-12-31')).toEqual([]);
    expect(at('2028-01-01')).toEqual(['pack-not-in-force · YL 1']);
    expect(at('2099-01-01', lubo)).toEqual([]); // no last day
  });

  it('leaves agreements signed before the day of transition to the earlier policy [LB 1]', () => {
    const signed = (date: string, of = lubo) => refusalsOf(issue(of, agreement({}, on(date))));
    expect(signed('2024-11-30')).toEqual(['earlier-pack-applies · LB 1']);
    expect(signed('2024-12-01')).toEqual([]);
    const transition = { keepsEarlier: 'none', decisions: yunling.pack.rules.transition.decisions };
    const none = changed(lubo.pack, { transition: transition as object });
    expect(signed('2024-11-30', { ...lubo, pack: none })).toEqual([]);
    const open = changed(lubo.pack, { transition: { signedBefore: undefined } });
    expect(signed('2024-11-30', { ...lubo, pack: open })).toEqual([]);
  });

  it('leaves the projects and districts of a decision to the earlier policy [YL 1]', () => {
    const kept = ['earlier-pack-applies · YL 1'];
    const north = { projectId: 'north-slope', districtId: 'valley' };
    const answer = issue(yunling, agreement(north));
    expect(refusalsOf(answer)).toEqual(kept);
    expect(answer).toMatchObject({ refusals: [{ en: 'yunling-2023 is kept by 云政〔2025〕2号' }] });
    expect(refusalsOf(issue(yunling, agreement({ projectId: 'south-slope' })))).toEqual([]);
    expect(refusalsOf(issue(yunling, agreement({ districtId: 'north-slope' })))).toEqual([]);
    expect(refusalsOf(issue(yunling, agreement({})))).toEqual([]);
    const decisions = [
      { scope: 'project' as const, id: 'other', pack: 'old', decision: '1' },
      { scope: 'district' as const, id: 'valley', pack: 'old', decision: '2' },
    ];
    const pack = changed(yunling.pack, { transition: { decisions } });
    expect(refusalsOf(issue({ ...yunling, pack }, agreement(north)))).toEqual(kept);
    expect(refusalsOf(issue({ ...yunling, pack }, agreement({ projectId: 'valley' })))).toEqual([]);
    const signedBefore = changed(pack, {
      transition: { keepsEarlier: 'agreements-signed-before', signedBefore: on('2025-01-01') },
    });
    expect(refusalsOf(issue({ ...yunling, pack: signedBefore }, agreement(north)))).toEqual([]);
    const without = changed(yunling.pack, { transition: { decisions: undefined } });
    expect(refusalsOf(issue({ ...yunling, pack: without }, agreement(north)))).toEqual([]);
  });

  it('waits for the agreement: signed is enough in one town, effective is wanted in the other', () => {
    const state = (of: Issued, value: IssueFacts['agreement']['state']) =>
      refusalsOf(issue(of, agreement({ state: value })));
    expect(state(lubo, 'drafted')).toEqual(['agreement-not-effective · LB 7']);
    expect(state(lubo, 'signed')).toEqual([]);
    expect(state(yunling, 'drafted')).toEqual(['agreement-not-effective · YL 2']);
    expect(state(yunling, 'signed')).toEqual(['agreement-not-effective · YL 2']);
    expect(state(yunling, 'effective')).toEqual([]);
  });

  it('waits for the old home where the pack says so [LB 7]', () => {
    expect(refusalsOf(issue(lubo, { isVacated: false }))).toEqual(['home-not-vacated · LB 7']);
    expect(refusalsOf(issue(yunling, { isVacated: false }))).toEqual([]);
  });

  it('covers the named programmes, lands, origins and holders only, and asks for none that is not said', () => {
    expect(refusalsOf(issue(yunling, { origin: 'gift' }))).toEqual(['origin-not-covered · YL 2']);
    expect(refusalsOf(issue(yunling, { origin: 'talent-subsidy' }))).toEqual([]);
    expect(refusalsOf(issue(lubo, { holder: 'company' }))).toEqual([
      'holder-kind-not-allowed · LB 1',
    ]);
    expect(refusalsOf(issue(lubo, { holder: 'co-owners' }))).toEqual([]);
    const scope = (facts: object) =>
      refusalsOf(issue({ ...lubo, facts: { ...lubo.facts, ...facts } }));
    expect(scope({ programme: 'flood' })).toEqual(['programme-not-covered · LB 1']);
    expect(scope({ programme: 'urban-village' })).toEqual([]);
    expect(scope({ landKind: 'state' })).toEqual(['land-kind-not-covered · LB 1']);
  });

  it('excludes by the conditions of the pack, and says why [YL 2]', () => {
    const other = (value: boolean | string) =>
      issue({
        ...yunling,
        facts: { inputs: { assessedValueFen: fen(1), hasOtherSubsidy: value } },
      });
    expect(refusalsOf(other(false))).toEqual([]);
    expect(other(true)).toMatchObject({
      refusals: [{ code: 'excluded', clause: 'YL 2', en: 'another purchase subsidy was received' }],
    });
    expect(refusalsOf(other('perhaps'))).toEqual(['input-malformed · ']);
  });

  it('names every reason at once', () => {
    const facts = { ...lubo.facts, programme: 'flood', landKind: 'state' as const, inputs: {} };
    const answer = issue(
      { ...town, facts },
      { origin: 'gift', holder: 'company', isVacated: false, ...agreement({ state: 'drafted' }) },
    );
    expect(answer.ok ? [] : answer.refusals.map((each) => each.code)).toEqual([
      'agreement-not-effective',
      'home-not-vacated',
      'programme-not-covered',
      'land-kind-not-covered',
      'origin-not-covered',
      'holder-kind-not-allowed',
      'input-missing',
      'input-missing',
      'input-missing',
      'input-missing',
    ]);
  });

  it('names the field’s own clause where the pack gives one', () => {
    const of = { ...lubo, pack: withFieldClauses(lubo.pack) };
    const facts = { ...lubo.facts, programme: 'flood', landKind: 'state' as const };
    const more = { origin: 'gift', holder: 'company', isVacated: false } as const;
    expect(
      refusalsOf(issue({ ...of, facts }, { ...more, ...agreement({ state: 'drafted' }) })),
    ).toEqual([
      'agreement-not-effective · field agreement',
      'home-not-vacated · field vacated',
      'programme-not-covered · field programmes',
      'land-kind-not-covered · field landKinds',
      'origin-not-covered · field origins',
      'holder-kind-not-allowed · field holders',
    ]);
  });

  it('issues to companies in Dalian, and refuses a formula it does not know [DL 2, DL 8]', () => {
    expect(refusalsOf(issue(dalian, { holder: 'company' }))).toEqual([]);
    const facts = { ...dalian.facts, formula: 'by-luck' };
    expect(refusalsOf(issue({ ...dalian, facts }))).toEqual(['formula-unknown · ']);
  });
});
