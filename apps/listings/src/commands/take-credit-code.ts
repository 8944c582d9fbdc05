import type { CommandDeclaration } from '@fangpiao/chassis';
import type { DeveloperId } from '@fangpiao/values';
import {
  creditCode,
  decideTakeCreditCode,
  type CreditCode,
  type CreditCodeEvent,
} from '../domain/credit-code.ts';

/** After an admission: notes whose credit code it is, or that somebody was faster. */
export const takeCreditCode: CommandDeclaration<
  { creditCode: string; developerId: DeveloperId },
  CreditCode,
  CreditCodeEvent,
  void
> = {
  name: 'TakeCreditCode',
  aggregate: creditCode,
  id: (input) => input.creditCode,
  decide: decideTakeCreditCode,
};
