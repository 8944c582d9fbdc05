import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import type { ClaimEvent } from '../domain/claim-event.ts';
import { decideRecordBankResult, type BankResult } from '../domain/claim-payment.ts';
import { claim, type SettlementClaim } from '../domain/claim.ts';

export const recordBankResult: CommandDeclaration<
  BankResult & { claimId: ClaimId },
  SettlementClaim,
  ClaimEvent,
  void
> = {
  name: 'RecordBankResult',
  aggregate: claim,
  id: ({ claimId }) => claimId,
  decide: decideRecordBankResult,
};
