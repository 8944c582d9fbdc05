import type { DomainEvent } from '@fangpiao/contracts';
import type { Aggregate } from '@fangpiao/chassis';
import type { DeveloperId } from '@fangpiao/values';

/** A unified social credit code and the developer it belongs to: its stream id is the code (WRITE-PATH 6). */
export interface CreditCode {
  readonly takenBy: DeveloperId | null;
}

export type CreditCodeEvent =
  | DomainEvent<'listings.credit-code.taken.v1', { developerId: DeveloperId }>
  | DomainEvent<
      'listings.credit-code.contested.v1',
      { developerId: DeveloperId; takenBy: DeveloperId }
    >;

export const creditCode: Aggregate<CreditCode, CreditCodeEvent> = {
  service: 'listings',
  kind: 'credit-code',
  schema: 1,
  initial: { takenBy: null },
  events: [],
  internal: ['listings.credit-code.taken.v1', 'listings.credit-code.contested.v1'],
  apply: (state, event) => {
    switch (event.type) {
      case 'listings.credit-code.taken.v1':
        return { takenBy: event.data.developerId };
      case 'listings.credit-code.contested.v1':
        return state;
    }
  },
};

/** The first developer has the code; a later one is recorded as a contradiction. */
export function decideTakeCreditCode(
  state: CreditCode,
  { developerId }: { readonly developerId: DeveloperId },
): CreditCodeEvent[] {
  const { takenBy } = state;
  if (takenBy === developerId) return [];
  if (takenBy === null) return [{ type: 'listings.credit-code.taken.v1', data: { developerId } }];
  return [{ type: 'listings.credit-code.contested.v1', data: { developerId, takenBy } }];
}
