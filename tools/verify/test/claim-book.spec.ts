import { ClaimBook } from '../src/books/claim-book.ts';
import { World, type NewEvent } from './world.fixture.ts';

const of = { claimId: 'P-1.1', purchaseId: 'P-1', unitId: 'U-1', developerId: 'D-1' };
const part = { accountId: 'A-1', orderId: 'P-1.1.A-1', amountFen: 300 };

/** A claim for 500 fen, of which one account has paid 300 and the other could not pay. */
function problemsAfter(...before: string[]): string[] {
  const world = new World();
  const step = (subject: string, type: string, data: object): void => {
    const event: NewEvent = { type: `settlement.claim.${type}.v1`, data, internal: true };
    world.commit('settlement', 'claim/P-1.1', [event], { subject });
  };
  const received = { ...of, instalment: 1, invoiceNumber: '12345678', submittedBy: 'clerk-1' };
  step('clerk-1', 'received', { ...received, amountFen: 500 });
  step('officer-1', 'reviewed', { by: 'officer-1' });
  step('officer-2', 'approved', { by: 'officer-2' });
  step('bank-1', 'part-paid', part);
  for (const type of before) step('service:settlement', type, { claimId: of.claimId });
  step('bank-1', 'paid', { ...of, amountFen: 300, payments: [part] });
  const book = new ClaimBook();
  for (const commit of world.source().services.settlement.commits)
    book.commit('settlement', commit);
  return book.invariants.flatMap((invariant) =>
    invariant.result().problems.map(({ what }) => what),
  );
}

describe('a claim that is told paid with a part of its money', () => {
  it('is a fault while its contract stands', () => {
    expect(problemsAfter()).toHaveLength(1);
  });

  it('is none when the contract was rescinded meanwhile: the part is to be recovered', () => {
    expect(problemsAfter('revoked')).toEqual([]);
  });
});
