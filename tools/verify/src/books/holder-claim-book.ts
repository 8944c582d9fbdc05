import { Invariant, yuan, type Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit } from '../source/shapes.ts';

export interface HolderClaimEntry {
  voucherId: string;
  accountId: string;
  holder: string;
  amountFen: number;
  askedBy: string;
  reviewedBy: string;
  approvedBy: string;
  /** The order that was paid; empty until then. */
  paidOrder: string;
  paidFen: number;
  isPaid: boolean;
  isWithdrawn: boolean;
}

const openings = ['opened', 'reward-opened'].map((name) => `settlement.holder-claim.${name}.v1`);

/** Events of a holder's claim that pay nothing. */
const silent = ['order-answered', 'order-failed', 'bank-result-contradicted', 'revoked'].map(
  (name) => `settlement.holder-claim.${name}.v1`,
);

/** Replays every claim of a holder: two people looked at it, and it is paid once, as owed. */
export class HolderClaimBook implements Check {
  readonly #once = new Invariant('holder-claims-paid-once', {
    zh: '每笔持票人结算只付一次，金额与应付一致',
    en: 'every claim of a holder is paid once, with what is owed',
  });
  readonly #people = new Invariant('holder-claims-two-people', {
    zh: '持票人结算的审核人、审批人与申请人互不相同',
    en: 'reviewer, approver and asker of a holder’s claim are different people',
  });
  readonly invariants = [this.#once, this.#people];
  readonly claims = new Map<string, HolderClaimEntry>();

  commit(service: Service, commit: StoredCommit): void {
    if (service !== 'settlement' || !commit.stream.startsWith('holder-claim/')) return;
    const record = `settlement ${commit._id}`;
    const id = idOf(commit.stream);
    const by = commit.actor.subject;
    for (const event of commit.events) {
      const data = new Fields(event.data);
      const claim = this.claims.get(id);
      if (openings.includes(event.type)) {
        if (claim) this.#once.broken(record, 'is opened a second time');
        this.claims.set(id, opened(data));
      } else if (claim) this.#apply(claim, event.type, data, { by, record });
      else this.#once.broken(record, `${event.type} before it was opened`);
    }
  }

  #apply(
    claim: HolderClaimEntry,
    type: string,
    data: Fields,
    { by, record }: { by: string; record: string },
  ): void {
    switch (type) {
      case 'settlement.holder-claim.asked.v1':
        claim.askedBy = data.text('askedBy');
        return;
      case 'settlement.holder-claim.reviewed.v1':
        claim.reviewedBy = by;
        return;
      case 'settlement.holder-claim.returned.v1':
        claim.reviewedBy = '';
        return;
      case 'settlement.holder-claim.approved.v1':
        claim.approvedBy = by;
        this.#people.expect(
          claim.reviewedBy !== '' && by !== claim.reviewedBy && by !== claim.askedBy,
          record,
          () => `${by} approves, ${claim.reviewedBy || 'nobody'} reviewed, ${claim.askedBy} asked`,
        );
        return;
      case 'settlement.holder-claim.withdrawn.v1':
        this.#once.expect(!claim.isPaid, record, () => 'is withdrawn after it was paid');
        claim.isWithdrawn = true;
        return;
      case 'settlement.holder-claim.order-paid.v1':
        this.#once.expect(!claim.isWithdrawn, record, () => 'is paid after it was withdrawn');
        claim.paidOrder = data.text('orderId');
        claim.paidFen += data.fen('amountFen');
        return;
      case 'settlement.holder-claim.paid.v1':
        this.#once.expect(
          !claim.isPaid &&
            claim.paidFen === claim.amountFen &&
            data.fen('amountFen') === claim.paidFen,
          record,
          () => `owed ${yuan(claim.amountFen)}, paid ${yuan(claim.paidFen)}`,
        );
        claim.isPaid = true;
        return;
      default:
        if (!silent.includes(type))
          this.#once.broken(record, `${type} is an event this checker does not know`);
    }
  }
}

function opened(data: Fields): HolderClaimEntry {
  return {
    voucherId: data.text('voucherId'),
    accountId: data.text('accountId'),
    holder: data.text('holder'),
    amountFen: data.fen('amountFen'),
    askedBy: '',
    reviewedBy: '',
    approvedBy: '',
    paidOrder: '',
    paidFen: 0,
    isPaid: false,
    isWithdrawn: false,
  };
}
