import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideNoteRevocation, filing, type Filing, type FilingEvent } from '../domain/filing.ts';

/** The revocation goes onto the filing, whose number stays used. */
export const noteRevocation: CommandDeclaration<
  { filingNumber: string },
  Filing,
  FilingEvent,
  void
> = {
  name: 'NoteRevocation',
  aggregate: filing,
  id: ({ filingNumber }) => filingNumber,
  decide: (state) => decideNoteRevocation(state),
};
