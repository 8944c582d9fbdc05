import type { MirrorDeclaration } from '@fangpiao/chassis';
import { voucherIssuedV1, type EventOf } from '@fangpiao/contracts';
import type { AgreementId, CalendarDate } from '@fangpiao/values';

/** What this office remembers of a voucher; an expired one ends the transitional subsidy [DL 9]. */
export interface VoucherFacts {
  readonly agreementId: AgreementId | null;
  readonly issuedOn: CalendarDate | null;
  readonly hasExpired: boolean;
}

export const voucherMirror: MirrorDeclaration<VoucherFacts> = {
  producer: 'vouchers',
  family: 'voucher',
  initial: { agreementId: null, issuedOn: null, hasExpired: false },
  apply: (facts, event) => {
    switch (event.type) {
      case 'vouchers.voucher.issued.v1': {
        const { agreementId, issuedOn } = (event as EventOf<typeof voucherIssuedV1>).data;
        return { ...facts, agreementId, issuedOn };
      }
      case 'vouchers.voucher.expired.v1':
        return { ...facts, hasExpired: true };
      default:
        return facts;
    }
  },
};
