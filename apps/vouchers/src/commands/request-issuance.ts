import { refuse } from '@fangpiao/contracts';
import type { CommandDeclaration, Decision } from '@fangpiao/chassis';
import { lastDayOfUse, mayIssue, tierEnds, voucherFrom, type PolicyPack } from '@fangpiao/policy';
import { formatYuan, multiplyFen, type CalendarDate } from '@fangpiao/values';
import { agreementMirror, type AgreementFacts } from '../domain/agreement-mirror.ts';
import {
  decideRequestIssuance,
  issuance,
  issuanceIdOf,
  type Issuance,
  type IssuanceEvent,
  type Planned,
} from '../domain/issuance.ts';
import { quoteFactsOf, reasonsOf } from '../domain/quoting.ts';
import type { PackShelf, ShelvedPack } from '../packs.ts';

interface Facts {
  readonly agreement: AgreementFacts;
  readonly pack: ShelvedPack | undefined;
}

/** Issues from an effective agreement: quotes by the pack the agreement was signed under, then asks for quota and cover. */
export function requestIssuance(
  shelf: PackShelf,
): CommandDeclaration<{ agreementId: string; district: string }, Issuance, IssuanceEvent, Facts> {
  return {
    name: 'RequestIssuance',
    aggregate: issuance,
    creates: true,
    id: ({ agreementId }) => issuanceIdOf(agreementId),
    facts: async ({ agreementId }, reader) => {
      const agreement = (await reader.mirror(agreementMirror, agreementId)) ?? null;
      return { agreement, pack: agreement ? await shelf.find(reader, agreement.pack) : undefined };
    },
    decide: (state, { district }, { agreement, pack }, { today }) => {
      if (!agreement || agreement.district !== district) return refuse('agreement-not-effective');
      if (agreement.choice !== 'voucher') return refuse('agreement-without-voucher');
      if (!pack) return refuse('pack-unknown');
      const { effectiveFrom } = pack;
      const isInForce =
        pack.status === 'in-force' && effectiveFrom !== '' && effectiveFrom <= today;
      if (!isInForce) return refuse('pack-not-in-force');
      const planned = plan(agreement, pack.policy, today);
      return 'refused' in planned ? planned : decideRequestIssuance(state, planned);
    },
  };
}

function plan(
  agreement: NonNullable<AgreementFacts>,
  policy: PolicyPack,
  today: CalendarDate,
): Planned | Extract<Decision<IssuanceEvent>, { refused: string }> {
  const answer = mayIssue(policy, {
    on: today,
    quoteFacts: quoteFactsOf(policy, agreement),
    agreement: {
      state: 'effective',
      signedOn: agreement.effectiveOn,
      districtId: agreement.district,
      projectId: agreement.projectId,
    },
  });
  if (!answer.ok) return refuse('quote-refused', reasonsOf(answer.refusals));
  const { quote, cover } = answer;
  if (quote.faceValueFen !== agreement.faceValueFen) {
    return refuse('face-value-differs', {
      zh: `协议 ${formatYuan(agreement.faceValueFen)} 元，测算 ${formatYuan(quote.faceValueFen)} 元`,
      en: `agreed ${formatYuan(agreement.faceValueFen)} yuan, by the pack ${formatYuan(quote.faceValueFen)} yuan`,
    });
  }
  const expiresOn = lastDayOfUse(policy, today);
  const voucher = voucherFrom(quote, { issuedOn: today, expiresOn });
  const ends = tierEnds(policy, { issuedOn: today, expiresOn, voucher });
  return {
    agreement,
    faceValueFen: quote.faceValueFen,
    rewardInsideFaceFen: quote.policyRewardFen,
    rewardOutsideFaceFen: quote.rewardOutsideFaceFen,
    // A share is money on the account for a part of the cover; rounded up, so that it never falls short.
    coverFen: multiplyFen({ amount: quote.coverFen, ratio: cover.share, rounding: 'up' }),
    coverageRule: cover.mode === 'forecast' ? 'forecast' : 'full',
    issuedOn: today,
    expiresOn,
    terms: {
      facts: quoteFactsOf(policy, agreement),
      components: voucher.components,
      ...(ends.length > 0 && { tierEnds: ends }),
    },
  };
}
