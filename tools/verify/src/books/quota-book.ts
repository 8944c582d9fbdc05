import { Invariant, yuan, type Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit, type StoredDocument } from '../source/shapes.ts';
import { addTo, totalOf, type Sums } from './sums.ts';

export interface QuotaEntry {
  quotaFen: number;
  /** Promised to issuances under way. */
  reserved: Sums;
  /** Used up by issued vouchers. */
  issued: Sums;
  serials: Set<number>;
}

/** Replays each district's issue quota: what is promised and what is issued never exceed it. */
export class QuotaBook implements Check {
  readonly #quota = new Invariant('quota-kept', {
    zh: '已发放与已占用之和不超过发放总额，且与记录一致',
    en: 'what is issued and promised stays within the quota and is as recorded',
  });
  readonly invariants = [this.#quota];
  readonly quotas = new Map<string, QuotaEntry>();

  commit(service: Service, commit: StoredCommit): void {
    if (service !== 'vouchers' || !commit.stream.startsWith('quota/')) return;
    const quota = this.#quotaOf(idOf(commit.stream));
    for (const event of commit.events) {
      const record = `vouchers ${commit._id}`;
      this.#quota.checked++;
      for (const what of apply(quota, event.type, new Fields(event.data))) {
        this.#quota.broken(record, what);
      }
      const usedFen = totalOf(quota.reserved) + totalOf(quota.issued);
      if (usedFen > quota.quotaFen) {
        this.#quota.broken(record, `${yuan(usedFen)} of a quota of ${yuan(quota.quotaFen)}`);
      }
    }
  }

  document(service: Service, collection: string, view: StoredDocument): void {
    if (service !== 'vouchers' || collection !== 'quota') return;
    const quota = this.#quotaOf(idOf(view._id));
    const state = new Fields(view['state']);
    const shown: [string, number][] = [
      ['issueQuotaFen', quota.quotaFen],
      ['reservedFen', totalOf(quota.reserved)],
      ['issuedFen', totalOf(quota.issued)],
    ];
    for (const [name, replayed] of shown) {
      const inView = state.fen(name);
      this.#quota.expect(
        inView === replayed,
        `vouchers ${view._id}`,
        () => `${name} shows ${yuan(inView)}, replayed ${yuan(replayed)}`,
      );
    }
  }

  #quotaOf(district: string): QuotaEntry {
    let quota = this.quotas.get(district);
    if (!quota) {
      quota = { quotaFen: 0, reserved: new Map(), issued: new Map(), serials: new Set() };
      this.quotas.set(district, quota);
    }
    return quota;
  }
}

function apply(quota: QuotaEntry, type: string, data: Fields): string[] {
  const issuanceId = data.text('issuanceId');
  const amountFen = data.fen('amountFen');
  const takeBack = (): string[] => {
    const reservedFen = quota.reserved.get(issuanceId) ?? 0;
    if (reservedFen === amountFen) quota.reserved.delete(issuanceId);
    else addTo(quota.reserved, issuanceId, -amountFen);
    if (reservedFen >= amountFen) return [];
    return [`${issuanceId} had ${yuan(reservedFen)} reserved, gives back ${yuan(amountFen)}`];
  };
  switch (type) {
    case 'vouchers.quota.set.v1':
      quota.quotaFen = data.fen('issueQuotaFen');
      return [];
    case 'vouchers.quota.refused.v1':
      return [];
    case 'vouchers.quota.reserved.v1': {
      const faults: string[] = [];
      const serial = data.number('serial');
      if (quota.issued.has(issuanceId)) faults.push(`${issuanceId} is issued already`);
      if (quota.serials.has(serial)) faults.push(`serial ${serial} is given twice`);
      quota.serials.add(serial);
      // Asked for again after a refusal, it may be reserved before the first place is given back.
      addTo(quota.reserved, issuanceId, amountFen);
      return faults;
    }
    case 'vouchers.quota.consumed.v1': {
      const faults = quota.issued.has(issuanceId) ? [`${issuanceId} is consumed twice`] : [];
      quota.issued.set(issuanceId, amountFen);
      return [...faults, ...takeBack()];
    }
    case 'vouchers.quota.returned.v1':
      return takeBack();
    default:
      return [`${type} is an event this checker does not know`];
  }
}
