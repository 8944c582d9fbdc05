import type { ServiceCore } from '@fangpiao/chassis';
import {
  refuse,
  type AnswerOf,
  type BodyOf,
  type Refusal,
  type quote as route,
} from '@fangpiao/contracts';
import { quoteBy } from '../domain/quoting.ts';
import type { PackShelf } from '../packs.ts';

/** Every yuan of a face value, with its clause; assumptions are shown as such. */
export async function quote(
  core: ServiceCore,
  shelf: PackShelf,
  body: BodyOf<typeof route>,
): Promise<{ answer: AnswerOf<typeof route> } | Refusal> {
  const shelved = await shelf.find(core.reader, body.pack);
  if (!shelved) return refuse('pack-unknown');
  const quoted = quoteBy(shelved.policy, body);
  if (!quoted.ok) return refuse('quote-refused', quoted.detail);
  const { lines, faceValueFen, policyRewardFen, rewardOutsideFaceFen, coverFen, assumptions } =
    quoted.quote;
  return {
    answer: {
      pack: body.pack,
      lines: lines.map(({ id, name, arithmetic, clause, amountFen }) => ({
        name: id,
        zh: name.zh,
        en: name.en,
        arithmetic,
        clause,
        amountFen,
      })),
      faceValueFen,
      rewardInsideFaceFen: policyRewardFen,
      rewardOutsideFaceFen,
      coverFen,
      assumptions: assumptions.map(({ zh, where }) => `${where}：${zh}`),
    },
  };
}
