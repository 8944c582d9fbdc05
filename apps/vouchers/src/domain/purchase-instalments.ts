import type { PurchaseInstalment, PurchasePart } from '@fangpiao/contracts';
import { instalments, type PolicyPack } from '@fangpiao/policy';
import type { Fen } from '@fangpiao/values';

type Step = Pick<PurchaseInstalment, 'after' | 'term'>;

/** What of one voucher's money is paid when, by the pack it was issued under [DL 15]. */
export type VoucherInstalment = Step & { readonly amountFen: Fen };

export function instalmentsOf(policy: PolicyPack, amountFen: Fen): VoucherInstalment[] {
  const { steps } = policy.rules.instalments;
  return instalments(policy, { amountFen, events: {} })
    .map(({ after, amountFen: part }, index) => ({
      after,
      term: { ...steps[index]!.term },
      amountFen: part,
    }))
    .filter((each) => each.amountFen > 0);
}

/**
 * One plan for the purchase: steps that vouchers of one district have in common are one claim, and what each pays stays
 * its own. Each district pays by itself [DL 14]: nobody approves another one's money.
 */
export function planOf(
  parts: readonly PurchasePart[],
  byVoucher: Readonly<Record<string, readonly VoucherInstalment[]>>,
): PurchaseInstalment[] {
  const plan: (PurchaseInstalment & { district: string })[] = [];
  for (const { voucherId, district } of parts) {
    for (const { amountFen, ...step } of byVoucher[voucherId] ?? []) {
      const known = plan.find(
        (each) =>
          each.district === district &&
          isSame(each, step) &&
          each.parts.every((part) => part.voucherId !== voucherId),
      );
      if (known) known.parts.push({ voucherId, amountFen });
      else
        plan.push({
          number: plan.length + 1,
          ...step,
          parts: [{ voucherId, amountFen }],
          district,
        });
    }
  }
  return plan.map(({ district: _district, ...step }) => step);
}

function isSame(one: Step, other: Step): boolean {
  return (
    one.after === other.after &&
    one.term.days === other.term.days &&
    one.term.kind === other.term.kind
  );
}
