import type { ServiceCore } from '@fangpiao/chassis';
import type { AnswerOf, getMessageFigures as route } from '@fangpiao/contracts';
import { message } from '../domain/message.ts';

/** How many messages were sent, by topic. */
export async function getMessageFigures(
  core: ServiceCore,
): Promise<{ answer: AnswerOf<typeof route> }> {
  const rows = await core.ports.store.sums(message.kind, {}, 'state.topic', []);
  return { answer: { rows: rows.map(({ key, count }) => ({ topic: String(key), count })) } };
}
