import {
  agreementEffectiveV1,
  refuse,
  type BodyOf,
  type DomainEvent,
  type draftAgreement as draftAgreementRoute,
  type EventOf,
  type RelatedPerson,
} from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import {
  compareAreas,
  compareDates,
  zeroArea,
  type AccountId,
  type AreaId,
  type Area,
  type CalendarDate,
  type Fen,
  type PersonId,
  type ProjectId,
} from '@fangpiao/values';
import type { ResettlementArea } from './area.ts';
import type { Household } from './household.ts';

/** What an officer drafts. */
export type DraftInput = BodyOf<typeof draftAgreementRoute> & { readonly district: string };

/** The terms both sides sign: what was drafted, completed from household and area as they were then. */
export interface AgreementTerms extends DraftInput {
  readonly areaId: AreaId;
  readonly projectId: ProjectId;
  readonly accountId: AccountId;
  readonly holder: PersonId;
  readonly related: RelatedPerson[];
  readonly legalArea: Area;
  readonly titleArea: Area;
  readonly basePriceFen: Fen;
}

interface Drafted extends AgreementTerms {
  readonly status: 'drafted';
  /** Area and choice in one, by which the ledger is summed. */
  readonly ledgerKey: string;
}
interface Signed extends Omit<Drafted, 'status'> {
  readonly status: 'signed';
  readonly signedOn: CalendarDate;
}
interface Effective extends Omit<Signed, 'status'> {
  readonly status: 'effective';
  readonly effectiveOn: CalendarDate;
}

/** A compensation agreement: drafted → signed → effective [GZ 3, LC]. */
export type CompensationAgreement = { readonly status: 'none' } | Drafted | Signed | Effective;

export type AgreementEvent =
  | DomainEvent<'households.agreement.drafted.v1', AgreementTerms>
  | DomainEvent<'households.agreement.signed.v1', { signedOn: CalendarDate }>
  | EventOf<typeof agreementEffectiveV1>;

export const agreement: Aggregate<CompensationAgreement, AgreementEvent> = {
  service: 'households',
  kind: 'agreement',
  schema: 1,
  initial: { status: 'none' },
  events: [agreementEffectiveV1],
  internal: ['households.agreement.drafted.v1', 'households.agreement.signed.v1'],
  indexes: [{ 'state.areaId': 1 }],
  apply: (state, event) => {
    switch (event.type) {
      case 'households.agreement.drafted.v1': {
        const { areaId, choice } = event.data;
        return { ...event.data, status: 'drafted', ledgerKey: ledgerKeyOf({ areaId, choice }) };
      }
      case 'households.agreement.signed.v1':
        return state.status === 'none'
          ? state
          : { ...state, status: 'signed', signedOn: event.data.signedOn };
      case 'households.agreement.effective.v1':
        return state.status === 'signed'
          ? { ...state, status: 'effective', effectiveOn: event.data.effectiveOn }
          : state;
    }
  },
};

/** The line of the ledger an agreement counts in. */
export function ledgerKeyOf(line: { areaId: string; choice: string }): string {
  return `${line.areaId}/${line.choice}`;
}

/** Drafts an agreement from the household and its valued area [LC]; it keeps what both were at this moment. */
export function decideDraftAgreement(
  state: CompensationAgreement,
  input: DraftInput,
  facts: { readonly household: Household; readonly area: ResettlementArea },
): Decision<AgreementEvent> {
  if (state.status !== 'none') return refuse('agreement-exists');
  const { household, area } = facts;
  if (household.status === 'none' || household.district !== input.district)
    return refuse('household-unknown');
  if (area.status === 'none' || area.basePriceFen === null) return refuse('area-not-valued');
  if (input.choice !== 'voucher' && input.voucherArea !== zeroArea) return notAVoucher;
  if (compareAreas(input.voucherArea, household.legalArea) > 0)
    return refuse('voucher-area-too-large');
  const [holder, ...others] = household.members;
  return [
    {
      type: 'households.agreement.drafted.v1',
      data: {
        ...input,
        areaId: area.areaId,
        projectId: area.projectId,
        accountId: area.accountId,
        holder: holder!.personId,
        related: others.map(({ personId, kinship }) => ({ personId, kinship })),
        legalArea: household.legalArea,
        titleArea: household.titleArea,
        basePriceFen: area.basePriceFen,
      },
    },
  ];
}

const notAVoucher = {
  refused: 'invalid-request',
  fields: [
    {
      path: 'body.voucherArea',
      zh: '不选择房票时须为 "0.00"',
      en: 'must be "0.00" when the choice is not a voucher',
    },
  ],
} as const;

interface OfAgreement {
  readonly district: string;
}

/** Both sides sign a drafted agreement. */
export function decideSignAgreement(
  state: CompensationAgreement,
  input: OfAgreement & { readonly signedOn: CalendarDate },
): Decision<AgreementEvent> {
  if (state.status === 'none' || state.district !== input.district)
    return refuse('agreement-unknown');
  if (state.status !== 'drafted') return refuse('agreement-not-drafted');
  return [{ type: 'households.agreement.signed.v1', data: { signedOn: input.signedOn } }];
}

/** A signed agreement takes effect: from here the voucher may be issued [GZ 4, LC]. */
export function decidePutAgreementIntoEffect(
  state: CompensationAgreement,
  input: OfAgreement & { readonly effectiveOn: CalendarDate },
): Decision<AgreementEvent> {
  if (state.status === 'none' || state.district !== input.district)
    return refuse('agreement-unknown');
  if (state.status !== 'signed') return refuse('agreement-not-signed');
  if (compareDates(input.effectiveOn, state.signedOn) < 0) return beforeSigning;
  const { status: _status, ledgerKey: _ledgerKey, signedOn: _signedOn, ...terms } = state;
  return [
    {
      type: 'households.agreement.effective.v1',
      data: { ...terms, effectiveOn: input.effectiveOn },
    },
  ];
}

const beforeSigning = {
  refused: 'invalid-request',
  fields: [
    {
      path: 'body.effectiveOn',
      zh: '不得早于签订日期',
      en: 'must not be before the agreement was signed',
    },
  ],
} as const;
