import type { Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit } from '../source/shapes.ts';

/** The face value that both sides of every effective agreement signed. */
export class AgreementBook implements Check {
  readonly invariants = [];
  readonly faces = new Map<string, number>();

  commit(service: Service, commit: StoredCommit): void {
    if (service !== 'households' || !commit.stream.startsWith('agreement/')) return;
    for (const event of commit.events) {
      if (event.type !== 'households.agreement.effective.v1') continue;
      this.faces.set(idOf(commit.stream), new Fields(event.data).fen('faceValueFen'));
    }
  }
}
