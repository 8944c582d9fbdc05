import { asId, fen, instant, instantMillis } from '@fangpiao/values';
import {
  accountId,
  after,
  at,
  claimId,
  clearwater,
  completeFacts,
  developerId,
  on,
  otherAccountId,
  purchaseId,
  refusalOf,
  submission,
  unitId,
} from '../../test/given.ts';
import { decideApprove, decideComplete, decideReject, decideReview } from './claim-approval.ts';
import { decideNoteOrder, decideRecordBankResult, type BankResult } from './claim-payment.ts';
import {
  decideCheck,
  decideConfirmInvoice,
  decideSubmit,
  type Submission,
} from './claim-submission.ts';
import { claim, orderIdOf, type SettlementClaim, type SubmittedClaim } from './claim.ts';
import { noPurchase, noUnit, type ClaimFacts } from './foreign-facts.ts';
import { decideTakeInvoice, invoice } from './invoice.ts';

const clerk = {
  at,
  actor: { subject: 'clerk', role: 'developer-clerk', agency: 'developer' },
} as const;
const submit = (
  facts: ClaimFacts,
  change: Partial<Submission> = {},
  state: SettlementClaim = claim.initial,
) => decideSubmit(state, submission(change), facts, clerk);

const reviewer = { district: clearwater, note: 'complete', by: 'reviewer' };
const approver = { district: clearwater, note: 'agreed', by: 'approver' };
const paidResult: BankResult = {
  accountId,
  orderId: orderIdOf({ claimId, accountId, round: 1 }),
  result: 'paid',
  bankReference: 'PAY-1',
  on,
  scope: null,
};
const failedResult: BankResult = { ...paidResult, result: 'failed', bankReference: 'PAY-2' };

/** A claim at the named step of its life, as the decisions themselves lead there. */
function claimThatIs(
  step: 'submitted' | 'checked' | 'reviewed' | 'approved' | 'ordered' | 'paid' | 'completed',
  parts?: Parameters<typeof completeFacts>[0],
): SubmittedClaim {
  const facts = completeFacts(parts);
  const amountFen = facts.purchase.used!.voucherFen;
  let state = after(claim, claim.initial, submit(facts, { amountFen }));
  const steps: [string, () => void][] = [
    ['checked', () => go(decideConfirmInvoice(state, { invoiceNumber: '20260001', isFree: true }))],
    ['reviewed', () => go(decideReview(state, reviewer))],
    ['approved', () => go(decideApprove(state, approver))],
    [
      'ordered',
      () =>
        partsOf(state).forEach(({ accountId: of, orderId }) =>
          go(decideNoteOrder(state, { accountId: of, orderId: orderId!, reason: null })),
        ),
    ],
    [
      'paid',
      () =>
        partsOf(state).forEach(({ accountId: of, orderId }) =>
          go(decideRecordBankResult(state, { ...paidResult, accountId: of, orderId: orderId! })),
        ),
    ],
    ['completed', () => go(decideComplete(state, { developerId, by: 'clerk', receivedOn: on }))],
  ];
  const go = (decision: Parameters<typeof after<SettlementClaim, never>>[2] | object) => {
    state = after(claim, state, decision as never);
  };
  if (step !== 'submitted') {
    for (const [name, run] of steps) {
      run();
      if (name === step) break;
    }
  }
  return state as SubmittedClaim;
}
const partsOf = (state: SettlementClaim) => (state as SubmittedClaim).parts;

