import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideConfirmFiling, filing, type Filing, type FilingEvent } from '../domain/filing.ts';
import type { Scope } from '../domain/scope.ts';

export const confirmFiling: CommandDeclaration<
  { filingNumber: string; scope: Scope },
  Filing,
  FilingEvent,
  void
> = {
  name: 'ConfirmFiling',
  aggregate: filing,
  id: ({ filingNumber }) => filingNumber,
  decide: decideConfirmFiling,
};
