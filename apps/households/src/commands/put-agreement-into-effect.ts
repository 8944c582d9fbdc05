import type { CommandDeclaration } from '@fangpiao/chassis';
import type { AgreementId, CalendarDate } from '@fangpiao/values';
import {
  agreement,
  decidePutAgreementIntoEffect,
  type AgreementEvent,
  type CompensationAgreement,
} from '../domain/agreement.ts';

export const putAgreementIntoEffect: CommandDeclaration<
  { agreementId: AgreementId; district: string; effectiveOn: CalendarDate },
  CompensationAgreement,
  AgreementEvent,
  void
> = {
  name: 'PutAgreementIntoEffect',
  aggregate: agreement,
  id: ({ agreementId }) => agreementId,
  decide: decidePutAgreementIntoEffect,
};
