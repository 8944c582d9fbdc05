import * as contract from '@fangpiao/contracts';
import { holderOf, officials } from '../people.ts';
import type { KnownVoucher, Story } from '../story.ts';
import { availableFen } from './buying.ts';

const dayMillis = 86_400_000;

interface Outlook {
  readonly cashOut: { readonly cashFen: number; readonly refusals: readonly unknown[] };
  readonly expired: {
    readonly outcome: string;
    readonly payableFen: number;
    readonly refusals: readonly unknown[];
  };
}

function pocketFen(story: Story, voucherId: string, pocket: 'spent' | 'expired'): number {
  const state = story.look('vouchers', 'voucher', voucherId);
  const pockets = state?.['pockets'] as Record<string, number> | undefined;
  return pockets?.[pocket] ?? 0;
}

/** The holder looks what the voucher would bring; what is shown may be out of date when they agree to it. */
async function lookAhead(story: Story, { voucherId, holder }: KnownVoucher) {
  const params = { voucherId };
  const { status, body } = await story.call(contract.getVoucherOutlook, holderOf(holder), {
    params,
  });
  return status === 200 ? (body as Outlook) : undefined;
}

/** A holder takes in money what a purchase has left; now and then before one, or more than they were shown. */
export async function cashOut(story: Story): Promise<void> {
  const voucher = story.pickFor(
    story.vouchers,
    ({ voucherId }) =>
      availableFen(story, voucherId) > 0 && pocketFen(story, voucherId, 'spent') > 0,
  );
  const ahead = voucher && (await lookAhead(story, voucher));
  if (!ahead) return;
  const cashFen = ahead.cashOut.cashFen + (story.happens(0.05) ? 1 : 0);
  const { voucherId, holder } = voucher;
  const ask = () =>
    story.call(contract.cashOut, holderOf(holder), { params: { voucherId }, body: { cashFen } });
  // Twice at once, under two keys: the second finds nothing left.
  await Promise.all(story.happens(0.1) ? [ask(), ask()] : [ask()]);
}

/** What has expired: exchanged for money, or, where nothing was used, a replacement home. */
export async function takeExpired(story: Story): Promise<void> {
  const voucher = story.pickFor(
    story.vouchers,
    ({ voucherId }) => pocketFen(story, voucherId, 'expired') > 0,
  );
  const ahead = voucher && (await lookAhead(story, voucher));
  if (!ahead) return;
  const payableFen = ahead.expired.payableFen + (story.happens(0.05) ? 1 : 0);
  const { voucherId, holder } = voucher;
  await story.call(contract.takeExpired, holderOf(holder), {
    params: { voucherId },
    body: { payableFen },
  });
}

/** For days nobody comes: vouchers come nearer to their last day, or pass it. */
export function letDaysPass(story: Story): Promise<void> {
  story.city.note('time leapt');
  story.city.time.leap(Math.floor(story.city.chance.next() * 5 * dayMillis));
  return Promise.resolve();
}

function bringsAnything({ expired }: Outlook): boolean {
  const { refusals, outcome, payableFen } = expired;
  return refusals.length === 0 && (payableFen > 0 || outcome === 'replacement-home');
}

/** In peace, everybody takes what has expired on their vouchers, as far as the pack gives anything for it. */
export async function takeAllExpired(story: Story): Promise<void> {
  for (const voucher of story.vouchers) {
    const { voucherId, holder } = voucher;
    if (pocketFen(story, voucherId, 'expired') === 0) continue;
    // What a court has frozen waits for the court.
    if (Number(story.look('vouchers', 'voucher', voucherId)?.['frozenFen']) > 0) continue;
    const ahead = await lookAhead(story, voucher);
    if (!ahead || !bringsAnything(ahead)) continue;
    await story.must(contract.takeExpired, holderOf(holder), {
      params: { voucherId },
      body: { payableFen: ahead.expired.payableFen },
    });
  }
}

/** To another household, or, foolishly, to oneself or by somebody without a home; twice at once, too. */
export async function transfer(story: Story): Promise<void> {
  const voucher = story.pickFor(
    story.vouchers,
    ({ voucherId }) => availableFen(story, voucherId) > 0,
  );
  if (!voucher) return;
  const isOther = ({ holder }: { holder: string }): boolean => holder !== voucher.holder;
  const receivers = [1, 2].map(() => story.pickFor(story.known.agreements, isOther));
  await Promise.all(
    receivers.slice(0, story.happens(0.1) ? 2 : 1).map((to) => to && give(story, voucher, to)),
  );
}

async function give(
  story: Story,
  { voucherId }: KnownVoucher,
  to: { readonly agreementId: string; readonly holder: string },
): Promise<void> {
  const homes = story.happens(0.1) ? 0 : 1;
  const answer = await story.call(contract.transferVoucher, officials.issuing, {
    params: { voucherId },
    body: {
      receiverAgreementId: to.agreementId,
      giverHomesOwned: homes,
      receiverHomesOwned: homes,
      proofs: [
        {
          kind: 'title-register-extract',
          archiveNumber: `DA-${story.serial}`,
          digest: 'a1'.repeat(32),
        },
      ],
    },
  });
  if (answer.status !== 202) return;
  const times = Number(/\.T(\d+)$/.exec(voucherId)?.[1] ?? 0) + 1;
  story.known.received.push({ voucherId: `${voucherId}.T${times}`, holder: to.holder });
}
