import type { Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit } from '../source/shapes.ts';

export interface IssuanceEntry {
  status: 'requested' | 'cover-requested' | 'covered' | 'refused';
  district: string;
  agreementId: string;
  accountId: string;
  coverageRule: string;
  faceFen: number;
  coverFen: number;
}

/** Where every issuance stands. */
export class IssuanceBook implements Check {
  readonly invariants = [];
  readonly issuances = new Map<string, IssuanceEntry>();

  commit(service: Service, commit: StoredCommit): void {
    if (service !== 'vouchers' || !commit.stream.startsWith('issuance/')) return;
    const id = idOf(commit.stream);
    for (const event of commit.events) {
      const data = new Fields(event.data);
      const known = this.issuances.get(id);
      switch (event.type) {
        case 'vouchers.issuance.requested.v1':
          this.issuances.set(id, {
            status: 'requested',
            district: data.text('district'),
            agreementId: data.of('planned').of('agreement').text('agreementId'),
            accountId: data.of('planned').of('agreement').text('accountId'),
            coverageRule: data.of('planned').text('coverageRule'),
            faceFen: data.of('planned').fen('faceValueFen'),
            coverFen: data.of('planned').fen('coverFen'),
          });
          break;
        case 'vouchers.issuance.cover-requested.v1':
          if (known) known.status = 'cover-requested';
          break;
        case 'vouchers.issuance.covered.v1':
          if (known) known.status = 'covered';
          break;
        case 'vouchers.issuance.refused.v1':
          if (known) known.status = 'refused';
          break;
      }
    }
  }
}
