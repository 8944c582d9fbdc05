import type { Actor, ServiceCore } from '@fangpiao/chassis';
import type { AnswerOf, Refusal, getVoucherOutlook as route } from '@fangpiao/contracts';
import {
  claimExpired,
  deadlines,
  leftover,
  sideRights,
  type PolicyPack,
  type Refusal as PolicyRefusal,
  type VoucherFacts,
} from '@fangpiao/policy';
import { addFen, asId, dateInShanghai, zeroFen, type CalendarDate } from '@fangpiao/values';
import { policyFactsOf, type RewardClaim, type Voucher } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';
import { visibleVoucher } from './vouchers.ts';

type Answer = AnswerOf<typeof route>;

/** What lies ahead of a voucher, as its pack answers today: what a holder asks a counter. */
export async function getVoucherOutlook(
  core: ServiceCore,
  shelf: PackShelf,
  { voucherId, actor }: { voucherId: string; actor: Actor },
): Promise<{ answer: Answer } | Refusal> {
  const found = await visibleVoucher(core, voucherId, actor);
  if ('refused' in found) return found;
  const policy = await shelf.get(core.reader, found.state.issued!.pack);
  const voucher = policyFactsOf(found.state);
  const today = dateInShanghai(core.ports.clock.now());
  return {
    answer: {
      voucherId: asId<'voucher'>(voucherId),
      today,
      dates: deadlines(policy, { issuedOn: voucher.issuedOn, voucher }).list.map(
        ({ on, kind, clause, text }) => ({ on, kind, clause, ...text }),
      ),
      sideRights: sideRights(policy, { voucher }).map(({ id, holds, clause, certificate }) => ({
        id,
        holds,
        clause,
        ...certificate,
      })),
      cashOut: cashOutOf(policy, voucher, today),
      rewards: rewardsOf(policy, found.state),
      expired: expiredOf(policy, voucher, today),
    },
  };
}

function shown(refusals: readonly PolicyRefusal[]): Answer['cashOut']['refusals'] {
  return refusals.map(({ code, clause, zh, en }) => ({ code, clause, zh, en }));
}

function cashOutOf(policy: PolicyPack, voucher: VoucherFacts, on: CalendarDate): Answer['cashOut'] {
  const answer = leftover(policy, { voucher, on });
  if (!answer.ok)
    return { cashFen: zeroFen, forfeitedFen: zeroFen, refusals: shown(answer.refusals) };
  const { cashFen, forfeitedFen } = answer;
  return { cashFen, forfeitedFen, refusals: [] };
}

function expiredOf(policy: PolicyPack, voucher: VoucherFacts, on: CalendarDate): Answer['expired'] {
  const answer = claimExpired(policy, { voucher, on });
  if (!answer.ok)
    return {
      outcome: '',
      payableFen: zeroFen,
      forfeitedFen: zeroFen,
      refusals: shown(answer.refusals),
    };
  const { outcome, payableFen, interestFen, deductedFen } = answer;
  return {
    outcome,
    payableFen: addFen(payableFen, interestFen),
    forfeitedFen: deductedFen,
    refusals: [],
  };
}

function rewardsOf(policy: PolicyPack, state: Voucher): Answer['rewards'] {
  return Object.entries(state.rewardClaims).map(([claimId, claim]) => {
    const { purchaseId, reward, amountFen } = claim;
    const name = policy.compiled.earned.find(({ id }) => id === reward)?.name;
    const { zh, en } = name ?? { zh: reward, en: reward };
    const of = { claimId: asId<'claim'>(claimId), purchaseId, reward, amountFen };
    return { ...of, zh, en, state: stateOf(claim) };
  });
}

function stateOf({ isPaid, isTakenBack }: RewardClaim): Answer['rewards'][number]['state'] {
  if (isTakenBack) return isPaid ? 'recovery-due' : 'taken-back';
  return isPaid ? 'paid' : 'due';
}
