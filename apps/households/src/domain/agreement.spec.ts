import { agreementEffectiveV1 } from '@fangpiao/contracts';
import { area, calendarDate, zeroArea } from '@fangpiao/values';
import {
  agreement,
  decideDraftAgreement,
  decidePutAgreementIntoEffect,
  decideSignAgreement,
} from './agreement.ts';
import { decideOpenArea, decideValueArea, resettlementArea } from './area.ts';
import {
  after,
  areaFacts,
  district,
  draft,
  householdFacts,
  projectFacts,
  valuation,
} from './decisions.fixture.ts';
import { decideRegisterHousehold, household } from './household.ts';
import { decideRegisterProject, project } from './project.ts';

const opened = after(
  resettlementArea,
  decideOpenArea(resettlementArea.initial, areaFacts, {
    project: after(project, decideRegisterProject(project.initial, projectFacts)),
  }),
);
const facts = {
  household: after(
    household,
    decideRegisterHousehold(household.initial, householdFacts, { area: opened }),
  ),
  area: after(resettlementArea, decideValueArea(opened, valuation), opened),
};
const signedOn = calendarDate('2026-02-01');
const effectiveOn = calendarDate('2026-02-03');
const drafted = after(agreement, decideDraftAgreement(agreement.initial, draft, facts));
const signed = after(agreement, decideSignAgreement(drafted, { district, signedOn }), drafted);
const inEffect = after(
  agreement,
  decidePutAgreementIntoEffect(signed, { district, effectiveOn }),
  signed,
);

describe('a compensation agreement [GZ 3, LC]', () => {
  it('takes holder, relatives, areas, price and account from household and area', () => {
    expect(drafted).toMatchObject({
      status: 'drafted',
      holder: 'wang',
      related: [{ personId: 'li', kinship: 'spouse' }],
      legalArea: '100.50',
      titleArea: '90.00',
      basePriceFen: 500_000,
      accountId: 'acc-1',
      ledgerKey: 'a-1/voucher',
    });
  });

  it('is drafted, signed, in effect; what is published is exactly what the contract says', () => {
    expect([signed.status, inEffect.status]).toEqual(['signed', 'effective']);
    const decision = decidePutAgreementIntoEffect(signed, { district, effectiveOn });
    const published = 'refused' in decision ? [] : decision.map(({ data }) => data);
    expect(published.map((data) => agreementEffectiveV1.data.safeParse(data).success)).toEqual([
      true,
    ]);
  });

  it.each([
    ['exists already', drafted, {}, facts, 'agreement-exists'],
    [
      'is of a household nobody registered',
      agreement.initial,
      {},
      { ...facts, household: household.initial },
      'household-unknown',
    ],
    [
      'is of a household of another district',
      agreement.initial,
      { district: 'oldtown' },
      facts,
      'household-unknown',
    ],
    [
      'is in an area no licensed valuer has priced [LC]',
      agreement.initial,
      {},
      { ...facts, area: opened },
      'area-not-valued',
    ],
    [
      'turns more than the legal area into a voucher [LC]',
      agreement.initial,
      { voucherArea: area('100.51') },
      facts,
      'voucher-area-too-large',
    ],
    [
      'names voucher area for another choice',
      agreement.initial,
      { choice: 'cash' as const },
      facts,
      'invalid-request',
    ],
  ])('is not drafted when it %s', (_why, state, change, known, code) =>
    expect(decideDraftAgreement(state, { ...draft, ...change }, known)).toMatchObject({
      refused: code,
    }),
  );

  it('needs no voucher area for another choice', () => {
    const cash = { ...draft, choice: 'cash' as const, voucherArea: zeroArea };
    expect(after(agreement, decideDraftAgreement(agreement.initial, cash, facts))).toMatchObject({
      ledgerKey: 'a-1/cash',
    });
  });

  it.each([
    ['nobody drafted', agreement.initial, district, 'agreement-unknown'],
    ['of another district', drafted, 'oldtown', 'agreement-unknown'],
    ['signed already', signed, district, 'agreement-not-drafted'],
    ['in effect already', inEffect, district, 'agreement-not-drafted'],
  ])('is not signed when it is one %s', (_which, state, from, code) =>
    expect(decideSignAgreement(state, { district: from, signedOn })).toEqual({ refused: code }),
  );

  it.each([
    ['nobody drafted', agreement.initial, district, effectiveOn, 'agreement-unknown'],
    ['of another district', signed, 'oldtown', effectiveOn, 'agreement-unknown'],
    ['not signed', drafted, district, effectiveOn, 'agreement-not-signed'],
    ['in effect already', inEffect, district, effectiveOn, 'agreement-not-signed'],
    ['signed later', signed, district, calendarDate('2026-01-31'), 'invalid-request'],
  ])('does not take effect when it is one %s', (_which, state, from, day, code) =>
    expect(decidePutAgreementIntoEffect(state, { district: from, effectiveOn: day })).toMatchObject(
      { refused: code },
    ),
  );
});