describe('submitting a claim [DL 15, GZ 9]', () => {
  const { purchase, unit } = completeFacts();

  it('is stored and submitted to the district that issued the voucher [DL 14]', () => {
    expect(refusalOf(submit({ purchase, unit }))).toEqual([
      'received',
      'payers-found',
      'submitted',
    ]);
    expect(claimThatIs('submitted')).toMatchObject({ status: 'waiting', district: clearwater });
  });

  it.each<[string, string, ClaimFacts, Partial<Submission>]>([
    [
      'nothing is known of the purchase nor of the unit',
      'not-bought-with-voucher',
      { purchase: undefined, unit: undefined },
      {},
    ],
    [
      'the unit is only listed',
      'not-bought-with-voucher',
      { purchase: undefined, unit: { ...noUnit, developerId } },
      {},
    ],
    [
      'the unit is filed for another purchase',
      'not-bought-with-voucher',
      { purchase: undefined, unit: { ...unit, filedFor: asId('other') } },
      {},
    ],
    [
      'the unit is contracted for another purchase',
      'not-bought-with-voucher',
      { purchase, unit: { ...noUnit, contractedFor: asId('other') } },
      {},
    ],
    [
      'the purchase is of another unit',
      'not-bought-with-voucher',
      { purchase, unit: undefined },
      { unitId: asId('unit-2') },
    ],
    [
      'the purchase has no voucher money in it',
      'not-bought-with-voucher',
      { purchase: { ...purchase, used: { ...purchase.used!, parts: [] } }, unit },
      {},
    ],
    [
      'the purchase is known and not used',
      'voucher-not-spent',
      { purchase: { ...noPurchase, unitId }, unit: undefined },
      {},
    ],
    [
      'the unit is contracted for it and not filed',
      'voucher-not-spent',
      { purchase: undefined, unit: { ...noUnit, developerId, contractedFor: purchaseId } },
      {},
    ],
    [
      'the purchase was not used and has ended',
      'voucher-not-spent',
      { purchase: { ...noPurchase, unitId, hasEnded: true }, unit: undefined },
      {},
    ],
    [
      'the purchase was used and rescinded',
      'voucher-not-spent',
      { purchase: { ...purchase, hasEnded: true }, unit },
      {},
    ],
    [
      'the home is not handed over [DL 15]',
      'not-handed-over',
      { purchase, unit: { ...unit, handedOverFor: null } },
      {},
    ],
    ['nothing is known of the handover', 'not-handed-over', { purchase, unit: undefined }, {}],
    [
      'only the filing is known',
      'not-handed-over',
      { purchase: undefined, unit: { ...unit, handedOverFor: null } },
      {},
    ],
    [
      'the amount is not the voucher money',
      'claim-amount-differs',
      { purchase, unit },
      { amountFen: fen(501) },
    ],
    [
      'a second instalment asks for the same money',
      'instalment-not-due',
      { purchase, unit },
      { instalment: 2 },
    ],
    [
      'the parts do not add up',
      'claim-amount-differs',
      { purchase: { ...purchase, used: { ...purchase.used!, voucherFen: fen(400) } }, unit },
      { amountFen: fen(400) },
    ],
    [
      'another developer claims',
      'not-the-claimant',
      { purchase, unit },
      { developerId: asId('stranger') },
    ],
    [
      'another developer claims while the purchase is not known',
      'not-the-claimant',
      { purchase: undefined, unit },
      { developerId: asId('stranger') },
    ],
    [
      'a counter officer of another district enters it',
      'not-the-claimant',
      { purchase, unit },
      { developerId: null, district: 'hillside' },
    ],
  ])('is refused: %s → %s', (_case, code, facts, change) => {
    expect(refusalOf(submit(facts, change))).toBe(code);
  });

  it('is entered at the counter for the developer that sold the unit', () => {
    const state = after(
      claim,
      claim.initial,
      submit({ purchase, unit }, { developerId: null, district: clearwater }),
    );
    expect(state).toMatchObject({ developerId });
  });

  it('is refused a second time under whatever key', () => {
    for (const step of ['submitted', 'checked', 'paid', 'completed'] as const)
      expect(refusalOf(submit({ purchase, unit }, {}, claimThatIs(step)))).toBe('claim-exists');
  });

  it('tells a stranger nothing about a claim that exists', () => {
    const stranger = { developerId: asId<'developer'>('stranger') };
    expect(refusalOf(submit({ purchase, unit }, stranger, claimThatIs('checked')))).toBe(
      'not-the-claimant',
    );
  });

  it('joins the vouchers that stand behind one account into one part', () => {
    const state = claimThatIs('submitted', [
      [accountId, 200],
      [otherAccountId, 100],
      [accountId, 300],
    ]);
    expect(state.parts).toMatchObject([
      { accountId, amountFen: 500 },
      { accountId: otherAccountId, amountFen: 100 },
    ]);
  });
});

