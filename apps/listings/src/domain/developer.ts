import { refuse, type BodyOf, type DomainEvent, type admitDeveloper } from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import type { DeveloperId } from '@fangpiao/values';
import type { CreditCode } from './credit-code.ts';

type Admission = BodyOf<typeof admitDeveloper>;

/** A developer in good order, admitted to the listing supermarket and graded [DL 6]. */
export type Developer =
  | { readonly status: 'unknown' }
  | { readonly status: 'admitted'; readonly name: string; readonly grade: Admission['grade'] }
  /** Two officers admitted one enterprise under two ids at the same moment; the first stands. */
  | { readonly status: 'duplicate'; readonly admittedAs: DeveloperId };

export type DeveloperEvent =
  | DomainEvent<'listings.developer.admitted.v1', Admission>
  | DomainEvent<'listings.developer.found-duplicate.v1', { admittedAs: DeveloperId }>;

export const developer: Aggregate<Developer, DeveloperEvent> = {
  service: 'listings',
  kind: 'developer',
  schema: 1,
  initial: { status: 'unknown' },
  events: [],
  internal: ['listings.developer.admitted.v1', 'listings.developer.found-duplicate.v1'],
  apply: (_state, event) => {
    switch (event.type) {
      case 'listings.developer.admitted.v1':
        return { status: 'admitted', name: event.data.name, grade: event.data.grade };
      case 'listings.developer.found-duplicate.v1':
        return { status: 'duplicate', admittedAs: event.data.admittedAs };
    }
  },
};

/** Admits a developer [DL 6]; neither its id nor its credit code may be registered already. */
export function decideAdmitDeveloper(
  state: Developer,
  input: Admission,
  facts: { readonly creditCode: CreditCode },
): Decision<DeveloperEvent> {
  const { takenBy } = facts.creditCode;
  if (state.status !== 'unknown' || (takenBy !== null && takenBy !== input.developerId)) {
    return refuse('developer-exists');
  }
  return [{ type: 'listings.developer.admitted.v1', data: input }];
}

/** The credit code turned out to be another developer's: this one proposes nothing from now on. */
export function decideMarkDuplicate(
  state: Developer,
  input: { readonly admittedAs: DeveloperId },
): DeveloperEvent[] {
  if (state.status === 'duplicate') return [];
  return [{ type: 'listings.developer.found-duplicate.v1', data: input }];
}
