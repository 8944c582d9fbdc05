import type { CommandDeclaration } from '@fangpiao/chassis';
import {
  decideRecordCover,
  issuance,
  type Issuance,
  type IssuanceEvent,
} from '../domain/issuance.ts';

type Answer = Parameters<typeof decideRecordCover>[1]['answer'];

/** The dedicated account answered an issuance [GZ 7, DL 14]. */
export const recordCover: CommandDeclaration<
  { issuanceId: string; answer: Answer },
  Issuance,
  IssuanceEvent,
  void
> = {
  name: 'RecordCover',
  aggregate: issuance,
  id: ({ issuanceId }) => issuanceId,
  decide: (state, input) => decideRecordCover(state, input),
};
