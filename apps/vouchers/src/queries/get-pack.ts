import { versionTag, type QueryResult, type ServiceCore } from '@fangpiao/chassis';
import { refuse, type AnswerOf, type getPack as route } from '@fangpiao/contracts';
import { asId } from '@fangpiao/values';
import { pack, packStreamId } from '../domain/pack.ts';

/** One version of a pack with its text as it was submitted: what a lawyer looks up. */
export async function getPack(
  core: ServiceCore,
  reference: { packId: string; version: number },
): Promise<QueryResult<AnswerOf<typeof route>>> {
  const { state, version } = await core.reader.state(pack, packStreamId(reference));
  if (state.status === 'none') return refuse('pack-unknown');
  const { status, effectiveFrom, parts } = state;
  return {
    answer: {
      packId: asId<'pack'>(reference.packId),
      version: reference.version,
      status,
      effectiveFrom: effectiveFrom === '' ? null : effectiveFrom,
      parts: parts.map(({ file, text }) => ({ file, text })),
    },
    etag: versionTag(version),
  };
}