describe('absence of another agency’s fact is no refusal (WRITE-PATH 16)', () => {
  const { purchase, unit } = completeFacts();
  const early = after(
    claim,
    claim.initial,
    submit({ purchase: undefined, unit }),
  ) as SubmittedClaim;
  const soon = { at };
  const late = { at: instant(instantMillis(at) + 31 * 86_400_000) };

  it('stores the claim of a unit that is filed for the purchase, and waits', () => {
    expect(early).toMatchObject({ status: 'waiting', district: null, parts: [] });
    expect(decideCheck(early, { purchase: undefined, unit }, soon)).toEqual([]);
    expect(refusalOf(submit({ purchase: { ...noPurchase, unitId }, unit }))).toEqual(['received']);
  });
  it('submits it when vouchers says that the money is spent, once', () => {
    const events = decideCheck(early, { purchase, unit }, soon);
    expect(refusalOf(events)).toEqual(['payers-found', 'submitted']);
    expect(decideCheck(after(claim, early, events), { purchase, unit }, soon)).toEqual([]);
  });
  it('refuses it when what arrives contradicts it', () => {
    const wrong = {
      purchase: { ...purchase, used: { ...purchase.used!, voucherFen: fen(400), parts: [] } },
      unit,
    };
    expect(after(claim, early, decideCheck(early, wrong, soon))).toMatchObject({
      status: 'refused',
    });
    const ended = { purchase: { ...noPurchase, hasEnded: true }, unit };
    expect(after(claim, early, decideCheck(early, ended, soon))).toMatchObject({
      status: 'refused',
      refusal: { code: 'voucher-not-spent' },
    });
  });
  it('refuses it when the deadline has passed, and takes it again afterwards', () => {
    const lapsed = after(claim, early, decideCheck(early, { purchase: undefined, unit }, late));
    expect(lapsed).toMatchObject({ status: 'refused', refusal: { code: 'voucher-not-spent' } });
    expect(refusalOf(submit({ purchase, unit }, {}, lapsed))).toEqual([
      'received',
      'payers-found',
      'submitted',
    ]);
  });
  it('a purchase that ends stops a claim for which no money is reserved, and no other', () => {
    const ended = { purchase: { ...purchase, hasEnded: true }, unit };
    expect(refusalOf(decideCheck(claimThatIs('reviewed'), ended, soon))).toEqual(['refused']);
    for (const step of ['approved', 'ordered'] as const)
      expect(refusalOf(decideCheck(claimThatIs(step), ended, soon))).toEqual(['revoked']);
    for (const step of ['paid', 'completed'] as const)
      expect(decideCheck(claimThatIs(step), ended, soon)).toEqual([]);
  });
  it('an event about a purchase nobody claimed changes nothing', () => {
    expect(decideCheck(claim.initial, { purchase, unit }, soon)).toEqual([]);
  });
});

describe('a claim of two accounts whose contract is rescinded while money is on its way', () => {
  const parts = [
    [accountId, 300],
    [otherAccountId, 200],
  ] as const;
  const ended = { ...completeFacts(parts), purchase: { ...noPurchase, hasEnded: true } };
  const end = (state: SettlementClaim) => decideCheck(state, ended, { at });
  const bank = (of: typeof accountId, result: 'paid' | 'failed') => (state: SettlementClaim) =>
    decideRecordBankResult(state, {
      ...(result === 'paid' ? paidResult : failedResult),
      accountId: of,
      orderId: orderIdOf({ claimId, accountId: of, round: 1 }),
    });
  /** The newest state, and the public events on the way. */
  function course(...steps: ((state: SettlementClaim) => ReturnType<typeof end> | object)[]) {
    let state: SettlementClaim = claimThatIs('ordered', parts);
    const told: object[] = [];
    for (const step of steps) {
      const decided = step(state) as ReturnType<typeof end>;
      told.push(...decided.filter(({ type }) => /claim\.(paid|refused)\.v1$/.test(type)));
      state = after(claim, state, decided);
    }
    return { state, told };
  }
  const paidInPart = {
    type: 'settlement.claim.paid.v1',
    data: { amountFen: 300, payments: [{ accountId, amountFen: 300 }] },
  };

  it.each([
    ['before both answers', [end, bank(accountId, 'paid'), bank(otherAccountId, 'failed')]],
    [
      'before both, the failure first',
      [end, bank(otherAccountId, 'failed'), bank(accountId, 'paid')],
    ],
    ['between them', [bank(accountId, 'paid'), end, bank(otherAccountId, 'failed')]],
    ['after both', [bank(accountId, 'paid'), bank(otherAccountId, 'failed'), end, end]],
  ])('tells vouchers once what one account paid, to be recovered: rescinded %s', (_when, steps) => {
    const { state, told } = course(...steps);
    expect(told).toMatchObject([paidInPart]);
    expect(state).toMatchObject({ status: 'paid', amountFen: 300 });
  });

  it('is refused when no account could pay', () => {
    const { state } = course(end, bank(accountId, 'failed'), bank(otherAccountId, 'failed'));
    expect(state).toMatchObject({ status: 'refused', refusal: { code: 'voucher-not-spent' } });
  });

  it('is paid as a whole when both still pay', () => {
    const { told } = course(end, bank(accountId, 'paid'), bank(otherAccountId, 'paid'));
    expect(told).toMatchObject([{ data: { amountFen: 500 } }]);
  });
});

