import { Invariant, yuan, type Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit, type StoredDocument } from '../source/shapes.ts';
import {
  emptyPockets,
  moveMoney,
  negativeOf,
  pocketNames,
  sumOf,
  type Pocket,
  type Pockets,
} from './pockets.ts';
import { addTo, totalOf, type Sums } from './sums.ts';

/** What one purchase did with one voucher. */
export interface VoucherUse {
  heldFen: number;
  spentFen: number;
  /** Was spent, and is back since the contract was rescinded. */
  restoredFen: number;
  redeemedFen: number;
}

/** Money that the voucher's pack owes the holder. */
export interface Payout {
  amountFen: number;
  /** Endorsed as paid. */
  paidFen: number;
  /** Of a reward: the purchase that earned it. */
  purchaseId: string;
  /** A reward whose purchase was rescinded: not to be paid, or to be recovered. */
  isTakenBack: boolean;
  recoveryFen: number;
}

export interface VoucherEntry {
  voucherId: string;
  voucherNumber: string;
  issuanceId: string;
  district: string;
  accountId: string;
  faceFen: number;
  expiresOn: string;
  pockets: Pockets;
  frozenFen: number;
  /** By purchase. */
  uses: Map<string, VoucherUse>;
  /** Redeemed money by claim. */
  redeemed: Sums;
  /** By claim. */
  payouts: Map<string, Payout>;
  /** The last day when it was opened. */
  issuedUntil: string;
  /** Where a voucher that was opened by transfer comes from. */
  origin: { voucherId: string; hash: string } | undefined;
  /** Money given away, by the voucher that receives it. */
  transfers: Map<string, { amountFen: number; expiresOn: string; hash: string }>;
}

/** A voucher begins by issue, or by transfer from another one. */
const openings = ['vouchers.voucher.issued.v1', 'vouchers.voucher.received.v1'];

/** Events of a voucher that move no money. */
const silent = [
  'terms-fixed',
  'hold-noted',
  'hold-refused',
  'spend-answered',
  'reward-earned',
  'reward-promised',
  'reward-promise-kept',
  'reward-promised-again',
  'reward-taken-back',
  'reward-rated',
  'transfer-planned',
  'origin-noted',
  'contradiction-noted',
].map((name) => `vouchers.voucher.${name}.v1`);

