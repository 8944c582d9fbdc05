import type { CommandDeclaration } from '@fangpiao/chassis';
import type { AgreementId, CalendarDate } from '@fangpiao/values';
import {
  agreement,
  decideSignAgreement,
  type AgreementEvent,
  type CompensationAgreement,
} from '../domain/agreement.ts';

export const signAgreement: CommandDeclaration<
  { agreementId: AgreementId; district: string; signedOn: CalendarDate },
  CompensationAgreement,
  AgreementEvent,
  void
> = {
  name: 'SignAgreement',
  aggregate: agreement,
  id: ({ agreementId }) => agreementId,
  decide: decideSignAgreement,
};
