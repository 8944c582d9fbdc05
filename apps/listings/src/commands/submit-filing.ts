import type { CommandDeclaration } from '@fangpiao/chassis';
import {
  decideSubmitFiling,
  filing,
  type Filing,
  type FilingContent,
  type FilingEvent,
} from '../domain/filing.ts';
import type { Scope } from '../domain/scope.ts';
import { unit, type Unit } from '../domain/unit.ts';

/** The number names the stream, so that it is used once. */
export const submitFiling: CommandDeclaration<
  { content: FilingContent; scope: Scope },
  Filing,
  FilingEvent,
  { unit: Unit }
> = {
  name: 'SubmitFiling',
  aggregate: filing,
  id: ({ content }) => content.filingNumber,
  creates: true,
  facts: async ({ content }, reader) => ({
    unit: (await reader.state(unit, content.unitId)).state,
  }),
  decide: decideSubmitFiling,
};