/** Replays every voucher, event by event, and holds the ten pockets against the face value after each. */
export class VoucherBook implements Check {
  readonly #sum = new Invariant('pockets-add-up', {
    zh: '十个口袋之和每一步都等于票面金额',
    en: 'the ten pockets add up to the face value after every event',
  });
  readonly #moves = new Invariant('pockets-moves-allowed', {
    zh: '金额只按规定在口袋之间移动，且不为负',
    en: 'money moves between pockets only as allowed, and none is negative',
  });
  readonly #inTime = new Invariant('spent-in-time', {
    zh: '房票从未在期限之后使用',
    en: 'no voucher money is spent after the deadline',
  });
  readonly #frozen = new Invariant('frozen-untouched', {
    zh: '冻结金额未被占用或使用',
    en: 'frozen money is not held or spent',
  });
  readonly #view = new Invariant('voucher-views-agree', {
    zh: '房票视图的口袋与逐笔重算一致',
    en: "every voucher's view shows the pockets that its events give",
  });
  readonly invariants = [this.#sum, this.#moves, this.#inTime, this.#frozen, this.#view];
  readonly vouchers = new Map<string, VoucherEntry>();

  commit(service: Service, commit: StoredCommit): void {
    if (service !== 'vouchers' || !commit.stream.startsWith('voucher/')) return;
    const record = `vouchers ${commit._id}`;
    const id = idOf(commit.stream);
    for (const event of commit.events) {
      const data = new Fields(event.data);
      const known = this.vouchers.get(id);
      if (openings.includes(event.type)) {
        if (known) this.#moves.broken(record, 'is issued a second time');
        this.vouchers.set(id, issued(id, data));
      } else if (!known) {
        this.#moves.broken(record, `${event.type} before the voucher was issued`);
        continue;
      } else {
        for (const what of this.#apply(known, event.type, data, record)) {
          this.#moves.broken(record, what);
        }
        if (event.type === 'vouchers.voucher.transferred-out.v1')
          for (const what of give(known, data, commit.hash)) this.#moves.broken(record, what);
      }
      this.#balance(this.vouchers.get(id)!, record);
    }
  }

  document(service: Service, collection: string, view: StoredDocument): void {
    const voucher = this.vouchers.get(idOf(view._id));
    if (service !== 'vouchers' || collection !== 'voucher' || !voucher) return;
    const state = new Fields(view['state']);
    const shown: [string, number, number][] = [
      ...pocketNames.map((name): [string, number, number] => [
        name,
        state.of('pockets').fen(name),
        voucher.pockets[name],
      ]),
      ['faceValueFen', state.fen('faceValueFen'), voucher.faceFen],
      ['frozenFen', state.fen('frozenFen'), voucher.frozenFen],
      ['redeemedFen', state.fen('redeemedFen'), totalOf(voucher.redeemed)],
      // A view from before holders were paid does not show it.
      ['paidOutFen', state.has('paidOutFen') ? state.fen('paidOutFen') : 0, paidOutOf(voucher)],
    ];
    const wrong = shown.filter(([, inView, replayed]) => inView !== replayed);
    this.#view.expect(wrong.length === 0, `vouchers ${view._id}`, () =>
      wrong
        .map(
          ([name, inView, replayed]) => `${name} shows ${yuan(inView)}, replayed ${yuan(replayed)}`,
        )
        .join('; '),
    );
  }

  #balance(voucher: VoucherEntry, record: string): void {
    const sum = sumOf(voucher.pockets);
    this.#sum.expect(
      sum === voucher.faceFen,
      record,
      () => `pockets hold ${yuan(sum)}, the face value is ${yuan(voucher.faceFen)}`,
    );
    const negative = negativeOf(voucher.pockets);
    this.#moves.expect(
      negative === undefined,
      record,
      () => `pocket ${negative} holds ${yuan(voucher.pockets[negative!])}`,
    );
  }

  #apply(voucher: VoucherEntry, type: string, data: Fields, record: string): string[] {
    const amountFen = data.fen('amountFen');
    const purchaseId = data.text('purchaseId');
    const use = purchaseId === '' ? noUse() : useOf(voucher, purchaseId);
    const move = (from: Pocket, to: Pocket, fen = amountFen): string[] =>
      moveMoney(voucher.pockets, { from, to, amountFen: fen });
    switch (type) {
      case 'vouchers.voucher.held.v1':
        use.heldFen += amountFen;
        return [...move('available', 'held'), ...this.#stillFrozen(voucher, record)];
      case 'vouchers.voucher.released.v1':
      case 'vouchers.voucher.hold-reduced.v1':
        use.heldFen -= amountFen;
        return [...move('held', 'available'), ...ofThisPurchase(use.heldFen)];
      case 'vouchers.voucher.spent.v1':
        use.heldFen -= amountFen;
        use.spentFen += amountFen;
        this.#checkDeadline(voucher, data.text('usedOn'), record);
        return [...move('held', 'spent'), ...ofThisPurchase(use.heldFen)];
      case 'vouchers.voucher.restored.v1':
        use.spentFen -= amountFen;
        use.restoredFen += amountFen;
        return [...move('spent', 'available'), ...ofThisPurchase(use.spentFen)];
      case 'vouchers.voucher.deadline-moved.v1':
        return moveDeadline(voucher, data.text('expiresOn'));
      case 'vouchers.voucher.expired.v1':
        return move('available', 'expired', data.fen('expiredFen'));
      case 'vouchers.voucher.transferred-out.v1':
        return move('available', 'transferredOut');
      case 'vouchers.voucher.cashed-out.v1':
        return [
          ...move('available', 'cashedOut', data.fen('cashedOutFen')),
          ...move('available', 'forfeited', data.fen('forfeitedFen')),
          ...owe(voucher, data, data.fen('cashedOutFen')),
        ];
      case 'vouchers.voucher.exchanged.v1':
        return [
          ...move('expired', 'exchanged', data.fen('exchangedFen')),
          ...move('expired', 'forfeited', data.fen('forfeitedFen')),
          ...owe(voucher, data, data.fen('exchangedFen') + data.fen('interestFen')),
        ];
      case 'vouchers.voucher.converted-to-home.v1':
        return move('expired', 'convertedToHome');
      case 'vouchers.voucher.paid-out.v1':
        return payOut(voucher, data);
      case 'vouchers.voucher.reward-due.v1':
        return [...owe(voucher, data, amountFen), ...ofUse(use)];
      case 'vouchers.voucher.reward-withdrawn.v1':
      case 'vouchers.voucher.reward-recovery-due.v1':
        return takeBack(voucher, data, type.includes('recovery') ? amountFen : 0);
      case 'vouchers.voucher.reward-forfeited.v1':
        return move('available', 'forfeited');
      case 'vouchers.voucher.frozen.v1':
        voucher.frozenFen += data.fen('frozenFen');
        return this.#stillFrozen(voucher, record);
      case 'vouchers.voucher.unfrozen.v1':
        voucher.frozenFen = 0;
        return [];
      case 'vouchers.voucher.redeemed.v1':
        use.redeemedFen += amountFen;
        addTo(voucher.redeemed, data.text('claimId'), amountFen);
        return use.redeemedFen <= use.spentFen + use.restoredFen
          ? []
          : ['more is redeemed than the purchase spent'];
      default:
        return silent.includes(type) ? [] : [`${type} is an event this checker does not know`];
    }
  }

  #checkDeadline(voucher: VoucherEntry, usedOn: string, record: string): void {
    this.#inTime.expect(
      usedOn !== '' && usedOn <= voucher.expiresOn,
      record,
      () => `used on ${usedOn || 'no date'}, valid until ${voucher.expiresOn}`,
    );
  }

  #stillFrozen(voucher: VoucherEntry, record: string): string[] {
    const { frozenFen, pockets } = voucher;
    this.#frozen.expect(
      frozenFen <= pockets.available,
      record,
      () => `${yuan(frozenFen)} are frozen, only ${yuan(pockets.available)} available`,
    );
    return [];
  }
}

