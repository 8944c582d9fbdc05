import { Invariant, yuan, type Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit } from '../source/shapes.ts';
import { addTo, totalOf, type Sums } from './sums.ts';

export type PurchaseStatus =
  | 'started'
  | 'reserving'
  | 'reserved'
  | 'contracted'
  | 'used'
  | 'completed'
  | 'ended'
  | 'rescinded';

export interface PurchaseEntry {
  status: PurchaseStatus;
  /** Of its newest commit. */
  at: string;
  unitId: string;
  priceFen: number;
  voucherFen: number;
  /** By voucher. */
  parts: Sums;
  /** By dedicated account. */
  payers: Sums;
  isFilingNeeded: boolean;
  lastFilingOn: string;
  filingNumber: string;
  /** What the developer had been paid when, or was paid after, the contract was rescinded. */
  recoveryFen: number;
}

/** From where each step may be taken, and where it leads. */
const steps: Readonly<Record<string, { from: readonly PurchaseStatus[]; to: PurchaseStatus }>> = {
  'vouchers.purchase.reservation-requested.v1': { from: ['started'], to: 'reserving' },
  'vouchers.purchase.reserved.v1': { from: ['reserving'], to: 'reserved' },
  'vouchers.purchase.contracted.v1': { from: ['reserving', 'reserved'], to: 'contracted' },
  'vouchers.purchase.used.v1': { from: ['reserving', 'reserved', 'contracted'], to: 'used' },
  'vouchers.purchase.completed.v1': { from: ['used'], to: 'completed' },
  'vouchers.purchase.ended.v1': {
    from: ['started', 'reserving', 'reserved', 'contracted'],
    to: 'ended',
  },
};

/** Steps that end a purchase only after its voucher money was used. */
const rescission = { from: ['used', 'completed'], to: 'rescinded' } as const;

/** Replays every purchase: step by step, with amounts that stay the same. */
export class PurchaseBook implements Check {
  readonly #steps = new Invariant('purchases-step-by-step', {
    zh: '每笔购房按步骤进行，金额前后一致',
    en: 'every purchase goes step by step, and its amounts stay the same',
  });
  readonly invariants = [this.#steps];
  readonly purchases = new Map<string, PurchaseEntry>();

  commit(service: Service, commit: StoredCommit): void {
    if (service !== 'vouchers' || !commit.stream.startsWith('purchase/')) return;
    const record = `vouchers ${commit._id}`;
    const id = idOf(commit.stream);
    for (const event of commit.events) {
      const data = new Fields(event.data);
      const faults = this.#apply(id, event.type, data);
      this.#steps.checked++;
      for (const what of faults) this.#steps.broken(record, what);
    }
    const entry = this.purchases.get(id);
    if (entry) entry.at = commit.at;
  }

  #apply(id: string, type: string, data: Fields): string[] {
    const known = this.purchases.get(id);
    if (type === 'vouchers.purchase.started.v1') {
      const entry = started(data);
      this.purchases.set(id, entry);
      return [...(known ? ['is started a second time'] : []), ...faultsOfPlan(entry, data)];
    }
    // A fact about a purchase that is unknown is recorded by the service and moves nothing.
    if (!known) return steps[type] ? [`${type} before it was started`] : [];
    if (type === 'vouchers.purchase.recovery-due.v1') return addRecovery(known, data);
    const step = data.text('ending') === 'rescinded' ? rescission : steps[type];
    if (!step) return [];
    const faults = (step.from as readonly PurchaseStatus[]).includes(known.status)
      ? []
      : [`${type} while it is ${known.status}`];
    known.status = step.to;
    if (type === 'vouchers.purchase.used.v1') faults.push(...faultsOfUse(known, data));
    return faults;
  }
}

function started(data: Fields): PurchaseEntry {
  return {
    status: 'started',
    at: '',
    unitId: data.text('unitId'),
    priceFen: data.fen('priceFen'),
    voucherFen: data.fen('voucherFen'),
    ...partsOf(data),
    isFilingNeeded: !data.isFalse('isFilingNeeded'),
    lastFilingOn: data.text('lastFilingOn'),
    filingNumber: '',
    recoveryFen: 0,
  };
}

function addRecovery(purchase: PurchaseEntry, data: Fields): string[] {
  purchase.recoveryFen += data.fen('amountFen');
  return purchase.status === 'rescinded' ? [] : [`wants money back while it is ${purchase.status}`];
}

function partsOf(data: Fields): Pick<PurchaseEntry, 'parts' | 'payers'> {
  const parts: Sums = new Map();
  const payers: Sums = new Map();
  for (const part of data.list('parts')) {
    addTo(parts, part.text('voucherId'), part.fen('amountFen'));
    addTo(payers, part.text('accountId'), part.fen('amountFen'));
  }
  return { parts, payers };
}

function faultsOfPlan(entry: PurchaseEntry, data: Fields): string[] {
  const faults: string[] = [];
  const partsFen = totalOf(entry.parts);
  if (partsFen !== entry.voucherFen) {
    faults.push(`parts of ${yuan(partsFen)} for ${yuan(entry.voucherFen)} of voucher money`);
  }
  const topUpFen = data.list('topUps').reduce((sum, topUp) => sum + topUp.fen('amountFen'), 0);
  if (entry.voucherFen + topUpFen !== entry.priceFen) {
    faults.push(`voucher money and top-up do not make the price of ${yuan(entry.priceFen)}`);
  }
  return faults;
}

function faultsOfUse(entry: PurchaseEntry, data: Fields): string[] {
  const faults: string[] = [];
  entry.filingNumber = data.text('filingNumber');
  const usedOn = data.text('usedOn');
  if (usedOn === '' || usedOn > entry.lastFilingOn) {
    faults.push(`used on ${usedOn || 'no date'}, the last day was ${entry.lastFilingOn}`);
  }
  const { parts } = partsOf(data);
  for (const [voucherId, amountFen] of entry.parts) {
    if (parts.get(voucherId) !== amountFen) faults.push(`uses another amount of ${voucherId}`);
  }
  if (parts.size !== entry.parts.size) faults.push('uses other vouchers than it was started with');
  if (data.text('unitId') !== entry.unitId) faults.push('is used for another unit');
  return faults;
}
