import { refuse, type DomainEvent } from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import type { HouseholdId, PersonId } from '@fangpiao/values';

/** That personal fields were stored: which content of the vault, for whom. Never the fields (WRITE-PATH 27). */
export interface StoredFields {
  readonly householdId: HouseholdId;
  readonly district: string;
  readonly contentVersion: number;
  readonly digest: string;
}

/** The acts around one person's data; the fields themselves live in the vault. */
export interface Person {
  /** Content of the vault that was registered last; 0 when nothing was. */
  readonly contentVersion: number;
  readonly digest: string;
  /** Districts that registered the person: only their officers may look. */
  readonly districts: readonly string[];
  readonly revealed: number;
}

export type PersonEvent =
  | DomainEvent<'households.person.stored.v1', StoredFields>
  | DomainEvent<'households.person.revealed.v1', { reason: string; contentVersion: number }>;

export const person: Aggregate<Person, PersonEvent> = {
  service: 'households',
  kind: 'person',
  schema: 1,
  initial: { contentVersion: 0, digest: '', districts: [], revealed: 0 },
  events: [],
  internal: ['households.person.stored.v1', 'households.person.revealed.v1'],
  apply: (state, event) => {
    switch (event.type) {
      case 'households.person.stored.v1': {
        const { district, contentVersion, digest } = event.data;
        const isNewer = contentVersion > state.contentVersion;
        return {
          ...state,
          contentVersion: isNewer ? contentVersion : state.contentVersion,
          digest: isNewer ? digest : state.digest,
          districts: [...new Set([...state.districts, district])].sort(),
        };
      }
      case 'households.person.revealed.v1':
        return { ...state, revealed: state.revealed + 1 };
    }
  },
};

/** Records that a registration stored fields. Total: it follows from a fact. */
export function decideRecordStored(
  _state: Person,
  input: StoredFields & { readonly personId: PersonId },
): PersonEvent[] {
  const { householdId, district, contentVersion, digest } = input;
  return [
    {
      type: 'households.person.stored.v1',
      data: { householdId, district, contentVersion, digest },
    },
  ];
}

/** Records who looks and why, before anything is shown; a person of another district does not exist for them. */
export function decideRevealPerson(
  state: Person,
  input: { readonly district: string; readonly reason: string },
): Decision<PersonEvent> {
  if (!state.districts.includes(input.district)) return refuse('not-found');
  const { contentVersion } = state;
  return [
    {
      type: 'households.person.revealed.v1',
      data: { reason: input.reason, contentVersion },
    },
  ];
}
