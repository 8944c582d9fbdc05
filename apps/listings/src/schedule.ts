import { call, dueJob, type JobDeclaration } from '@fangpiao/chassis';
import { asId } from '@fangpiao/values';
import { expireReservation } from './commands/expire-reservation.ts';
import { unit } from './domain/unit.ts';

/** Door 3: the clock. */
export const jobs: readonly JobDeclaration[] = [
  dueJob({
    name: 'expire-reservations',
    kind: unit.kind,
    everyMillis: 5_000,
    command: (id) => call(expireReservation, { unitId: asId<'unit'>(id) }),
  }),
];
