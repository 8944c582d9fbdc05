import type { MirrorDeclaration } from '@fangpiao/chassis';
import { claimPaidV1, type EventOf } from '@fangpiao/contracts';
import { zeroFen, type Fen } from '@fangpiao/values';

/** What this office remembers of a settlement claim: money that left its accounts, for the funds of the ledger [LC]. */
export interface ClaimFacts {
  readonly paidFen: Fen;
}

export const claimMirror: MirrorDeclaration<ClaimFacts> = {
  producer: 'settlement',
  family: 'claim',
  initial: { paidFen: zeroFen },
  apply: (facts, event) =>
    event.type === 'settlement.claim.paid.v1'
      ? { paidFen: (event as EventOf<typeof claimPaidV1>).data.amountFen }
      : facts,
};
