import type { Check } from '../check.ts';
import { Invariant } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit } from '../source/shapes.ts';

export interface UnitEntry {
  stage: 'proposed' | 'listed' | 'reserved' | 'contracted' | 'filed' | 'handed-over' | 'delisted';
  /** The purchase that has the unit. */
  owner: string;
  isFiled: boolean;
  filingNumber: string;
  /** Of filings that were revoked: they stay used. */
  revokedNumbers: string[];
  priceFen: number;
  committedPriceFen: number;
  /** False for goods whose contract date counts. */
  needsFiling: boolean;
  /** Every purchase the unit was filed or handed over for. */
  soldTo: Set<string>;
}

/** Replays the units: who has each of them, and that it never has two. */
export class UnitBook implements Check {
  readonly #oneOwner = new Invariant('one-purchase-per-unit', {
    zh: '每套房源同一时刻只属于一笔购房',
    en: 'a unit belongs to one purchase at a time, step by step',
  });
  readonly #price = new Invariant('price-within-commitment', {
    zh: '成交价不高于承诺价',
    en: 'no unit is sold above its committed price',
  });
  readonly invariants = [this.#oneOwner, this.#price];
  readonly units = new Map<string, UnitEntry>();

  commit(service: Service, commit: StoredCommit): void {
    if (service !== 'listings' || !commit.stream.startsWith('unit/')) return;
    const record = `listings ${commit._id}`;
    const entry = this.#entryOf(idOf(commit.stream));
    for (const event of commit.events) {
      const data = new Fields(event.data);
      const faults = apply(entry, event.type, data);
      if (faults === undefined) continue;
      this.#oneOwner.checked++;
      for (const what of faults) this.#oneOwner.broken(record, what);
      if (data.has('priceFen')) this.#checkPrice(record, entry, data.fen('priceFen'));
    }
  }

  #entryOf(id: string): UnitEntry {
    let entry = this.units.get(id);
    if (!entry) {
      entry = {
        stage: 'proposed',
        owner: '',
        isFiled: false,
        filingNumber: '',
        revokedNumbers: [],
        priceFen: NaN,
        committedPriceFen: NaN,
        needsFiling: true,
        soldTo: new Set(),
      };
      this.units.set(id, entry);
    }
    return entry;
  }

  #checkPrice(record: string, entry: UnitEntry, priceFen: number): void {
    this.#price.expect(
      priceFen <= entry.committedPriceFen,
      record,
      () => `priced at ${priceFen} fen, committed at ${entry.committedPriceFen}`,
    );
  }
}

/** What is wrong with the step; undefined when the event is not a step of the unit's sale. */
function apply(unit: UnitEntry, type: string, data: Fields): string[] | undefined {
  const purchase = data.text('purchaseId');
  const faults: string[] = [];
  const from = (...stages: UnitEntry['stage'][]): void => {
    if (!stages.includes(unit.stage)) faults.push(`${type} while it is ${unit.stage}`);
  };
  const ofOwner = (): void => {
    if (unit.owner !== purchase)
      faults.push(`${type} for ${purchase}, but ${unit.owner || 'nobody'} has it`);
  };
  switch (type) {
    case 'listings.unit.proposed.v1':
      unit.committedPriceFen = data.fen('committedPriceFen');
      unit.needsFiling = !data.isFalse('needsFiling');
      return undefined;
    case 'listings.unit.listed.v1':
      from('proposed');
      unit.committedPriceFen = data.fen('committedPriceFen');
      unit.stage = 'listed';
      return faults;
    case 'listings.unit.delisted.v1':
      from('listed', 'proposed');
      unit.stage = 'delisted';
      return faults;
    case 'listings.unit.reserved.v1':
      from('listed');
      if (unit.owner !== '') faults.push(`reserved for ${purchase} while ${unit.owner} has it`);
      unit.owner = purchase;
      unit.stage = 'reserved';
      return faults;
    case 'listings.unit.reservation-released.v1':
      from('reserved');
      ofOwner();
      unit.owner = '';
      unit.stage = 'listed';
      return faults;
    case 'listings.unit.contracted.v1':
      from('reserved');
      ofOwner();
      unit.stage = 'contracted';
      unit.priceFen = data.fen('priceFen');
      return faults;
    case 'listings.unit.contract-rescinded.v1':
      from('contracted');
      ofOwner();
      unit.owner = '';
      unit.stage = 'listed';
      return faults;
    case 'listings.unit.filed.v1':
      from('contracted');
      ofOwner();
      if (unit.isFiled) faults.push(`filed again, under ${data.text('filingNumber')}`);
      unit.isFiled = true;
      unit.filingNumber = data.text('filingNumber');
      unit.priceFen = data.fen('priceFen');
      unit.stage = 'filed';
      unit.soldTo.add(purchase);
      return faults;
    case 'listings.unit.filing-revoked.v1':
      from('filed', 'handed-over', ...(unit.needsFiling ? [] : (['contracted'] as const)));
      ofOwner();
      if (unit.filingNumber !== '') unit.revokedNumbers.push(unit.filingNumber);
      unit.owner = '';
      unit.isFiled = false;
      unit.filingNumber = '';
      unit.stage = 'listed';
      unit.soldTo.delete(purchase);
      return faults;
    case 'listings.unit.handed-over.v1':
      from('filed', ...(unit.needsFiling ? [] : (['contracted'] as const)));
      ofOwner();
      unit.stage = 'handed-over';
      unit.soldTo.add(purchase);
      return faults;
    default:
      return undefined;
  }
}
