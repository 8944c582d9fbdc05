import type { DomainEvent, EventOf, unitListedV1, unitReservedV1 } from '@fangpiao/contracts';
import type { MirrorDeclaration } from '@fangpiao/chassis';

/** What the vouchers service remembers of a unit of the listing supermarket. */
export interface UnitFacts {
  readonly listed: EventOf<typeof unitListedV1>['data'] | null;
  readonly status: 'listed' | 'taken' | 'delisted';
  readonly purchaseId: string;
}

export const unitMirror: MirrorDeclaration<UnitFacts> = {
  producer: 'listings',
  family: 'unit',
  initial: { listed: null, status: 'delisted', purchaseId: '' },
  apply: (facts, event: DomainEvent): UnitFacts => {
    switch (event.type) {
      case 'listings.unit.listed.v1':
        return {
          listed: event.data as EventOf<typeof unitListedV1>['data'],
          status: 'listed',
          purchaseId: '',
        };
      case 'listings.unit.delisted.v1':
        return { ...facts, status: 'delisted' };
      case 'listings.unit.reserved.v1':
        return {
          ...facts,
          status: 'taken',
          purchaseId: (event.data as EventOf<typeof unitReservedV1>['data']).purchaseId,
        };
      case 'listings.unit.reservation-released.v1':
      case 'listings.unit.contract-rescinded.v1':
      case 'listings.unit.filing-revoked.v1':
        return { ...facts, status: 'listed', purchaseId: '' };
      default:
        return facts;
    }
  },
};
