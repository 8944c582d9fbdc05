import { refuse, type DomainEvent, type Kinship, type RefusalCode } from '@fangpiao/contracts';
import type { Refusal } from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import type { Area, AreaId, HouseholdId, PersonId } from '@fangpiao/values';
import type { ResettlementArea } from './area.ts';
import { hundredthsOf } from './hundredths.ts';

/** A member as commits may know one: no name, no number (WRITE-PATH 27). */
export interface HouseholdMember {
  readonly personId: PersonId;
  readonly kinship: Kinship;
  /** Which content of the vault was registered, and its salted digest. */
  readonly contentVersion: number;
  readonly digest: string;
}

export interface HouseholdFacts {
  readonly householdId: HouseholdId;
  readonly areaId: AreaId;
  readonly district: string;
  readonly titleArea: Area;
  readonly legalArea: Area;
  /** The first one signs and holds the voucher: kinship `self`. */
  readonly members: readonly HouseholdMember[];
}

/** An expropriated household: who belongs to it, and its areas [LC]. */
export type Household =
  | { readonly status: 'none' }
  | (HouseholdFacts & {
      readonly status: 'registered';
      /** For the exact sum in the area's ledger. */
      readonly legalAreaHundredths: number;
    });

export type HouseholdEvent = DomainEvent<'households.household.registered.v1', HouseholdFacts>;

export const household: Aggregate<Household, HouseholdEvent> = {
  service: 'households',
  kind: 'household',
  schema: 1,
  initial: { status: 'none' },
  events: [],
  internal: ['households.household.registered.v1'],
  indexes: [{ 'state.areaId': 1 }],
  apply: (_state, { data }) => ({
    ...data,
    status: 'registered',
    legalAreaHundredths: hundredthsOf(data.legalArea),
  }),
};

/** What is asked before any personal field is stored: a household that cannot be registered leaves nothing. */
export interface RegistrationCheck {
  readonly district: string;
  readonly kinships: readonly Kinship[];
}

/** Why a household cannot be registered, if so. The one who signs comes first and is the only `self`. */
export function refusalOfRegistration(
  state: Household,
  asked: RegistrationCheck,
  facts: { readonly area: ResettlementArea },
): Refusal<RefusalCode> | undefined {
  if (state.status === 'registered') return refuse('household-exists');
  if (facts.area.status === 'none' || facts.area.district !== asked.district)
    return refuse('area-unknown');
  const isHolderFirst = asked.kinships.indexOf('self') === 0;
  if (!isHolderFirst || asked.kinships.lastIndexOf('self') !== 0)
    return refuse('holder-not-a-member', {
      zh: '第一位成员须是签约人（本人），且只有一位',
      en: 'the first member must be the one who signs (self), and the only one',
    });
  return undefined;
}

/** Registers a household with the people whose fields are in the vault already [LC]. */
export function decideRegisterHousehold(
  state: Household,
  input: HouseholdFacts,
  facts: { readonly area: ResettlementArea },
): Decision<HouseholdEvent> {
  const kinships = input.members.map(({ kinship }) => kinship);
  const refusal = refusalOfRegistration(state, { district: input.district, kinships }, facts);
  return refusal ?? [{ type: 'households.household.registered.v1', data: input }];
}
