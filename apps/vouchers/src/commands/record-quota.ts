import type { CommandDeclaration } from '@fangpiao/chassis';
import {
  decideRecordQuota,
  issuance,
  type Issuance,
  type IssuanceEvent,
} from '../domain/issuance.ts';

type Answer = Parameters<typeof decideRecordQuota>[1]['answer'];

/** The district's quota answered an issuance. */
export const recordQuota: CommandDeclaration<
  { issuanceId: string; answer: Answer },
  Issuance,
  IssuanceEvent,
  void
> = {
  name: 'RecordQuota',
  aggregate: issuance,
  id: ({ issuanceId }) => issuanceId,
  decide: (state, input) => decideRecordQuota(state, input),
};