describe('an invoice number serves one claim [DL 15]', () => {
  const of = { claimId, developerId, invoiceNumber: '20260001' };
  it('is taken by the first and gives the first the same answer again', () => {
    const taken = after(invoice, invoice.initial, decideTakeInvoice(invoice.initial, of));
    expect(refusalOf(decideTakeInvoice(taken, of))).toEqual(['taken']);
    expect(refusalOf(decideTakeInvoice(taken, { ...of, claimId: asId('other.1') }))).toEqual([
      'already-taken',
    ]);
  });
  it('makes the claim checked, or refused with invoice-number-used', () => {
    const waiting = claimThatIs('submitted');
    expect(
      refusalOf(decideConfirmInvoice(waiting, { invoiceNumber: '20260001', isFree: true })),
    ).toEqual(['checked']);
    const refused = after(
      claim,
      waiting,
      decideConfirmInvoice(waiting, { invoiceNumber: '20260001', isFree: false }),
    );
    expect(refused).toMatchObject({ status: 'refused', refusal: { code: 'invoice-number-used' } });
    const again = after(
      claim,
      refused,
      submit(completeFacts(), { invoiceNumber: '20260002' }, refused),
    );
    expect(again).toMatchObject({ status: 'waiting', invoiceNumber: '20260002', refusal: null });
    expect(decideConfirmInvoice(again, { invoiceNumber: '20260001', isFree: false })).toEqual([]);
  });
  it('an answer that comes twice or to nobody changes nothing', () => {
    const answer = { invoiceNumber: '20260001', isFree: true };
    expect(decideConfirmInvoice(claimThatIs('checked'), answer)).toEqual([]);
    expect(decideConfirmInvoice(claim.initial, answer)).toEqual([]);
  });
});

describe('two people of the district that pays [DL 14, 15]', () => {
  const hillside = { ...reviewer, district: 'hillside' };
  it.each([
    ['review', decideReview],
    ['approve', decideApprove],
    ['reject', decideReject],
  ] as const)('%s: a claim of another district, or none, is not found', (_name, decide) => {
    expect(refusalOf(decide(claimThatIs('checked'), hillside))).toBe('claim-unknown');
    expect(refusalOf(decide(claim.initial, reviewer))).toBe('claim-unknown');
  });
  it('review needs a checked claim', () => {
    for (const step of ['submitted', 'reviewed', 'ordered', 'paid'] as const)
      expect(refusalOf(decideReview(claimThatIs(step), reviewer))).toBe('claim-not-checked');
  });
  it('approval needs a review', () => {
    for (const step of ['submitted', 'checked', 'approved', 'ordered', 'paid'] as const)
      expect(refusalOf(decideApprove(claimThatIs(step), approver))).toBe('claim-not-reviewed');
  });
  it('refuses approval by the reviewer, and by whoever submitted', () => {
    const reviewed = claimThatIs('reviewed');
    expect(refusalOf(decideApprove(reviewed, { ...approver, by: 'reviewer' }))).toBe(
      'reviewer-may-not-approve',
    );
    expect(refusalOf(decideApprove(reviewed, { ...approver, by: 'clerk' }))).toBe(
      'reviewer-may-not-approve',
    );
  });
  it('a rejected claim says why and may be submitted again', () => {
    const rejected = after(
      claim,
      claimThatIs('reviewed'),
      decideReject(claimThatIs('reviewed'), { ...approver, note: 'blurred scan' }),
    );
    expect(rejected).toMatchObject({
      status: 'refused',
      refusal: { code: 'claim-rejected', note: 'blurred scan' },
    });
    expect(refusalOf(submit(completeFacts(), {}, rejected))).toEqual([
      'received',
      'payers-found',
      'submitted',
    ]);
  });
  it('nothing is rejected once money is reserved or paid', () => {
    for (const step of ['approved', 'ordered', 'paid', 'completed'] as const)
      expect(refusalOf(decideReject(claimThatIs(step), approver))).toBe('claim-not-checked');
  });
});

