import type { Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit } from '../source/shapes.ts';

export interface ParcelEntry {
  accountId: string;
  /** Sold price where sold, else starting price. */
  priceFen: number;
}

/** What every land parcel is expected to bring, or has brought. */
export class ParcelBook implements Check {
  readonly invariants = [];
  readonly parcels = new Map<string, ParcelEntry>();

  commit(service: Service, commit: StoredCommit): void {
    if (service !== 'settlement' || !commit.stream.startsWith('parcel/')) return;
    const id = idOf(commit.stream);
    for (const event of commit.events) {
      const data = new Fields(event.data);
      if (event.type === 'settlement.parcel.registered.v1') {
        const accountId = data.text('accountId');
        this.parcels.set(id, { accountId, priceFen: data.fen('startPriceFen') });
      } else if (event.type === 'settlement.parcel.sold.v1') {
        const known = this.parcels.get(id);
        if (known) known.priceFen = data.fen('priceFen');
      }
    }
  }
}
