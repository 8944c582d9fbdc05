import { call, when, type EventHandler, type SubscriptionDeclaration } from '@fangpiao/chassis';
import {
  purchaseCancellationRequestedV1,
  purchaseReservationRequestedV1,
  unitFiledV1,
  unitFilingRevokedV1,
  type DomainEvent,
} from '@fangpiao/contracts';
import { instant, instantMillis } from '@fangpiao/values';
import { cancelReservation } from './commands/cancel-reservation.ts';
import { closeFiling } from './commands/close-filing.ts';
import { noteRevocation } from './commands/note-revocation.ts';
import { markDuplicate } from './commands/mark-duplicate.ts';
import { recordFiling } from './commands/record-filing.ts';
import { reserveUnit } from './commands/reserve-unit.ts';
import { takeCreditCode } from './commands/take-credit-code.ts';
import type { CityRules } from './domain/city-rules.ts';
import type { CreditCodeEvent } from './domain/credit-code.ts';
import type { DeveloperEvent } from './domain/developer.ts';
import type { FilingEvent } from './domain/filing.ts';
import type { UnitEvent } from './domain/unit.ts';

const millisPerHour = 3_600_000;

/** Door 2, own events: what follows from them inside this service. */
export const reactions: readonly EventHandler[] = [
  internally<DeveloperEvent, 'listings.developer.admitted.v1'>(
    'listings.developer.admitted.v1',
    ({ creditCode, developerId }) => [call(takeCreditCode, { creditCode, developerId })],
  ),
  internally<CreditCodeEvent, 'listings.credit-code.contested.v1'>(
    'listings.credit-code.contested.v1',
    ({ developerId, takenBy }) => [call(markDuplicate, { developerId, admittedAs: takenBy })],
  ),
  internally<FilingEvent, 'listings.filing.confirmed.v1'>(
    'listings.filing.confirmed.v1',
    (content) => [call(recordFiling, content)],
  ),
  when(unitFiledV1, ({ data: { filingNumber } }) => [
    call(closeFiling, { filingNumber, contradiction: null }),
  ]),
  when(unitFilingRevokedV1, ({ data: { filingNumber } }) =>
    filingNumber === '' ? [] : [call(noteRevocation, { filingNumber })],
  ),
  internally<UnitEvent, 'listings.unit.filing-contradicted.v1'>(
    'listings.unit.filing-contradicted.v1',
    ({ filingNumber, reason }) => [call(closeFiling, { filingNumber, contradiction: reason })],
  ),
];

/** Door 2, other agencies' events: purchases ask for units and let go of them. */
export function subscriptionsOf(rules: CityRules): readonly SubscriptionDeclaration[] {
  return [
    {
      producer: 'vouchers',
      mirrors: [],
      handlers: [
        when(purchaseReservationRequestedV1, ({ data, at }) => {
          const { unitId, purchaseId, priceFen, lastFilingOn } = data;
          const reservedUntil = instant(instantMillis(at) + rules.reservationHours * millisPerHour);
          return [call(reserveUnit, { unitId, purchaseId, priceFen, lastFilingOn, reservedUntil })];
        }),
        when(purchaseCancellationRequestedV1, ({ data: { unitId, purchaseId } }) => [
          call(cancelReservation, { unitId, purchaseId }),
        ]),
      ],
    },
  ];
}

type DataOf<Event extends DomainEvent, Type extends Event['type']> = Extract<
  Event,
  { readonly type: Type }
>['data'];

/** A reaction to an event that does not leave the service. */
function internally<Event extends DomainEvent, Type extends Event['type']>(
  type: Type,
  commands: (data: DataOf<Event, Type>) => ReturnType<EventHandler['commands']>,
): EventHandler {
  return { type, commands: ({ data }) => commands(data as DataOf<Event, Type>) };
}
