import type { BodyOf, draftAgreement, openArea, registerProject } from '@fangpiao/contracts';
import type { DomainEvent } from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import { area, asId, calendarDate, fen } from '@fangpiao/values';
import type { HouseholdFacts, HouseholdMember } from './household.ts';

/** Facts of an invented district, for the specs of the decisions. */
export const district = 'clearwater';

export const projectFacts: BodyOf<typeof registerProject> & { district: string } = {
  projectId: asId<'project'>('p-1'),
  name: '清水回迁项目',
  principalName: '清水建设公司',
  buildState: 'not-started',
  plannedHouseholds: 120,
  plannedArea: area('12000.5'),
  switchedToVoucher: true,
  district,
};

export const areaFacts: BodyOf<typeof openArea> & { district: string } = {
  areaId: asId<'area'>('a-1'),
  projectId: asId<'project'>('p-1'),
  name: '清水片区',
  accountId: asId<'account'>('acc-1'),
  pilot: true,
  plots: [],
  district,
};

export const valuation = {
  areaId: areaFacts.areaId,
  basePriceFen: fen(500_000),
  valuer: '清水评估所',
  valuedOn: calendarDate('2026-01-10'),
  district,
};

const member = (id: string, kinship: HouseholdMember['kinship']): HouseholdMember => ({
  personId: asId<'person'>(id),
  kinship,
  contentVersion: 1,
  digest: `digest-${id}`,
});

export const householdFacts: HouseholdFacts = {
  householdId: asId<'household'>('h-1'),
  areaId: areaFacts.areaId,
  district,
  titleArea: area('90'),
  legalArea: area('100.5'),
  members: [member('wang', 'self'), member('li', 'spouse')],
};

export const draft: BodyOf<typeof draftAgreement> & { district: string } = {
  agreementId: asId<'agreement'>('g-1'),
  householdId: householdFacts.householdId,
  choice: 'voucher',
  voucherArea: area('100.5'),
  amounts: { movingFee: fen(1_000) },
  pack: { packId: asId<'pack'>('clearwater'), version: 1 },
  faceValueFen: fen(50_250_000),
  district,
};

/** The state after a decision; a refusal fails the test. */
export function after<State, Event extends DomainEvent>(
  aggregate: Aggregate<State, Event>,
  decision: Decision<Event>,
  state: State = aggregate.initial,
): State {
  if ('refused' in decision) throw new Error(`refused: ${decision.refused}`);
  const meta = { at: '2026-03-02T02:00:00.000Z', stream: 'a stream' } as never;
  return decision.reduce((at, event) => aggregate.apply(at, event, meta), state);
}
