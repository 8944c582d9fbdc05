import { refuse } from '@fangpiao/contracts';
import type { CommandDeclaration } from '@fangpiao/chassis';
import type { PolicyPack } from '@fangpiao/policy';
import { agreementMirror, type AgreementFacts } from '../domain/agreement-mirror.ts';
import { decideTransfer, type TransferInput } from '../domain/voucher-transfer.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';
import { packOfVoucher } from './pack-of-voucher.ts';

interface Facts {
  readonly policy: PolicyPack | undefined;
  readonly receiver: AgreementFacts | undefined;
}

/** An officer transfers the balance to another household, both sides' papers at hand [GZ 8]. */
export function transferVoucher(
  shelf: PackShelf,
): CommandDeclaration<
  TransferInput & { receiverAgreementId: string },
  Voucher,
  VoucherEvent,
  Facts
> {
  return {
    name: 'TransferVoucher',
    aggregate: voucher,
    id: ({ voucherId }) => voucherId,
    facts: async ({ voucherId, receiverAgreementId }, reader) => ({
      policy: await packOfVoucher(shelf, reader, voucherId),
      receiver: await reader.mirror(agreementMirror, receiverAgreementId),
    }),
    decide: (state, input, { policy, receiver }, { today }) => {
      if (!policy) return refuse('voucher-unknown');
      if (!receiver) return refuse('agreement-not-effective');
      return decideTransfer(state, input, { policy, receiver, today });
    },
  };
}
