import type { RefusalCode } from '@fangpiao/contracts';
import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideCloseFiling, filing, type Filing, type FilingEvent } from '../domain/filing.ts';

/** What the unit made of a confirmed filing goes back onto the filing. */
export const closeFiling: CommandDeclaration<
  { filingNumber: string; contradiction: RefusalCode | null },
  Filing,
  FilingEvent,
  void
> = {
  name: 'CloseFiling',
  aggregate: filing,
  id: ({ filingNumber }) => filingNumber,
  decide: decideCloseFiling,
};
