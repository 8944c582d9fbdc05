import { Invariant, yuan, type Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit } from '../source/shapes.ts';
import { addTo, totalOf, type Sums } from './sums.ts';

export type PurchaseStatus =
  | 'started'
  | 'reserving'
  | 'reserved'
  | 'contracted'
  | 'spending'
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
  /** Other money that was planned. */
  topUpFen: number;
  /** By voucher: as planned, and as spent since it is used. */
  parts: Sums;
  /** By voucher, as each answered after filing; undefined: not asked yet. */
  answers: Sums | undefined;
  /** By dedicated account. */
  payers: Sums;
  /** By number, as published with the use; empty: one claim of all. */
  instalments: Map<number, { after: string; amountFen: number }>;
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
  'vouchers.purchase.spending-began.v1': {
    from: ['reserving', 'reserved', 'contracted'],
    to: 'spending',
  },
  // Purchases from before each voucher was asked go to use at once.
  'vouchers.purchase.used.v1': {
    from: ['reserving', 'reserved', 'contracted', 'spending'],
    to: 'used',
  },
  'vouchers.purchase.completed.v1': { from: ['used'], to: 'completed' },
  'vouchers.purchase.ended.v1': {
    from: ['started', 'reserving', 'reserved', 'contracted'],
    to: 'ended',
  },
};

/** Steps that end a purchase only after its voucher money was used. */
const rescission = { from: ['used', 'completed'], to: 'rescinded' } as const;

/** Replays every purchase: step by step; what it uses is what its vouchers answered, within price and plan. */
export class PurchaseBook implements Check {
  readonly #steps = new Invariant('purchases-step-by-step', {
    zh: '每笔购房按步骤进行，所用金额即各房票答复的金额，不超过占用和房款',
    en: 'every purchase goes step by step; it uses what its vouchers answered, within what was held and the price',
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
      return [...(known ? ['is started a second time'] : []), ...faultsOfPlan(entry)];
    }
    // A fact about a purchase that is unknown is recorded by the service and moves nothing.
    if (!known) return steps[type] ? [`${type} before it was started`] : [];
    if (type === 'vouchers.purchase.recovery-due.v1') return addRecovery(known, data);
    if (type === 'vouchers.purchase.spend-answered.v1') return addAnswer(known, data);
    const step = data.text('ending') === 'rescinded' ? rescission : steps[type];
    if (!step) return [];
    const faults = (step.from as readonly PurchaseStatus[]).includes(known.status)
      ? []
      : [`${type} while it is ${known.status}`];
    known.status = step.to;
    if (step.to === 'spending') known.answers = new Map();
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
    topUpFen: data.list('topUps').reduce((sum, topUp) => sum + topUp.fen('amountFen'), 0),
    ...partsOf(data),
    answers: undefined,
    instalments: new Map(),
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

function faultsOfPlan(entry: PurchaseEntry): string[] {
  const faults: string[] = [];
  const partsFen = totalOf(entry.parts);
  if (partsFen !== entry.voucherFen) {
    faults.push(`parts of ${yuan(partsFen)} for ${yuan(entry.voucherFen)} of voucher money`);
  }
  if (entry.voucherFen + entry.topUpFen !== entry.priceFen) {
    faults.push(`voucher money and top-up do not make the price of ${yuan(entry.priceFen)}`);
  }
  return faults;
}

function addAnswer(purchase: PurchaseEntry, data: Fields): string[] {
  const voucherId = data.text('voucherId');
  const amountFen = data.fen('amountFen');
  const { answers, parts } = purchase;
  if (!answers || purchase.status !== 'spending') return ['has an answer nobody asked for'];
  const faults = answers.has(voucherId) ? [`has a second answer of ${voucherId}`] : [];
  answers.set(voucherId, amountFen);
  const heldFen = parts.get(voucherId);
  return heldFen !== undefined && amountFen <= heldFen
    ? faults
    : [...faults, `${voucherId} spends ${yuan(amountFen)}, it held ${yuan(heldFen ?? 0)}`];
}

function faultsOfUse(entry: PurchaseEntry, data: Fields): string[] {
  const faults: string[] = [];
  entry.filingNumber = data.text('filingNumber');
  const usedOn = data.text('usedOn');
  if (usedOn === '' || usedOn > entry.lastFilingOn) {
    faults.push(`used on ${usedOn || 'no date'}, the last day was ${entry.lastFilingOn}`);
  }
  const { parts, payers } = partsOf(data);
  const answers = entry.answers ?? entry.parts;
  for (const [voucherId] of entry.parts) {
    if (answers.get(voucherId) === undefined) faults.push(`is used before ${voucherId} answered`);
    if ((parts.get(voucherId) ?? 0) !== (answers.get(voucherId) ?? 0))
      faults.push(`uses another amount of ${voucherId}`);
  }
  if ([...parts.keys()].some((voucherId) => !entry.parts.has(voucherId)))
    faults.push('uses other vouchers than it was started with');
  if (data.text('unitId') !== entry.unitId) faults.push('is used for another unit');
  entry.priceFen = data.fen('priceFen');
  entry.voucherFen = data.fen('voucherFen');
  entry.parts = new Map([...entry.parts.keys()].map((id) => [id, parts.get(id) ?? 0]));
  entry.payers = payers;
  entry.instalments = instalmentsOf(data);
  return [...faults, ...faultsOfAmounts(entry, data)];
}

function instalmentsOf(data: Fields): PurchaseEntry['instalments'] {
  return new Map(
    data.list('instalments').map((step) => {
      const amountFen = step.list('parts').reduce((sum, part) => sum + part.fen('amountFen'), 0);
      return [step.fen('number'), { after: step.text('after'), amountFen }];
    }),
  );
}

/** The sum, the price that vouchers never exceed, and what the buyer has to add. */
function faultsOfAmounts(entry: PurchaseEntry, data: Fields): string[] {
  const { voucherFen, priceFen, topUpFen } = entry;
  const faults: string[] = [];
  const partsFen = totalOf(entry.parts);
  if (partsFen !== voucherFen)
    faults.push(`parts of ${yuan(partsFen)} for ${yuan(voucherFen)} of voucher money`);
  if (voucherFen > priceFen)
    faults.push(`vouchers pay ${yuan(voucherFen)} of a price of ${yuan(priceFen)}`);
  const dueFen = Math.max(0, priceFen - voucherFen - topUpFen);
  const saidFen = data.has('topUpDueFen') ? data.fen('topUpDueFen') : 0;
  if (saidFen !== dueFen)
    faults.push(`the buyer is to add ${yuan(dueFen)}, it says ${yuan(saidFen)}`);
  const inStepsFen = [...entry.instalments.values()].reduce((sum, step) => sum + step.amountFen, 0);
  if (entry.instalments.size > 0 && inStepsFen !== voucherFen)
    faults.push(`instalments of ${yuan(inStepsFen)} for ${yuan(voucherFen)} of voucher money`);
  return faults;
}