function issued(voucherId: string, data: Fields): VoucherEntry {
  const faceFen = data.fen('faceValueFen');
  return {
    voucherId,
    voucherNumber: data.text('voucherNumber'),
    issuanceId: data.text('issuanceId'),
    district: data.text('district'),
    accountId: data.text('accountId'),
    faceFen,
    expiresOn: data.text('expiresOn'),
    pockets: { ...emptyPockets(), available: faceFen },
    frozenFen: 0,
    uses: new Map(),
    redeemed: new Map(),
    payouts: new Map(),
    issuedUntil: data.text('expiresOn'),
    origin: data.has('fromVoucherId')
      ? { voucherId: data.text('fromVoucherId'), hash: data.text('fromHash') }
      : undefined,
    transfers: new Map(),
  };
}

function give(voucher: VoucherEntry, data: Fields, hash: string): string[] {
  const to = data.text('newVoucherId');
  const isKnown = voucher.transfers.has(to);
  const { expiresOn } = voucher;
  voucher.transfers.set(to, { amountFen: data.fen('amountFen'), expiresOn, hash });
  return isKnown ? [`gives to ${to} a second time`] : [];
}

function owe(voucher: VoucherEntry, data: Fields, amountFen: number): string[] {
  const claimId = data.text('claimId');
  const isKnown = voucher.payouts.has(claimId);
  voucher.payouts.set(claimId, {
    amountFen,
    paidFen: 0,
    purchaseId: data.text('purchaseId'),
    isTakenBack: false,
    recoveryFen: 0,
  });
  return isKnown ? [`owes ${claimId} a second time`] : [];
}

function payOut(voucher: VoucherEntry, data: Fields): string[] {
  const payout = voucher.payouts.get(data.text('claimId'));
  if (!payout) return [`endorses a payment of ${data.text('claimId')}, which it does not owe`];
  payout.paidFen += data.fen('amountFen');
  return payout.paidFen <= payout.amountFen ? [] : ['more is paid to the holder than is owed'];
}

/** A reward is earned by a use, not by a hold. */
function ofUse({ spentFen }: VoucherUse): string[] {
  return spentFen > 0 ? [] : ['owes a reward for a purchase that has spent nothing'];
}

/** Once withdrawn it may still turn out to be paid, and is then to be recovered, once. */
function takeBack(voucher: VoucherEntry, data: Fields, recoveryFen: number): string[] {
  const payout = voucher.payouts.get(data.text('claimId'));
  if (!payout || payout.purchaseId !== data.text('purchaseId'))
    return [`takes back ${data.text('claimId')}, which it does not owe for that purchase`];
  const isAgain = payout.isTakenBack && (recoveryFen === 0 || payout.recoveryFen > 0);
  payout.isTakenBack = true;
  payout.recoveryFen += recoveryFen;
  return [
    ...(isAgain ? [`takes back ${data.text('claimId')} a second time`] : []),
    ...(recoveryFen === 0 || recoveryFen === payout.paidFen
      ? []
      : ['wants back another amount than was paid to the holder']),
  ];
}

export function paidOutOf(voucher: VoucherEntry): number {
  let paidFen = 0;
  for (const payout of voucher.payouts.values()) paidFen += payout.paidFen;
  return paidFen;
}

/** Days are given back, never taken. */
function moveDeadline(voucher: VoucherEntry, expiresOn: string): string[] {
  const isLater = expiresOn > voucher.expiresOn;
  voucher.expiresOn = expiresOn;
  return isLater ? [] : [`its last day is moved to ${expiresOn || 'no date'}, which is no later`];
}

function useOf(voucher: VoucherEntry, purchaseId: string): VoucherUse {
  let use = voucher.uses.get(purchaseId);
  if (!use) voucher.uses.set(purchaseId, (use = noUse()));
  return use;
}

function noUse(): VoucherUse {
  return { heldFen: 0, spentFen: 0, restoredFen: 0, redeemedFen: 0 };
}

function ofThisPurchase(leftFen: number): string[] {
  return leftFen >= 0 ? [] : ['takes money that another purchase holds or spent'];
}
