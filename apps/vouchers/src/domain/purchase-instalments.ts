import type { PurchaseInstalment } from '@fangpiao/contracts';
import { instalments, type PolicyPack } from '@fangpiao/policy';
import type { Fen, Id } from '@fangpiao/values';

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

/** One plan for the purchase: steps that vouchers have in common are one claim, and what each pays stays its own. */
export function planOf(
  byVoucher: Readonly<Record<string, readonly VoucherInstalment[]>>,
): PurchaseInstalment[] {
  const plan: PurchaseInstalment[] = [];
  for (const [id, steps] of Object.entries(byVoucher)) {
    const voucherId = id as Id<'voucher'>;
    for (const { amountFen, ...step } of steps) {
      const known = plan.find(
        (each) => isSame(each, step) && each.parts.every((part) => part.voucherId !== voucherId),
      );
      if (known) known.parts.push({ voucherId, amountFen });
      else plan.push({ number: plan.length + 1, ...step, parts: [{ voucherId, amountFen }] });
    }
  }
  return plan;
}

function isSame(one: Step, other: Step): boolean {
  return (
    one.after === other.after &&
    one.term.days === other.term.days &&
    one.term.kind === other.term.kind
  );
}
