import * as contract from '@fangpiao/contracts';
import { officials } from '../people.ts';
import type { Story } from '../story.ts';
import { agree, deposit, faceFen } from './founding.ts';

export async function askForVoucher(story: Story): Promise<void> {
  const agreement = story.pickFor(
    story.known.agreements,
    ({ agreementId }) => story.statusOf('vouchers', 'voucher', `V-${agreementId}`) === 'none',
  );
  if (!agreement) return;
  await story.call(contract.requestIssuance, officials.issuing, {
    body: { agreementId: agreement.agreementId },
  });
}

/** The project's vouchers in one go; some have theirs already, and one agreement nobody knows. */
export async function askInBulk(story: Story): Promise<void> {
  const rows = story.known.agreements.map(({ agreementId }) => ({ agreementId }));
  await story.call(contract.issuanceJobs.start, officials.issuing, {
    body: { rows: [...rows, { agreementId: 'agreement-unknown' }] },
  });
}

export function newHousehold(story: Story): Promise<void> {
  return agree(story);
}

/** The district raises its quota, or cuts it below what is issued. */
export async function setQuota(story: Story): Promise<void> {
  const places = 3 + Math.floor(story.city.chance.next() * 6);
  await story.call(contract.setQuota, officials.issuing, {
    body: { issueQuotaFen: faceFen * places, decision: `${story.serial}号` },
  });
}

export function payIn(story: Story): Promise<void> {
  return deposit(story, story.happens(0.3) ? faceFen : 1_000_000);
}

/** A court freezes a part, and mostly lets it go again. */
export async function freeze(story: Story): Promise<void> {
  const voucher = story.pickFor(
    story.vouchers,
    ({ voucherId }) => story.statusOf('vouchers', 'voucher', voucherId) === 'issued',
  );
  if (!voucher) return;
  const params = { voucherId: voucher.voucherId };
  const document = `（2026）${story.serial}号`;
  const frozenFen = story.happens(0.3) ? faceFen : 10_000_000;
  const frozen = await story.call(contract.freezeVoucher, officials.issuing, {
    params,
    body: { frozenFen, authority: '法院', document },
  });
  if (frozen.status < 300 && story.happens(0.8))
    await story.call(contract.unfreezeVoucher, officials.issuing, { params, body: { document } });
}