describe('payment', () => {
  const refuseOrder = (state: SubmittedClaim) =>
    after(
      claim,
      state,
      decideNoteOrder(state, {
        accountId,
        orderId: state.parts[0]!.orderId!,
        reason: 'account-would-be-overdrawn',
      }),
    ) as SubmittedClaim;

  it('is ordered part by part and complete when every account has answered', () => {
    const approved = claimThatIs('approved', [
      [accountId, 300],
      [otherAccountId, 200],
    ]);
    expect(approved.parts.map(({ orderId }) => orderId)).toEqual([
      `${claimId}.${accountId}`,
      `${claimId}.${otherAccountId}`,
    ]);
    const one = after(
      claim,
      approved,
      decideNoteOrder(approved, { accountId, orderId: approved.parts[0]!.orderId!, reason: null }),
    );
    expect(one.status).toBe('approved');
    expect(
      decideNoteOrder(one, { accountId, orderId: approved.parts[0]!.orderId!, reason: null }),
    ).toEqual([]);
    const both = after(
      claim,
      one,
      decideNoteOrder(one, {
        accountId: otherAccountId,
        orderId: approved.parts[1]!.orderId!,
        reason: null,
      }),
    );
    expect(both.status).toBe('ordered');
    expect(decideNoteOrder(claim.initial, { accountId, orderId: 'x', reason: null })).toEqual([]);
  });

  it('is unfunded when an account refuses, and the next approval orders only what is missing, under a new id', () => {
    const approved = claimThatIs('approved', [
      [accountId, 300],
      [otherAccountId, 200],
    ]);
    const half = after(
      claim,
      approved,
      decideNoteOrder(approved, {
        accountId: otherAccountId,
        orderId: approved.parts[1]!.orderId!,
        reason: null,
      }),
    ) as SubmittedClaim;
    const unfunded = refuseOrder(half);
    expect(unfunded).toMatchObject({
      status: 'unfunded',
      parts: [{ reason: 'account-would-be-overdrawn' }, { status: 'ordered' }],
    });
    expect(decideApprove(unfunded, approver)).toMatchObject([
      {
        data: {
          round: 2,
          orders: [{ accountId, orderId: `${claimId}.${accountId}.2`, amountFen: 300 }],
        },
      },
    ]);
  });

  it('publishes one payment per account when the last is made', () => {
    const ordered = claimThatIs('ordered', [
      [accountId, 300],
      [otherAccountId, 200],
    ]);
    const [first, second] = ordered.parts;
    const half = after(
      claim,
      ordered,
      decideRecordBankResult(ordered, { ...paidResult, orderId: first!.orderId! }),
    );
    expect(half.status).toBe('ordered');
    const last = decideRecordBankResult(half, {
      ...paidResult,
      accountId: otherAccountId,
      orderId: second!.orderId!,
      bankReference: 'PAY-9',
    });
    expect(last).toMatchObject([
      { type: 'settlement.claim.part-paid.v1' },
      {
        type: 'settlement.claim.paid.v1',
        data: {
          amountFen: 500,
          paidOn: on,
          payments: [
            { accountId, amountFen: 300, bankReference: 'PAY-1' },
            { accountId: otherAccountId, amountFen: 200, bankReference: 'PAY-9' },
          ],
        },
      },
    ]);
  });

  it('a repeated result changes nothing; a second transfer for one order is recorded as a contradiction', () => {
    const paid = claimThatIs('paid');
    expect(decideRecordBankResult(paid, paidResult)).toEqual([]);
    expect(
      refusalOf(decideRecordBankResult(paid, { ...paidResult, bankReference: 'PAY-7' })),
    ).toEqual(['bank-result-contradicted']);
    expect(refusalOf(decideRecordBankResult(paid, failedResult))).toEqual([
      'bank-result-contradicted',
    ]);
  });

  it('waits for a person when the bank could not pay, and is paid under a new order', () => {
    const ordered = claimThatIs('ordered');
    const failed = after(
      claim,
      ordered,
      decideRecordBankResult(ordered, failedResult),
    ) as SubmittedClaim;
    expect(failed).toMatchObject({ status: 'unfunded', parts: [{ reason: 'payment-failed' }] });
    expect(decideRecordBankResult(failed, failedResult)).toEqual([]);
    const again = after(claim, failed, decideApprove(failed, approver)) as SubmittedClaim;
    expect(again.parts[0]!.orderId).toBe(`${claimId}.${accountId}.2`);
    expect(decideRecordBankResult(again, failedResult)).toEqual([]);
  });

  it('“paid” after “failed” is recorded, and nothing more is ordered until a person has looked', () => {
    const ordered = claimThatIs('ordered');
    const failed = after(claim, ordered, decideRecordBankResult(ordered, failedResult));
    const late = after(claim, failed, decideRecordBankResult(failed, paidResult));
    expect(late).toMatchObject({ status: 'unfunded', contradictions: 1 });
    expect(refusalOf(decideApprove(late, approver))).toBe('bank-result-contradicted');
  });

  it('a claim that failed at the bank may be rejected, so that it comes back with the right bank account', () => {
    const ordered = claimThatIs('ordered');
    const failed = after(claim, ordered, decideRecordBankResult(ordered, failedResult));
    const rejected = after(claim, failed, decideReject(failed, approver));
    const again = after(
      claim,
      rejected,
      submit(completeFacts(), { bankAccount: '6222999900001111' }, rejected),
    );
    expect(again).toMatchObject({ status: 'waiting', rounds: 1, bankAccount: '6222999900001111' });
    expect(refusalOf(decideRecordBankResult(again, paidResult))).toEqual([
      'bank-result-contradicted',
    ]);
  });

  it.each<[string, string, SettlementClaim, Partial<BankResult>]>([
    ['no such claim', 'claim-unknown', claim.initial, {}],
    ['a claim of another district', 'claim-unknown', claimThatIs('ordered'), { scope: 'hillside' }],
    [
      'an account that pays no part',
      'payment-unknown',
      claimThatIs('ordered'),
      { accountId: otherAccountId },
    ],
    ['an order nobody gave', 'payment-unknown', claimThatIs('ordered'), { orderId: 'nobody' }],
    ['an order the account has not answered', 'payment-unknown', claimThatIs('approved'), {}],
    ['a claim that is not approved', 'payment-unknown', claimThatIs('reviewed'), {}],
  ])('a bank result is refused: %s → %s', (_case, code, state, change) => {
    expect(refusalOf(decideRecordBankResult(state, { ...paidResult, ...change }))).toBe(code);
  });
});

describe('the developer reports completion [DL 15]', () => {
  const report = { developerId, by: 'clerk', receivedOn: on };
  it('of a paid claim, once', () => {
    expect(refusalOf(decideComplete(claimThatIs('paid'), report))).toEqual([
      'receipt-confirmed',
      'completed',
    ]);
    expect(decideComplete(claimThatIs('completed'), report)).toEqual([]);
  });
  it('not of a claim that is not paid, not his, or unknown', () => {
    expect(refusalOf(decideComplete(claimThatIs('ordered'), report))).toBe('claim-not-paid');
    expect(
      refusalOf(decideComplete(claimThatIs('paid'), { ...report, developerId: 'stranger' })),
    ).toBe('not-the-claimant');
    expect(refusalOf(decideComplete(claim.initial, report))).toBe('claim-unknown');
  });
});
