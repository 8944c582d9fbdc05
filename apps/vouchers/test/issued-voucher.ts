import {
  bundledPackFiles,
  bundledPacks,
  deadlines,
  loadPack,
  quoteFace,
  voucherFrom,
  type PolicyPack,
  type QuoteFacts,
} from '@fangpiao/policy';
import { asId, instant, startOfDayInShanghai, type CalendarDate } from '@fangpiao/values';
import { voucher, type Voucher, type VoucherEvent } from '../src/domain/voucher.ts';

export const voucherId = asId<'voucher'>('V-1');

/** A bundled pack, with what a test says otherwise. */
export function packOf(id: string, rewrite = (text: string): string => text): PolicyPack {
  const files = bundledPackFiles[id]!.map((file) => ({ file, text: rewrite(bundledPacks[file]!) }));
  const loaded = loadPack(files);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.pack;
}

/** What stands first on a voucher of this pack. */
export function issueOf(
  policy: PolicyPack,
  { facts, issuedOn }: { facts: QuoteFacts; issuedOn: CalendarDate },
): VoucherEvent[] {
  const quoted = quoteFace(policy, facts);
  if (!quoted.ok) throw new Error(JSON.stringify(quoted.refusals));
  const { quote } = quoted;
  const { expiresOn } = deadlines(policy, { issuedOn });
  const issued = voucherFrom(quote, { issuedOn, expiresOn });
  const tierEnds = deadlines(policy, { issuedOn, voucher: issued })
    .list.filter(({ kind }) => kind === 'tier-ends')
    .map(({ on }) => on);
  return [
    {
      type: 'vouchers.voucher.issued.v1',
      data: {
        voucherId,
        voucherNumber: 'N-1',
        issuanceId: asId<'issuance'>('I-1'),
        agreementId: asId<'agreement'>('AG-1'),
        projectId: asId<'project'>('P-1'),
        areaId: asId<'area'>('east-side'),
        district: 'clearwater',
        accountId: asId<'account'>('A-1'),
        holder: asId<'person'>('person-1'),
        related: [],
        faceValueFen: quote.faceValueFen,
        rewardInsideFaceFen: quote.policyRewardFen,
        rewardOutsideFaceFen: quote.rewardOutsideFaceFen,
        pack: { packId: asId<'pack'>('clearwater'), version: 1 },
        issuedOn,
        expiresOn,
      },
    },
    {
      type: 'vouchers.voucher.terms-fixed.v1',
      data: { facts: quote.facts, components: issued.components, tierEnds },
    },
  ];
}

/** The voucher after these events. */
export function folded(
  state: Voucher,
  events: readonly VoucherEvent[],
  day: CalendarDate,
): Voucher {
  const meta = { at: instant(startOfDayInShanghai(day)), stream: `voucher/${voucherId}` };
  return events.reduce((each, event) => voucher.apply(each, event, meta), state);
}
