import { Invariant, yuan, type Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit } from '../source/shapes.ts';
import { addTo, totalOf, type Sums } from './sums.ts';

export interface PaidPart {
  accountId: string;
  amountFen: number;
}

export interface ClaimEntry {
  status: 'open' | 'checked' | 'paid' | 'refused';
  purchaseId: string;
  unitId: string;
  developerId: string;
  invoiceNumber: string;
  instalment: number;
  amountFen: number;
  submittedBy: string;
  reviewedBy: string;
  /** Its contract was rescinded while money was on its way. */
  isRevoked: boolean;
  approvedBy: string;
  /** Paid by order. */
  paidParts: Map<string, PaidPart>;
}

/** Replays every claim: who looked at it, and that it is paid once and in full. */
export class ClaimBook implements Check {
  readonly #once = new Invariant('claims-paid-once', {
    zh: '每笔结算申请只付一次，付足为止',
    en: 'every claim is paid once, and neither more nor less than claimed',
  });
  readonly #people = new Invariant('two-people', {
    zh: '审核人、审批人与申请人互不相同',
    en: 'reviewer, approver and submitter of a claim are different people',
  });
  readonly invariants = [this.#once, this.#people];
  readonly claims = new Map<string, ClaimEntry>();

  commit(service: Service, commit: StoredCommit): void {
    if (service !== 'settlement' || !commit.stream.startsWith('claim/')) return;
    const record = `settlement ${commit._id}`;
    const id = idOf(commit.stream);
    const by = commit.actor.subject;
    for (const event of commit.events) {
      const data = new Fields(event.data);
      if (event.type === 'settlement.claim.received.v1') {
        const known = this.claims.get(id);
        if (known?.status === 'paid') this.#once.broken(record, 'is claimed again after payment');
        this.claims.set(id, received(data, by));
        continue;
      }
      const claim = this.claims.get(id);
      if (claim) this.#apply(claim, event.type, data, { by, record });
    }
  }

  #apply(
    claim: ClaimEntry,
    type: string,
    data: Fields,
    { by, record }: { by: string; record: string },
  ): void {
    switch (type) {
      case 'settlement.claim.checked.v1':
        claim.status = 'checked';
        return;
      case 'settlement.claim.lapsed.v1':
      case 'settlement.claim.refused.v1':
        if (claim.paidParts.size > 0) this.#once.broken(record, 'is refused after money was paid');
        claim.status = 'refused';
        return;
      case 'settlement.claim.reviewed.v1':
        claim.reviewedBy = by;
        this.#expectPerson(record, { by, named: data.text('by') });
        return;
      case 'settlement.claim.approved.v1':
        claim.approvedBy = by;
        this.#expectPerson(record, { by, named: data.text('by') });
        this.#people.expect(
          by !== claim.reviewedBy && by !== claim.submittedBy,
          record,
          () =>
            `${by} approves what the same person ${by === claim.reviewedBy ? 'reviewed' : 'submitted'}`,
        );
        return;
      case 'settlement.claim.revoked.v1':
        claim.isRevoked = true;
        return;
      case 'settlement.claim.part-paid.v1':
        this.#payPart(claim, data, record);
        return;
      case 'settlement.claim.paid.v1':
        this.#pay(claim, data, record);
        return;
    }
  }

  #expectPerson(record: string, { by, named }: { by: string; named: string }): void {
    const isPerson = by !== '' && !by.startsWith('service:') && named === by;
    this.#people.expect(
      isPerson,
      record,
      () => `signed by ${by || 'nobody'}, names ${named || 'nobody'}`,
    );
  }

  #payPart(claim: ClaimEntry, data: Fields, record: string): void {
    const orderId = data.text('orderId');
    this.#once.expect(
      !claim.paidParts.has(orderId),
      record,
      () => `order ${orderId} is paid a second time`,
    );
    claim.paidParts.set(orderId, {
      accountId: data.text('accountId'),
      amountFen: data.fen('amountFen'),
    });
  }

  #pay(claim: ClaimEntry, data: Fields, record: string): void {
    const wasPaid = claim.status === 'paid';
    claim.status = 'paid';
    const paidFen = totalOf(paidByAccount(claim));
    const saidFen = data
      .list('payments')
      .reduce((sum, payment) => sum + payment.fen('amountFen'), 0);
    this.#once.expect(!wasPaid, record, () => 'is paid a second time');
    // Of a rescinded contract a part may have been paid: it is told all the same, to be recovered.
    const isRight = claim.isRevoked ? paidFen <= claim.amountFen : paidFen === claim.amountFen;
    if (!isRight || saidFen !== paidFen || data.fen('amountFen') !== paidFen) {
      const what = `claimed ${yuan(claim.amountFen)}, paid ${yuan(paidFen)}, says ${yuan(saidFen)}`;
      this.#once.broken(record, what);
    }
    const bothLooked = claim.reviewedBy !== '' && claim.approvedBy !== '';
    this.#people.expect(bothLooked, record, () => 'is paid without review and approval');
  }
}

export function paidByAccount(claim: ClaimEntry): Sums {
  const sums: Sums = new Map();
  for (const { accountId, amountFen } of claim.paidParts.values()) {
    addTo(sums, accountId, amountFen);
  }
  return sums;
}

function received(data: Fields, by: string): ClaimEntry {
  return {
    status: 'open',
    purchaseId: data.text('purchaseId'),
    unitId: data.text('unitId'),
    developerId: data.text('developerId'),
    invoiceNumber: data.text('invoiceNumber'),
    instalment: data.has('instalment') ? data.fen('instalment') : 1,
    amountFen: data.fen('amountFen'),
    submittedBy: by,
    reviewedBy: '',
    isRevoked: false,
    approvedBy: '',
    paidParts: new Map(),
  };
}
