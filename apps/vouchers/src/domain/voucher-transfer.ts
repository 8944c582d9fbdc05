import { refuse, type EventOf, type Proof, type agreementEffectiveV1 } from '@fangpiao/contracts';
import type { Decision } from '@fangpiao/chassis';
import { balanceOf, mayTransfer, type PolicyPack, type VoucherFacts } from '@fangpiao/policy';
import { asId, sumFen, zeroFen, type CalendarDate, type Fen, type Id } from '@fangpiao/values';
import { reasonsOf } from './quoting.ts';
import type { Opening } from './voucher-event.ts';
import { rateReward } from './voucher-reward.ts';
import type { Voucher, VoucherEvent } from './voucher.ts';

type Agreement = EventOf<typeof agreementEffectiveV1>['data'];

export interface TransferInput {
  readonly voucherId: Id<'voucher'>;
  /** Officers act for the vouchers of their district. */
  readonly district: string;
  readonly giverHomesOwned: number;
  readonly receiverHomesOwned: number;
  readonly proofs: readonly Proof[];
}

/**
 * The whole balance goes to another expropriated household [GZ 8]: the pack says whether. It opens a new voucher with the
 * same deadline; reward left over goes with it at the share of the day.
 */
export function decideTransfer(
  state: Voucher,
  input: TransferInput,
  of: { policy: PolicyPack; receiver: Agreement; today: CalendarDate },
): Decision<VoucherEvent> {
  const { issued } = state;
  if (!issued || state.district !== input.district) return refuse('voucher-unknown');
  const { policy, receiver, today } = of;
  if (receiver.holder === issued.holder) return refuse('transfer-refused', ownVoucher);
  const rated = rateReward(state, { policy, on: today });
  const answer = mayTransfer(policy, {
    voucher: rated.facts,
    giver: {
      homesOwned: input.giverHomesOwned,
      projectId: issued.projectId,
      districtId: issued.district,
    },
    receiver: {
      homesOwned: input.receiverHomesOwned,
      projectId: receiver.projectId,
      districtId: receiver.district,
    },
    on: today,
  });
  if (!answer.ok) return refuse('transfer-refused', reasonsOf(answer.refusals));
  const times = state.transfersMade + 1;
  const newVoucherId = asId<'voucher'>(`${input.voucherId}.T${times}`);
  const { amountFen } = answer;
  const { components, rewardFen } = termsOfBalance(policy, rated.facts);
  const opening: Opening = {
    voucherId: newVoucherId,
    voucherNumber: `${issued.voucherNumber}-T${times}`,
    fromVoucherId: input.voucherId,
    agreementId: receiver.agreementId,
    projectId: issued.projectId,
    areaId: issued.areaId,
    district: issued.district,
    accountId: issued.accountId,
    holder: receiver.holder,
    related: receiver.related,
    faceValueFen: amountFen,
    rewardInsideFaceFen: rewardFen,
    pack: issued.pack,
    issuedOn: issued.issuedOn,
    receivedOn: today,
    expiresOn: answer.expiresOn,
    transfersLeft: answer.transfersLeft,
  };
  return [
    ...rated.events,
    {
      type: 'vouchers.voucher.transferred-out.v1',
      data: {
        voucherId: input.voucherId,
        district: issued.district,
        holder: issued.holder,
        receiver: receiver.holder,
        newVoucherId,
        amountFen,
        on: today,
      },
    },
    {
      type: 'vouchers.voucher.transfer-planned.v1',
      data: {
        opening,
        issuanceId: issued.issuanceId,
        terms: { ...state.terms, components, earnedFen: state.earnedFen },
        transfersMade: times,
        proofs: input.proofs,
      },
    },
  ];
}

/** Opens the receiver's voucher: the first endorsement names the old one's. A repeat changes nothing. */
export function decideReceive(
  state: Voucher,
  input: Planned & { fromHash: string },
): VoucherEvent[] {
  if (state.status !== 'none') return [];
  const { opening, fromHash, issuanceId, terms, transfersMade } = input;
  return [
    { type: 'vouchers.voucher.received.v1', data: { ...opening, fromHash } },
    { type: 'vouchers.voucher.origin-noted.v1', data: { issuanceId, transfersMade } },
    { type: 'vouchers.voucher.terms-fixed.v1', data: terms },
    { type: 'vouchers.voucher.reward-rated.v1', data: { ratedOn: opening.receivedOn } },
  ];
}

type Planned = Extract<VoucherEvent, { type: 'vouchers.voucher.transfer-planned.v1' }>['data'];

/** What the balance consists of: reward by reward what is left of it, and the ground as base. */
function termsOfBalance(
  policy: PolicyPack,
  facts: VoucherFacts,
): { components: Record<string, Fen>; rewardFen: Fen } {
  const balance = balanceOf(policy, facts);
  const components: Record<string, Fen> = {};
  for (const id of Object.keys(facts.components)) components[id] = zeroFen;
  for (const { id, component } of policy.compiled.fromStart)
    components[component] = balance.rewardsFen[id] ?? zeroFen;
  const base = largestBase(policy, facts);
  if (base !== undefined) components[base] = balance.groundFen;
  return { components, rewardFen: sumFen(Object.values(balance.rewardsFen)) };
}

function largestBase(policy: PolicyPack, facts: VoucherFacts): string | undefined {
  const amountOf = (id: string): Fen => facts.components[id] ?? zeroFen;
  return policy.compiled.components
    .filter(({ role }) => role === 'base')
    .map(({ id }) => id)
    .sort((one, other) => amountOf(other) - amountOf(one))[0];
}

const ownVoucher = { zh: '受让人即持票人', en: 'the receiver is the holder' };
